"""Starting that gateway as a process of its own, telling it how to behave, and reading its book."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peersupport.embedded.gateway import HOST
from peersupport.embedded.processes import EmbeddedError, die_with_parent

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass
class Gateway:
    """A running one. `pid` is its process, for whoever wants to freeze it."""

    child: subprocess.Popen[str]
    journal: Path
    http: int
    smtp: int

    @classmethod
    def start(cls, journal: Path, *, http: int = 0, smtp: int = 0) -> "Gateway":
        command = [sys.executable, "-m", "peersupport.embedded.gateway", "--journal", str(journal)]
        command += ["--http", str(http), "--smtp", str(smtp)]
        child = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        line = child.stdout.readline() if child.stdout else ""
        if not line:
            child.wait()
            raise EmbeddedError("The gateway did not start: one of its ports is in use.")
        ports = json.loads(line)
        return cls(child, journal, ports["http"], ports["smtp"])

    @property
    def sms_url(self) -> str:
        return f"http://{HOST}:{self.http}/Messages.json"

    @property
    def push_host(self) -> str:
        return f"{HOST}:{self.http}"

    @property
    def email_url(self) -> str:
        return f"smtp://{HOST}:{self.smtp}"

    def environment(self) -> dict[str, str]:
        return {"SMS_URL": self.sms_url, "EMAIL_URL": self.email_url}

    def behave(self, mode: str, *, times: int = 0) -> None:
        told = json.dumps({"mode": mode, "times": times}).encode()
        with urllib.request.urlopen(f"http://{HOST}:{self.http}/mode", told, timeout=5):
            return

    def taken(self) -> list[dict[str, Any]]:
        """Everything it took over so far."""
        return read_book(self.journal)

    def taken_count(self) -> int:
        """How many, without reading them: asked again and again it must not keep a core busy."""
        return self.journal.read_bytes().count(b"\n") if self.journal.exists() else 0

    def stop(self) -> None:
        self.child.kill()
        self.child.wait()
        if self.child.stdout:
            self.child.stdout.close()


def read_book(journal: Path) -> list[dict[str, Any]]:
    if not journal.exists():
        return []
    # The last line may still be on its way.
    return [json.loads(line) for line in journal.read_text().split("\n")[:-1]]


@contextmanager
def running_gateway(journal: Path) -> Iterator[Gateway]:
    gateway = Gateway.start(journal)
    try:
        yield gateway
    finally:
        gateway.stop()
