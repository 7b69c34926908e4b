"""`python3 manage.py demo`: servers, tables, the demo agency, web, worker, beat; everything stops with this process.

Works without Django, so that a warm start waits for nothing but the web process itself.
"""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from types import FrameType
from typing import Any

from peersupport.demo import check, database
from peersupport.demo.processes import HOST, ROOT, Port, Processes
from peersupport.embedded import EmbeddedError, Servers, home_folder
from peersupport.embedded.layout import own_folder
from peersupport.embedded.processes import die_with_parent, stop_all, wait_until
from peersupport.embedded.servers import secrets_of

SMALL = "0.05"
STAMPED = ("*/migrations/*.py", "*/sql/*.sql")
SERVER_VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


def say(line: str = "") -> None:
    print(line, flush=True)


class Stopped(Exception):
    """Somebody asked us to end."""


class StopRequest:
    """Set by a signal, asked for between steps. An exception out of a handler can get lost, a flag can't."""

    def __init__(self) -> None:
        self.made = False
        # Both: a shell script's `&` starts its children with Ctrl-C ignored.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.made = True

    def heed(self) -> None:
        if self.made:
            raise Stopped


class Demo:
    def __init__(self, options: argparse.Namespace, request: StopRequest) -> None:
        self.options = options
        self.request = request
        self.started = time.monotonic()
        self.home = home_folder()
        self.servers: Servers | None = None
        self.port: Port | None = None
        if all(os.environ.get(name) for name in SERVER_VARIABLES):
            own_folder(self.home, 0o700)
            self.environment = secrets_of(self.home) | {name: os.environ[name] for name in SERVER_VARIABLES}
        elif any(os.environ.get(name) for name in SERVER_VARIABLES):
            raise EmbeddedError("To use your own servers set all three: " + ", ".join(SERVER_VARIABLES))
        else:
            self.servers = Servers(self.home)
            self.environment = self.servers.environment() if not options.fresh else {}
        self.environment |= {
            "PEERSUPPORT_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "peersupport.settings.demo",
        }
        of_watch = self.servers.watch_environment() if self.servers else {}
        self.processes = Processes(self.home, self.environment, of_watch)

    def run(self) -> int:
        self.port = Port(self.options.port)
        port = self.port.number
        self.address = f"http://{HOST}:{port}"
        self.start_servers()
        self.request.heed()
        if not self.is_prepared():
            self.prepare()
        self.processes.start_gateway()
        self.processes.start_web(port)
        self.wait_for_page()
        self.greet()
        self.processes.start_background()
        if self.options.check:
            return check.run(self.address, self.accounts(), say, self.request.heed)
        if sys.stdout.isatty() and not self.options.no_browser:
            webbrowser.open(self.address)
        return self.watch()

    def start_servers(self) -> None:
        if self.servers is None:
            if self.options.fresh:
                database.forget_everything(self.environment["DATABASE_OWNER_URL"])
                self.stamp_file.unlink(missing_ok=True)
            return
        self.servers.claim()
        if self.options.fresh:
            self.servers.wipe()
            (self.home / "sent.jsonl").unlink(missing_ok=True)
            self.environment.update(self.servers.environment())
        self.servers.start()

    def is_prepared(self) -> bool:
        """Only embedded servers are trusted without a look: their files and this stamp come and go together."""
        try:
            return self.servers is not None and self.stamp_file.read_text() == stamp()
        except OSError:
            return False

    def prepare(self) -> None:
        say("Preparing the demo")
        log = self.home / "prepare.log"
        with log.open("wb") as errors:
            preparing = subprocess.Popen(
                [sys.executable, "manage.py", "prepare_demo", "--size", SMALL if self.options.small else "1"],
                cwd=ROOT,
                env=os.environ | self.environment,
                stderr=errors,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        try:
            while preparing.poll() is None:
                self.request.heed()
                time.sleep(0.05)
        finally:
            stop_all({preparing: signal.SIGTERM})
        if preparing.returncode:
            last = log.read_text().strip().splitlines()[-1:]
            raise EmbeddedError("\n".join(["The demo could not be prepared.", *last, f"More is in {log}"]))
        self.stamp_file.write_text(stamp())

    @property
    def stamp_file(self) -> Path:
        return self.home / "prepared"

    def wait_for_page(self) -> None:
        def settled() -> bool:
            self.request.heed()
            return self.processes.ended() is not None or answers(self.address)

        if not wait_until(settled, 90, step=0.05) or not answers(self.address):
            raise EmbeddedError(
                f"The web process does not answer. Its own words are in {self.home / 'web.log'}"
            )

    def accounts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.home / "accounts.json").read_text())
        return found

    def greet(self) -> None:
        say()
        say(
            f"  Peersupport is at  {self.address}   (after {time.monotonic() - self.started:.1f} s; Ctrl-C stops it)"
        )
        say(f"  What would have been sent stands at  {self.address}/demo/sent/")
        say()
        for account in self.accounts():
            say(f"  {account['role']:<28} {account['email']:<44} {account['password']}")
        say()

    def watch(self) -> int:
        while not (ended := self.processes.ended()):
            self.request.heed()
            time.sleep(0.1)
        say(f"The {ended} process ended by itself. Its own words are in {self.home / (ended + '.log')}")
        return 1

    def stop(self) -> None:
        self.processes.stop()
        if self.port is not None:
            self.port.release()
        if self.servers is not None:
            self.servers.stop()
            self.servers.release()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/account/login/", timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def stamp() -> str:
    """Changes when static files, tables or the demo's content would have to be made again."""
    digest = hashlib.sha256()
    files = [path for pattern in STAMPED for path in (ROOT / "peersupport").glob(pattern)]
    files += [
        path
        for app in ("consent", "sessions_app", "supervision")
        for path in (ROOT / app).glob("*/*.*")
        if path.is_file()
    ]
    files += [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    for path in sorted({*files, ROOT / "requirements" / "base.lock"}):
        if path.suffix != ".pyc":
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python3 manage.py demo", description="Start the product with a demo agency."
    )
    parser.add_argument(
        "--check", action="store_true", help="try everything once, then stop; exit code 0 if it works"
    )
    parser.add_argument("--fresh", action="store_true", help="forget all data of the demo first")
    parser.add_argument("--small", action="store_true", help="fewer people and meetings: quicker to make")
    parser.add_argument(
        "--port", type=int, help="exactly this port (without it: the next free one from 8000)"
    )
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    options = parser.parse_args(arguments)

    request = StopRequest()
    demo = None
    try:
        demo = Demo(options, request)
        return demo.run()
    except (EmbeddedError, ValueError) as problem:
        say(str(problem))
        return 1
    except Stopped:
        return 0
    finally:
        if demo is not None:
            demo.stop()
            say("Stopped.")
