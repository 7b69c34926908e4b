"""Meetings that come back, through the services."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.celery import app
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing
from peersupport.people.services import end_pairing, record_death
from sessions_app import local_time, tasks
from sessions_app.models import Attendance, Group, SessionSeries, SupportSession
from sessions_app.services import (
    cancel_session,
    change_series,
    end_series,
    move_session,
    resume_series,
    start_series,
    top_up_series,
)
from tests import factories
from tests.sessions_app.world import ZONE, Two, wall
from tests.support.midday import NEW_YORK


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


def start(two, **values):
    return start_series(
        **{
            "key": uuid.uuid4(),
            "every": 1,
            "local_start": wall(days=1),
            "minutes": 45,
            "person": two.person,
            "by": two.user,
            **values,
        }
    )


def days(series):
    return list(series.sessions.order_by("occurrence").values_list("occurrence", flat=True))


def states(series):
    return list(series.sessions.order_by("occurrence").values_list("state", flat=True))


def later(**ahead):
    return clock.set_to(clock.now() + timedelta(**ahead))


@pytest.mark.parametrize(("every", "count"), [(1, 8), (2, 4)])
def test_start_series_puts_eight_weeks_into_the_calendar(every, count):
    two = Two()

    series = start(two, every=every, way="phone", place="home")

    made = list(series.sessions.order_by("starts_at"))
    first = wall(days=1)
    assert [row.local_start for row in made] == [
        local_time.stored(first + timedelta(weeks=every * n)) for n in range(count)
    ]
    assert {(row.state, row.minutes, row.way, row.place, row.level) for row in made} == {
        ("planned", 45, "phone", "home", "brief")
    }
    assert Attendance.objects.filter(person=two.person, session__series=series).count() == count
    assert AuditEvent.objects.filter(action="series.started", person_id=two.person.pk).count() == 1


def test_two_o_clock_stays_two_o_clock_and_half_past_two_moves_on_the_night_it_is_missing():
    two = Two(zone=NEW_YORK)
    with clock.set_to(at("2027-02-28T12:00")):
        afternoon = start(two, local_start=datetime(2027, 3, 7, 14))  # noqa: DTZ001
        night = start(two, local_start=datetime(2027, 3, 7, 2, 30))  # noqa: DTZ001

    hours = {row.starts_at.astimezone(ZoneInfo(NEW_YORK)).hour for row in afternoon.sessions.all()}
    assert hours == {14}
    assert [row.local_start[-5:] for row in night.sessions.order_by("occurrence")][:3] == [
        "02:30",
        "03:00",
        "02:30",
    ]


def test_start_again_with_the_same_key_is_the_same_series():
    two, key, first = Two(), uuid.uuid4(), wall(days=1)

    one = start(two, key=key, local_start=first)
    again = start(two, key=key, local_start=first)

    assert (one.pk, again.pk, SupportSession.objects.count()) == (key, key, 8)
    with pytest.raises(WrongState):
        start(two, key=key, local_start=first, minutes=15)
    with pytest.raises(SessionSeries.DoesNotExist):
        start(Two(), key=key)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"local_start": wall(days=-2)}, "start_date"),
        ({"local_start": wall(days=400)}, "start_date"),
        ({"minutes": 0}, "minutes_other"),
        ({"every": 3}, "repeats"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
    ],
)
def test_what_can_not_be_planned_is_refused_at_its_field(values, field):
    two = Two()

    with pytest.raises(DomainError) as refused:
        start(two, **values)

    assert (refused.value.field, SessionSeries.objects.count()) == (field, 0)


def test_only_who_walks_with_them_starts_a_series():
    two = Two()
    with pytest.raises(Pairing.DoesNotExist):
        start(two, by=Two().user)
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    with pytest.raises(NotAllowed):
        start(two)


def test_topped_up_week_by_week_up_to_its_last_day():
    two = Two()
    last = wall(days=1).date() + timedelta(weeks=11)
    series = start(two, ends_on=last)

    counts = []
    for week in (0, 1, 1, 3, 8, 20):
        with later(weeks=week):
            counts.append(top_up_series(series_id=series.pk))

    assert counts == [0, 1, 0, 2, 1, 0]
    assert days(series)[-1] == last
    assert len(days(series)) == len(set(days(series))) == 12


def test_what_was_skipped_moved_or_called_off_does_not_come_back():
    two = Two()
    series = start(two)
    first, second, *_rest = series.sessions.order_by("starts_at")
    cancel_session(session=first, by=two.user)
    move_session(session=second, local_start=wall(days=10), minutes=30, by=two.user)

    with later(weeks=2):
        top_up_series(series_id=series.pk)

    assert states(series)[:3] == ["cancelled", "planned", "planned"]
    assert len(days(series)) == len(set(days(series))) == 10


def test_the_sweep_tops_up_what_is_short_and_leaves_the_rest():
    two = Two()
    short, ended = start(two), start(two)
    end_series(series=ended, by=two.user)

    with later(weeks=1):
        tasks.top_up_all_series()
        with app.connection_for_read() as line, line.SimpleQueue("celery") as queue:
            # Other tests use this broker at the same time: ours is one of those that come, or get() raises Empty.
            asked = iter(lambda: queue.get(timeout=5).payload[0], None)
            assert [str(short.pk)] in asked
        tasks.top_up_one_series(str(short.pk))

    assert (len(days(short)), len(days(ended))) == (9, 8)


def test_a_break_and_a_block_make_nothing_and_nothing_is_filled_in_afterwards():
    two = Two()
    series = start(two)
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    with later(weeks=12):
        assert top_up_series(series_id=series.pk) == 0
        Pairing.objects.filter(pk=two.pairing.pk).update(state="active", paused_at=None)
        made = top_up_series(series_id=series.pk)
        assert made == 8
        assert series.sessions.filter(starts_at__lt=clock.now()).count() == 8  # as many as before the break
    block = factories.make_block(person=two.person, user=two.user)
    with later(weeks=20):
        assert top_up_series(series_id=series.pk) == 0
    block.delete()


@pytest.mark.parametrize("how", ["goodbye", "death"])
def test_goodbye_and_death_end_it_in_the_same_moment(how):
    two = Two()
    series = start(two)

    if how == "goodbye":
        end_pairing(pairing=two.pairing, reason="goodbye", by=two.user)
    else:
        record_death(person=two.person, died_on=clock.today(ZONE), by=two.user)

    series.refresh_from_db()
    assert series.ended_at is not None
    assert set(states(series)) == {"cancelled"}
    with later(weeks=3):
        assert top_up_series(series_id=series.pk) == 0
    with pytest.raises(Pairing.DoesNotExist):
        resume_series(series=series, by=two.user)


# --- groups ---


def a_group(two, **values):
    return Group.objects.create(
        agency=two.agency, program=two.program, started_by=two.user,
        **{"name": "Walkers", "led_by": "peer", "lead": two.peer, **values},
    )  # fmt: skip


def test_a_group_comes_together_every_week_without_anybody_on_a_list():
    two = Two()

    series = start(two, person=None, group=a_group(two))

    assert {row.group_id for row in series.sessions.all()} == {series.group_id}
    assert (len(days(series)), Attendance.objects.count()) == (8, 0)
    with later(weeks=1):
        assert top_up_series(series_id=series.pk) == 1


def test_whose_group_it_is_plans_it():
    two = Two()
    other = factories.make_peer(agency=two.agency).user
    led, free = a_group(two), a_group(two, name="Choir", led_by="members", lead=None)

    with pytest.raises(NotAllowed):
        start(two, person=None, group=led, by=other)
    assert len(days(start(two, person=None, group=free, by=other))) == 8
    for stranger in (Two().user, factories.make_admin(agency=two.agency)):
        with pytest.raises(Group.DoesNotExist):
            start(two, person=None, group=free, by=stranger)


def test_a_closed_group_is_not_topped_up():
    two = Two()
    group = a_group(two)
    series = start(two, person=None, group=group)
    Group.objects.filter(pk=group.pk).update(closed_at=clock.now())

    with later(weeks=1):
        assert top_up_series(series_id=series.pk) == 0
    end_series(series=series, by=two.user)
    assert set(states(series)) == {"cancelled"}


def test_change_series_without_a_series_is_refused():
    two = Two()

    with pytest.raises(WrongState):
        change_series(key=uuid.uuid4(), session=two.plan(), local_start=wall(days=2), minutes=30, by=two.user)
