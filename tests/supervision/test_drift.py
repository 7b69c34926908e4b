"""What the detector says, and what it leaves unsaid."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.drift import Alarm, Counts, Found, Row, find_drift

from .counts import MONDAY, agency

STEP_AT = 40


def found(rows: list[Row]) -> Found:
    return find_drift(Counts.from_rows(rows))


def of_p3(rows: list[Row]) -> list[Alarm]:
    """Of the others something may be said by chance; how often is what `manage.py proof drift` counts."""
    return [alarm for alarm in found(rows).alarms if alarm.peer == "p3"]


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def step(peer: int, at: int) -> float:
    return 0.35 if peer == 3 and at >= STEP_AT else 0.12


def slow(peer: int, at: int) -> float:
    return 0.12 + 0.22 * min(max(at - STEP_AT + 1, 0) / 8, 1) if peer == 3 else 0.12


@pytest.mark.parametrize("level", [step, slow])
def test_a_step_and_a_slow_change_are_said_once_and_within_eight_weeks(level):
    (alarm,) = of_p3(agency(level))

    assert (alarm.signal, alarm.direction) == ("off_role_time", "rise")
    assert week(STEP_AT) <= alarm.week <= week(STEP_AT + 8)
    assert alarm.baseline == pytest.approx(0.12, abs=0.06)
    assert alarm.observed > alarm.baseline + 0.08


def test_a_change_that_came_to_stay_is_not_said_again_in_a_year():
    for seed in range(4):
        said = of_p3(agency(step, weeks=STEP_AT + 52, peers=5, seed=seed))
        assert len([alarm for alarm in said if alarm.week >= week(STEP_AT)]) == 1


def test_only_the_way_that_matters_is_said():
    def better(peer: int, at: int) -> float:
        return 0.05 if peer == 3 and at >= STEP_AT else 0.35

    assert {alarm.direction for alarm in found(agency(better)).alarms} <= {"rise"}
    assert of_p3(agency(better)) == []
    assert [alarm.direction for alarm in of_p3(agency(better, signal="co_created_agenda"))] == ["fall"]
    assert [alarm.direction for alarm in of_p3(agency(better, signal="balance"))] == ["fall"]


def test_after_a_good_change_it_is_measured_from_the_better_level():
    def better_then_back(peer: int, at: int) -> float:
        return 0.05 if peer == 3 and 30 <= at < 60 else 0.35

    (alarm,) = of_p3(agency(better_then_back, weeks=80))
    assert alarm.week >= week(60)


def test_more_scatter_than_chance_is_no_drift():
    scatter = random.Random(1)

    def level(_peer: int, _at: int) -> float:
        return scatter.choice([0.02, 0.1, 0.2, 0.4])

    assert len(found(agency(level, peers=20, weeks=104)).alarms) <= 10  # in 40 peer-years


@pytest.mark.parametrize("length", [3, 20])
def test_absence_is_missing_and_nothing_else(length):
    def away(peer: int, at: int) -> bool:
        return peer == 3 and 20 <= at < 20 + length

    assert of_p3(agency(lambda _peer, _at: 0.12, away=away)) == []
    assert len(of_p3(agency(step, away=away))) == 1


def test_weeks_without_activities_are_the_same_as_weeks_that_are_not_there():
    rows = agency(step)
    gone = [row for row in rows if not (row[0] == "p3" and week(10) <= row[1] <= week(14))]
    empty = [(*row[:3], 0, 0) if row not in gone else row for row in rows]

    assert found(empty) == found(gone)


def test_who_came_lately_is_no_drift_and_can_have_one():
    def away(peer: int, at: int) -> bool:
        return peer == 3 and at < 34

    assert of_p3(agency(lambda peer, _at: 0.3 if peer == 3 else 0.12, away=away)) == []
    assert len(of_p3(agency(step, away=away))) == 1


def test_what_moves_everybody_is_said_of_the_agency_and_of_nobody():
    told = found(agency(lambda _peer, at: 0.12 if at < STEP_AT else 0.28, peers=20))

    assert len([alarm for alarm in told.alarms if week(STEP_AT) <= alarm.week < week(STEP_AT + 8)]) <= 3
    (movement,) = told.common
    assert (movement.signal, movement.direction) == ("off_role_time", "rise")
    assert week(STEP_AT) <= movement.week <= week(STEP_AT + 4)
    assert movement.before == pytest.approx(0.12, abs=0.04)
    assert movement.after == pytest.approx(0.28, abs=0.06)


def test_who_drifts_while_everybody_moves_is_still_found():
    def level(peer: int, at: int) -> float:
        return (0.12 if at < STEP_AT else 0.22) + (0.25 if peer == 3 and at >= STEP_AT + 2 else 0)

    assert [alarm.week >= week(STEP_AT) for alarm in of_p3(agency(level, peers=12))] == [True]


def test_three_peers_have_nothing_in_common():
    told = found(agency(lambda _peer, at: 0.1 if at < STEP_AT else 0.4, peers=3))

    assert told.common == []
    assert {alarm.peer for alarm in told.alarms if alarm.week >= week(STEP_AT)} == {"p0", "p1", "p2"}


def everything() -> list[Row]:
    return agency(step, peers=6) + agency(step, peers=6, signal="balance", seed=9)


def test_the_order_of_rows_is_nothing():
    rows = everything()
    mixed = rows[:]
    random.Random(2).shuffle(mixed)

    assert found(mixed) == found(rows)


@pytest.mark.parametrize("until", [5, STEP_AT + 1, STEP_AT + 4, STEP_AT + 8, 55])
def test_what_was_said_of_a_week_does_not_change_with_later_weeks(until):
    rows = everything()
    early, whole = found([row for row in rows if row[1] <= week(until)]), found(rows)

    assert early.alarms == [alarm for alarm in whole.alarms if alarm.week <= week(until)]
    assert early.common == [movement for movement in whole.common if movement.week <= week(until)]


def test_years_in_which_nobody_was_there_take_no_time():
    rows = [
        *agency(step, weeks=20),
        ("p1", date.fromordinal(MONDAY.toordinal() + 7 * 50_000), "off_role_time", 1, 9),
    ]

    assert len(found(rows).alarms) <= 1


def test_nothing_is_nothing():
    assert found([]) == Found([], [])


@pytest.mark.parametrize(
    "row",
    [
        ("p0", MONDAY + timedelta(days=1), "off_role_time", 1, 2),
        ("p0", MONDAY, "off_role_time", 3, 2),
        ("p0", MONDAY, "off_role_time", -1, 2),
        ("p1", MONDAY, "off_role_time", 1, 2),  # twice
    ],
)
def test_counts_that_cannot_be_are_refused(row):
    with pytest.raises(ValueError, match=r"\.$"):
        found([("p1", MONDAY, "off_role_time", 1, 2), row])


WEEK_ROW = st.tuples(
    st.sampled_from("abcdef"),
    st.integers(0, 40).map(week),
    st.sampled_from(["off_role_time", "co_created_agenda", "balance"]),
    st.one_of(st.just(0), st.integers(0, 60), st.just(999_999_999)),
    st.floats(0, 1),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WEEK_ROW, max_size=120, unique_by=lambda row: row[:3]))
def test_whatever_can_be_counted_is_told_in_shares(rows):
    told = found([(*row[:3], int(row[3] * row[4]), row[3]) for row in rows])

    for alarm in told.alarms:
        assert 0 <= alarm.baseline <= 1
        assert 0 <= alarm.observed <= 1
        assert (alarm.observed > alarm.baseline) == (alarm.direction == "rise")
    for movement in told.common:
        assert (movement.after > movement.before) == (movement.direction == "rise")
        assert 0 <= min(movement.before, movement.after) <= max(movement.before, movement.after) <= 1
