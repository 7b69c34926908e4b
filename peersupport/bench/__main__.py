"""`python3 manage.py bench`: servers of its own, data of its own, then the measurements. Everything stops with it."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from peersupport.embedded import EmbeddedError, Servers, home_folder
from peersupport.embedded.layout import OWNER, WEB, own_folder
from peersupport.embedded.processes import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
WORLD = "bench_world"


def numbers(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 manage.py bench", description="Measure the lists, pages and writes against their goals."
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON and nothing else")
    parser.add_argument(
        "--sessions",
        type=numbers,
        default=[10_000, 1_000_000],
        metavar="N,N",
        help="two numbers of meetings (default: 10000,1000000)",
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="this row alone; may be repeated"
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each ratio (default: 3)")
    found = parser.parse_args(given)
    if len(found.sessions) != 2 or found.sessions[0] < 10_000 or found.rounds < 1:
        parser.error("--sessions takes two different numbers of at least 10000, --rounds at least 1")
    return found


def bench_home() -> Path:
    """Beside the demo's data, never inside its database."""
    if os.environ.get("PEERSUPPORT_HOME"):
        own_folder(home_folder(), 0o711)
        return home_folder() / "bench"
    return ROOT / ".bench"


def measure(servers: Servers, options: argparse.Namespace) -> int:
    environment = os.environ | servers.environment()
    environment |= {
        "DJANGO_SETTINGS_MODULE": "peersupport.bench.settings",
        "DATABASE_URL": servers.layout.database_url(WEB, WORLD),
        "DATABASE_OWNER_URL": servers.layout.database_url(OWNER, WORLD),
    }
    command = [sys.executable, "manage.py", "measure", "--sessions", ",".join(map(str, options.sessions))]
    command += ["--rounds", str(options.rounds)]
    command += [part for name in options.only for part in ("--only", name)]
    command += ["--json"] if options.json else []
    child = subprocess.Popen(command, cwd=ROOT, env=environment, preexec_fn=die_with_parent(signal.SIGTERM))
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait(30)


def main(given: list[str]) -> int:
    options = arguments(given)

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    servers = None
    try:
        servers = Servers(bench_home())
        servers.claim()
        servers.start()
        return measure(servers, options)
    except EmbeddedError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    finally:
        if servers is not None:
            servers.stop()
            servers.release()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
