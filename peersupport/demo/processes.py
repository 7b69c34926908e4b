"""The demo's own processes: web, worker, watch and beat, with the settings a small production would have."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from peersupport.embedded import EmbeddedError
from peersupport.embedded.processes import free_port, spawn, stop_all

HOST = "127.0.0.1"
FIRST_PORT, PORTS_TRIED = 8000, 50
ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent


class Port:
    """A port of our own: free now, and kept from other demos until the web process listens on it."""

    def __init__(self, wanted: int | None) -> None:
        """The wanted port, or the next free one when none was asked for. Raises EmbeddedError."""
        for number in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
            self._lock = lock_of(number)
            if self._lock is not None and is_free(number):
                self.number = number
                return
            self.release()
        raise EmbeddedError(
            f"Port {wanted} is in use. Choose another: --port {wanted + 1}"
            if wanted
            else f"The ports from {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} are in use. Choose one with --port."
        )

    def release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def lock_of(port: int) -> int | None:
    path = Path(tempfile.gettempdir()) / f"peersupport-port-{os.geteuid()}-{port}"
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def web_command(port: int) -> list[str | Path]:
    command: list[str | Path] = [
        PROGRAMS / "granian",
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
    ]
    command += [
        "--workers",
        "2",
        "--blocking-threads",
        "1",
        "--respawn-failed-workers",
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    return [*command, "peersupport.wsgi:application"]


def worker_command() -> list[str | Path]:
    command: list[str | Path] = [PROGRAMS / "celery", "--app", "peersupport.celery", "--quiet", "worker"]
    return [*command, "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING", "--without-mingle"]


def beat_command(home: Path) -> list[str | Path]:
    command: list[str | Path] = [PROGRAMS / "celery", "--app", "peersupport.celery", "--quiet", "beat"]
    return [*command, "--schedule", home / "beat.db", "--pidfile", "", "--loglevel", "WARNING"]


def gateway_command(journal: Path, texts: int, mails: int) -> list[str | Path]:
    """Takes over every text message and e-mail of the demo, and writes it down in place of sending it."""
    command: list[str | Path] = [sys.executable, "-m", "peersupport.embedded.gateway", "--journal", journal]
    return [*command, "--http", str(texts), "--smtp", str(mails)]


def watch_command() -> list[str | Path]:
    return [sys.executable, ROOT / "manage.py", "watch"]


@dataclass
class Processes:
    home: Path
    environment: dict[str, str]
    of_watch: dict[str, str] = field(default_factory=dict)  # what the watcher's environment has beside it
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_gateway(self) -> None:
        """Before everything that sends: it says to the others where it is."""
        texts, mails = free_port(), free_port()
        self._start("gateway", gateway_command(self.home / "sent.jsonl", texts, mails))
        self.environment |= {
            "SMS_URL": f"http://{HOST}:{texts}/",
            "SMS_FROM": "555-0100",
            "DEMO_SMTP_PORT": str(mails),
        }

    def start_web(self, port: int) -> None:
        self._start("web", web_command(port))

    def start_background(self) -> None:
        self._start("worker", worker_command())
        self._start("watch", watch_command(), self.of_watch)
        self._start("beat", beat_command(self.home))

    def _start(self, name: str, command: list[str | Path], more: dict[str, str] | None = None) -> None:
        environment = os.environ | self.environment | (more or {})
        self.running[name] = spawn(command, self.home / f"{name}.log", cwd=ROOT, env=environment)

    def ended(self) -> str | None:
        """The name of one that ended by itself."""
        return next((name for name, child in self.running.items() if child.poll() is not None), None)

    def stop(self) -> None:
        stop_all(dict.fromkeys(self.running.values(), signal.SIGTERM))
        self.running.clear()
