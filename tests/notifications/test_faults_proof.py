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
from peersupport.notifications.models import Message
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


def row(lane: int, state: str) -> Message:
    return Message(lane=lane, state=state)


def lines(*taken: tuple[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "text": text} for key, text in taken]


@pytest.mark.parametrize(
    ("book", "rows", "acked", "what"),
    [
        (lines(), {"a": row(0, "ready")}, {"a"}, {faults.LOST}),
        (lines(), {}, {"a"}, {faults.LOST, "was acknowledged and is gone"}),
        (lines(), {"a": row(0, "sent")}, {"a"}, {faults.LOST, faults.SHOWN}),
        (lines(("b", "")), {}, set(), {faults.SHOWN}),
        (lines(("a", ""), ("a", "may come twice")), {"a": row(1, "sent")}, {"a"}, {faults.TWICE}),
        (lines(("a", ""), ("a", "")), {"a": row(0, "sent")}, {"a"}, {"a repeat that does not say so"}),
        (lines(), {"a": row(1, "ready")}, {"a"}, {"neither left nor is listed"}),
        (lines(("a", ""), ("a", "may come twice")), {"a": row(0, "sent")}, {"a"}, set()),
        (lines(), {"a": row(1, "unknown")}, {"a"}, set()),
    ],
)
def test_the_judge_notices(book, rows, acked, what):
    assert {promise for promise, keys in faults.broken(book, rows, acked).items() if keys} == what
