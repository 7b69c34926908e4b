"""Child processes that never outlive the one that started them."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


class EmbeddedError(Exception):
    """Something a person can put right; the message says what and how."""


def die_with_parent(sig: signal.Signals) -> Callable[[], None] | None:
    """Linux: kill -9 of the parent takes the child along. Elsewhere the next start adopts what still runs.

    The signal is bound to the thread that starts the child, so children are started from the main thread only.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, int(sig))
        if os.getppid() != parent:  # it died between the fork and this line
            os._exit(1)

    return bind


def spawn(
    command: Sequence[str | Path], log: Path, *, stop_with: signal.Signals = signal.SIGTERM, **popen: Any
) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(stop_with),
            **popen,
        )


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def command_of(pid: int) -> str:
    """The command line of a process, empty when there is no such process any more."""
    cmdline = Path(f"/proc/{pid}/cmdline")
    if cmdline.parent.parent.joinpath("self").exists():
        try:
            return cmdline.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    shown = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return shown.stdout


def wait_until(done: Callable[[], bool], seconds: float, step: float = 0.02) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def free_port() -> int:
    """One on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def stop_all(children: Mapping[subprocess.Popen[bytes], signal.Signals], seconds: float = 15) -> None:
    """Ask every child to stop, wait for all of them together, then insist."""
    for child, sig in children.items():
        if child.poll() is None:
            child.send_signal(sig)
    deadline = time.monotonic() + seconds
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
