"""This and all later ones, the end of a series, and its pages."""

import uuid
from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing
from sessions_app import local_time
from sessions_app.models import SessionSeries, SupportSession
from sessions_app.services import cancel_session, change_series, end_series, resume_series
from tests import factories
from tests.sessions_app.test_series import days, later, start, states
from tests.sessions_app.world import Two, wall


def at_turn(series, number):
    return series.sessions.order_by("occurrence")[number]


def change(two, session, **values):
    """Two days later, at another hour of the same day."""
    was = local_time.from_stored(session.local_start)
    return change_series(
        **{
            "key": uuid.uuid4(),
            "session": session,
            "local_start": was + timedelta(days=2, hours=1 if was.hour < 23 else -1),
            "minutes": 30,
            "way": "phone",
            "by": two.user,
            **values,
        }
    )


def test_this_and_all_later_ones_move_and_the_earlier_stay():
    two = Two()
    old = start(two)
    fourth = at_turn(old, 3)

    new = change(two, fourth)

    old.refresh_from_db()
    assert (len(days(old)), old.ends_on, old.ended_at) == (3, fourth.occurrence - timedelta(days=1), None)
    made = list(new.sessions.order_by("occurrence"))
    assert len(made) == 8  # as far ahead as the first week of the new one reaches
    assert made[0].pk == fourth.pk
    assert {(row.minutes, row.way, row.local_start[-5:]) for row in made} == {
        (30, "phone", new.local_start[-5:])
    }
    assert made[0].occurrence == fourth.occurrence + timedelta(days=2)
    assert [row.attendances.get().starts_at for row in made] == [row.starts_at for row in made]
    with later(weeks=4):
        assert list(SessionSeries.objects.short()) == [new]


def test_from_the_first_one_on_nothing_of_the_old_series_is_left():
    two = Two()
    old = start(two)

    new = change(two, at_turn(old, 0))

    old.refresh_from_db()
    assert (days(old), old.ended_at is not None) == ([], True)
    assert len(days(new)) == 8


def test_one_that_was_skipped_stays_skipped_at_its_turn():
    two = Two()
    old = start(two)
    third, fifth = at_turn(old, 2), at_turn(old, 4)
    cancel_session(session=fifth, by=two.user)

    new = change(two, third)

    assert states(new)[:4] == ["planned", "planned", "cancelled", "planned"]
    assert len(days(new)) == len(set(days(new))) == 8


def test_a_new_last_day_calls_off_what_lies_behind_it():
    two = Two()
    old = start(two)
    second = at_turn(old, 1)

    new = change(two, second, ends_on=second.occurrence + timedelta(weeks=2))

    assert set(states(new)[:2]) == {"planned"}
    assert set(states(new)[3:]) == {"cancelled"}


def test_changed_twice_with_one_key_is_changed_once():
    two, key = Two(), uuid.uuid4()
    second = at_turn(start(two), 1)

    new, again = (change(two, second, key=key) for _ in range(2))

    assert (new.pk, again.pk, SessionSeries.objects.count()) == (key, key, 2)
    with pytest.raises(SessionSeries.DoesNotExist):
        change(two, second, key=start(Two()).pk)


def test_what_has_moved_on_or_is_not_theirs_is_not_changed():
    two = Two()
    series = start(two)
    second = at_turn(series, 1)
    cancel_session(session=second, by=two.user)
    with pytest.raises(WrongState):
        change(two, second)
    with pytest.raises(SupportSession.DoesNotExist):
        change(two, second, by=Two().user)
    with pytest.raises(DomainError):
        change(two, at_turn(series, 2), local_start=wall(days=-3))
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    with pytest.raises(NotAllowed):
        change(two, at_turn(series, 2))


def test_the_end_calls_off_what_comes_and_leaves_what_was():
    two = Two()
    series = start(two, local_start=wall(minutes=5))
    cancel_session(session=at_turn(series, 3), by=two.user)
    with later(days=8):
        ended = [end_series(series=series, by=two.user).ended_at for _ in range(2)]
        assert ended[0] == ended[1]
        assert states(series) == ["planned", "planned"] + ["cancelled"] * 6

        resume_series(series=series, by=two.user)
        resume_series(series=series, by=two.user)
        assert states(series) == ["planned", "planned", "planned", "cancelled"] + ["planned"] * 4


def test_the_end_can_be_said_during_a_break_and_undone_for_an_hour():
    two = Two()
    series = start(two)
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    end_series(series=series, by=two.user)
    assert set(states(series)) == {"cancelled"}
    with pytest.raises(NotAllowed):
        resume_series(series=series, by=two.user)
    Pairing.objects.filter(pk=two.pairing.pk).update(state="active", paused_at=None)
    with later(hours=2), pytest.raises(WrongState):
        resume_series(series=series, by=two.user)


def test_nobody_else_ends_it():
    two = Two()
    series = start(two)
    for stranger in (Two().user, factories.make_admin(agency=two.agency)):
        with pytest.raises(SessionSeries.DoesNotExist):
            end_series(series=series, by=stranger)
