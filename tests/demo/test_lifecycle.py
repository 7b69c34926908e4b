"""However the demo ends, no process of it stays behind, and the next start works."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from peersupport.demo import database
from peersupport.demo.processes import ROOT, Port
from peersupport.embedded import EmbeddedError, Servers
from peersupport.embedded.layout import is_root
from peersupport.embedded.processes import wait_until

Start = Callable[[], subprocess.Popen[str]]
OF_THE_TESTS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "PEERSUPPORT_KEK_FILE")


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    return kept | {"DJANGO_SETTINGS_MODULE": "peersupport.settings.demo"}


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A demo's folder whose database counts as filled: how the agency gets in is tested elsewhere."""
    path = Path(os.environ["PEERSUPPORT_HOME"]) / f"demo-{os.getpid()}"
    path.mkdir(mode=0o711 if is_root() else 0o700)
    servers = Servers(path)
    servers.start()
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=clean_environment() | {"PEERSUPPORT_HOME": str(path)}, check=True)
    database.mark(servers.environment()["DATABASE_OWNER_URL"], database.State.FILLED)
    servers.stop()
    servers.release()
    yield path
    shutil.rmtree(path)


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts demos, and ends what a failed test left running."""
    with ExitStack() as started:

        def start_one() -> subprocess.Popen[str]:
            demo = subprocess.Popen(
                [sys.executable, "-m", "peersupport.demo", "--no-browser"],
                cwd=ROOT,
                env=clean_environment() | {"PEERSUPPORT_HOME": str(home)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            started.enter_context(demo)
            started.callback(demo.terminate)
            return demo

        yield start_one


def read_until(demo: subprocess.Popen[str], words: str) -> str:
    assert demo.stdout is not None
    said = ""
    for line in demo.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"The demo ended without saying {words!r}:\n{said}")


def family(pid: int) -> list[psutil.Process]:
    """The demo with web, worker, watch, beat and both servers, once all of them are there."""
    demo = psutil.Process(pid)
    # Whichever Redis-protocol server this machine has.
    wanted = (
        ("granian",),
        ("celery",),
        ("manage.py watch",),
        ("postgres",),
        ("valkey-server", "redis-server"),
    )

    def complete() -> bool:
        lines = [words(child) for child in demo.children(recursive=True)]
        return all(any(name in line for name in names for line in lines) for names in wanted)

    assert wait_until(complete, 90)
    return [demo, *demo.children(recursive=True)]


def words(process: psutil.Process) -> str:
    """Its command line; nothing for one that ended while we looked."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def is_gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_stays_behind(start: Start, end: signal.Signals) -> None:
    demo = start()
    said = read_until(demo, "Peersupport is at")
    processes = family(demo.pid)

    demo.send_signal(end)
    rest, _ = demo.communicate(timeout=120)

    assert wait_until(lambda: all(is_gone(process) for process in processes), 90)
    assert (len(processes) > 6, demo.returncode) == (True, -9 if end is signal.SIGKILL else 0)
    assert "Traceback" not in said + rest


def test_a_second_demo_on_the_same_folder_is_told_so(start: Start) -> None:
    first = start()
    read_until(first, "Peersupport is at")
    processes = [process for process in family(first.pid) if "postgres: " not in words(process)]
    second = start()
    said, _ = second.communicate(timeout=120)
    untouched = not any(is_gone(process) for process in processes)
    first.terminate()
    first.communicate(timeout=120)

    assert (second.returncode, "running already" in said, "Traceback" in said) == (1, True, False)
    assert untouched


def test_every_account_stands_in_a_file_for_its_owner_alone(home: Path, start: Start) -> None:
    demo = start()
    read_until(demo, "Peersupport is at")
    demo.terminate()
    demo.communicate(timeout=120)
    path = home / "accounts.json"

    accounts = json.loads(path.read_text())

    assert path.stat().st_mode & 0o077 == 0
    assert all(set(account) == {"role", "email", "password", "name"} for account in accounts)


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as squatter:
        taken = squatter.getsockname()[1]
        with pytest.raises(EmbeddedError, match="in use"):
            Port(taken)


def test_two_demos_that_start_together_get_two_ports() -> None:
    first, second = Port(None), Port(None)
    numbers = {first.number, second.number}
    first.release()
    second.release()

    assert len(numbers) == 2
