"""The short version of `manage.py proof faults`: forty kills, on servers of its own."""

import json

import pytest

from peersupport.bench.proofs import faults_judge as judge
from peersupport.bench.proofs.faults_judge import Evidence
from peersupport.notifications.models import Message
from tests.support.proofs import run_proof

KILLS = 40


def test_no_kill_loses_a_concern_or_repeats_a_reminder(capfd):
    told, wrong = run_proof("faults", size=KILLS)

    assert wrong == "", told
    assert (told["concerns_lost"], told["shown_sent_before_commit"], told["reminders_sent_twice"]) == (
        0,
        0,
        0,
    )
    assert told["kills"] == KILLS
    assert set(told["killed"]) >= {"web", "web worker", "watch", "postgres", "redis"}
    assert (told["concerns"] > 50, told["reminders"] > 20, told["rolled_back"] > 0) == (True, True, True)
    with capfd.disabled():
        print(json.dumps(told))  # noqa: T201 - the figures of this run


def row(lane: int, state: str) -> Message:
    return Message(lane=lane, state=state)


def lines(*taken: tuple[str, str]) -> list[dict[str, str | float]]:
    """What the gateway took, one a second."""
    return [{"key": key, "text": text, "at": float(at)} for at, (key, text) in enumerate(taken)]


def page(concern: str, *, at: float = 9.0, sent: bool = False) -> dict[str, str | float | bool]:
    return {"page": concern, "at": at, "sent": sent}


SENT, ABOUT = {"a": row(0, "sent")}, {"c": {"a"}}


@pytest.mark.parametrize(
    ("evidence", "what"),
    [
        (Evidence(lines(), {"a": row(0, "ready")}), {judge.LOST}),
        (Evidence(lines(), {}, {"a"}), {judge.GONE}),
        (Evidence(lines(), {"a": row(0, "sent")}), {judge.LOST, judge.SHOWN}),
        (Evidence(lines(("b", "")), {}), {judge.SHOWN}),
        (Evidence(lines(("a", ""), ("a", "may come twice")), {"a": row(1, "sent")}), {judge.TWICE}),
        (Evidence(lines(("a", ""), ("a", "")), SENT), {"a repeat that does not say so"}),
        (Evidence(lines(), {"a": row(1, "ready")}), {"neither left nor is listed"}),
        (Evidence(lines(("a", ""), ("a", "may come twice")), SENT), set()),
        (Evidence(lines(), {"a": row(1, "unknown")}), set()),
        # A page said that it is kept, and it is not there; it is there, and nobody was told.
        (Evidence(lines(), {}, pages=[page("c")]), {judge.LOST}),
        (Evidence(lines(), {}, about={"c": set()}), {judge.LOST}),
        # A page said that a message went out: before it did, and after.
        (Evidence(lines(("a", "")), SENT, about=ABOUT, pages=[page("c", at=-1.0, sent=True)]), {judge.SHOWN}),
        (Evidence(lines(("a", "")), SENT, about=ABOUT, pages=[page("c", sent=True)]), set()),
        (Evidence(lines(("a", "")), SENT, about=ABOUT, pages=[page("c", at=-1.0)]), set()),
    ],
)
def test_the_judge_notices(evidence, what):
    assert {promise for promise, keys in judge.broken(evidence).items() if keys} == what


@pytest.mark.parametrize(("kills", "most"), [(40, 5), (500, 28), (1_000, 50), (2_000, 100)])
def test_a_run_of_full_size_repeats_no_more_than_was_promised(kills, most):
    assert int(judge.most_repeats(kills)) == most
