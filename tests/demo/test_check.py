"""`manage.py demo --check` as it is called on a new machine, with a small agency: the whole product, end to end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peersupport.demo.processes import ROOT
from peersupport.embedded.layout import is_root


@pytest.fixture
def home() -> Iterator[Path]:
    path = Path(os.environ["PEERSUPPORT_HOME"]) / f"check-{os.getpid()}"
    path.mkdir(mode=0o711 if is_root() else 0o700)
    yield path
    shutil.rmtree(path)


def test_a_page_a_session_and_a_task(home: Path) -> None:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "demo", "--check", "--small"],
        cwd=ROOT,
        env=environment | {"PEERSUPPORT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert [line[4:] for line in done.stdout.splitlines() if "✓" in line] == [
        "a page answered",
        "a session was logged through the form",
        "a task went through the broker and left its row",
    ], done.stdout
    assert (done.returncode, done.stderr) == (0, "")
