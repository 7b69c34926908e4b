"""The short version of `manage.py proof faults`: forty kills, on servers of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peersupport.bench.proofs import faults
from peersupport.embedded import throw_away
from tests.support import template

ROOT = Path(__file__).resolve().parents[2]
KILLS = 40


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """Of a migrated database on servers that nobody else uses."""
    with throw_away() as servers:
        found = os.environ | servers.environment()
        found |= {"PEERSUPPORT_TEST_SUPERUSER_URL": servers.superuser_url(), "PEERSUPPORT_PROOF_HERE": "1"}
        found["DJANGO_SETTINGS_MODULE"] = "peersupport.settings.demo"
        if template.take(servers):
            with servers.postgres.connect("postgres") as superuser:
                superuser.execute("ALTER DATABASE peersupport ALLOW_CONNECTIONS true")
        else:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(migrate, cwd=ROOT, env=found, check=True)
        yield found


def test_no_kill_loses_a_concern_or_repeats_a_reminder(environment, capfd):
    command = [sys.executable, "manage.py", "proof", "faults", "--size", str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["concerns_lost"], told["shown_sent_before_commit"], told["reminders_sent_twice"]) == (
        0,
        0,
        0,
    )
    assert told["kills"] == KILLS
    assert set(told["killed"]) >= {"writer", "watch", "postgres", "redis"}
    assert (told["concerns"] > 50, told["reminders"] > 50, told["rolled_back"] > 0) == (True, True, True)
    with capfd.disabled():
        print(done.stdout.splitlines()[-1])  # noqa: T201 - the figures of this run


@pytest.mark.parametrize(
    ("book", "counted"),
    [
        ([("a", ""), ("b", "")], 0),
        ([("a", ""), ("b", ""), ("a", "may come twice")], 1),
        ([("a", ""), ("a", ""), ("a", "")], 2),
    ],
)
def test_the_judge_counts_repeats(book, counted):
    assert len(faults.repeats([{"key": key, "text": text} for key, text in book])) == counted
