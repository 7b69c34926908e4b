"""Short versions of `manage.py proof latency` and `manage.py proof clocks`: real processes on servers of their own."""

import json

from tests.support.proofs import run_proof


def test_a_worry_reaches_the_gateway_and_the_next_in_line_once(capfd):
    told, wrong = run_proof("latency", size=50)

    assert (told["concerns"], told["lost"], told["more_than_once"]) == (52, 0, 0), wrong
    assert (told["watchers"], told["beats"], told["moved_on"]) == (3, 2, 2), wrong
    assert told["moved_on_after_s"][0] >= 0, wrong
    # How fast is the proof's own to judge: here other tests have the machine, too.
    with capfd.disabled():
        print(json.dumps(told))  # noqa: T201 - the figures of this run


def test_clocks_that_go_wrong_make_nothing_early_twice_or_late(capfd):
    """One of nine ways, another one in every run: on the application's machine, on the database's, on both."""
    told, wrong = run_proof("clocks", size=1)

    # Seconds on the minute are the proof's own to judge, as above.
    assert [line for line in wrong.splitlines() if not line.endswith(" s late")] == []
    (how,) = told["clocks"]
    assert (told["reminders_early"], told["reminders_twice"]) == (0, 0)
    assert told["alarms"] == (0 if how.startswith("both") else 1)
    assert told["concerns_slowest_s"] < 15
    with capfd.disabled():
        print(json.dumps(told))  # noqa: T201 - the figures of this run
