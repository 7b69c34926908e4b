"""Reminders of a series while clocks change: none early, none twice, none at another hour than the one on the wall."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peersupport.accounts.models import Agency, Program, User
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.embedded.binaries import package_folder
from peersupport.notifications.hours import is_between, not_before
from peersupport.notifications.models import Message, Route
from peersupport.people.models import SupportedPerson
from sessions_app import tasks
from sessions_app.models import SessionSeries, SupportSession
from sessions_app.services import cancel_session, change_series, start_series
from tests.notifications.people import way_of_person
from tests.sessions_app.world import Two

ZONES = ("America/New_York", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BEFORE = ("day", "morning", "hours")


@pytest.fixture(autouse=True)
def eager(monkeypatch):
    """Tasks run where they are called, by the clock of the test."""
    for name in ("remind_of_meeting", "settle_meeting"):
        task = getattr(tasks, name)
        monkeypatch.setattr(task, "delay", task)
    with acting_as(None):
        yield


def days_of_change(zone: str) -> list[date]:
    """In 2027, by the zone itself: days that are not 24 hours long."""
    midday = [datetime(2027, 1, 1, 12, tzinfo=ZoneInfo(zone)) + DAY * number for number in range(365)]
    return [late.date() for early, late in pairwise(midday) if early.utcoffset() != late.utcoffset()]


def instant(local: datetime, zone: str) -> datetime:
    """Of a time that does not exist the first minute after the gap; of one that comes twice the first."""
    while True:
        found = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == local:
            return found
        local += MINUTE


def moments(day: date, at: time, zone: str) -> dict[str, datetime]:
    """When each reminder of a meeting is to come, worked out from nothing but the calendar and the zone."""
    starts = instant(datetime.combine(day, at), zone)
    wall = starts.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    found = {
        "day": instant(wall - DAY, zone),
        "morning": instant(datetime.combine(wall.date(), time(8)), zone),
        "hours": starts - timedelta(hours=2),
    }
    return {name: moment for name, moment in found.items() if moment < starts}


def a_series(two: Two, zone: str, first: datetime) -> SessionSeries:
    two.program.time_zone = zone
    two.program.save()
    with clock.set_to(first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - 3 * DAY):
        return start_series(
            key=uuid.uuid4(), every=1, local_start=first, minutes=60, person=two.person, by=two.user
        )


def told(two: Two) -> set[str]:
    keys = Message.objects.filter(kind="meeting", route__person=two.person).values_list("key", flat=True)
    return {key.split(":")[1] + ":" + key.split(":")[3] for key in keys}


def sweep(two: Two, at: list[datetime]) -> list[tuple[datetime, str]]:
    """Beat comes by at each of these moments: which messages were new at which of them."""
    found, known = [], told(two)
    for moment in sorted(set(at)):
        with clock.set_to(moment):
            tasks.remind_of_meetings()
        now = told(two)
        found += [(moment, key) for key in sorted(now - known)]
        known = now
    count = Message.objects.filter(kind="meeting", route__person=two.person).count()
    assert count == len(known)  # none twice, whatever its key says
    return found


def around(expected: list[datetime]) -> list[datetime]:
    """The minute before, the minute itself, the one after and an hour later."""
    off = (-MINUTE, timedelta(0), MINUTE, timedelta(minutes=60))
    return [moment + step for moment in expected for step in off]


@dataclass(frozen=True)
class Case:
    zone: str
    first: datetime
    before: tuple[str, ...]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A weekly series whose second or third meeting falls on the change of clocks or beside it."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(st.sampled_from(days_of_change(zone))) + DAY * draw(st.integers(-2, 1))
    near = st.builds(time, st.integers(0, 4), st.sampled_from((0, 15, 30, 59)))
    at = draw(near | st.builds(time, st.integers(0, 23), st.integers(0, 59)))
    before = draw(st.lists(st.sampled_from(BEFORE), min_size=1, unique=True))
    return Case(zone, datetime.combine(day - 7 * DAY, at), tuple(before))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases())
def test_each_comes_at_its_minute_on_the_wall_whatever_the_clocks_do(case):
    two = Two()
    way_of_person(two, before=case.before)
    series = a_series(two, case.zone, case.first)
    meetings = list(series.sessions.order_by("occurrence")[:3])
    expected = {}
    for session in meetings:
        for name, moment in moments(session.occurrence, case.first.time(), case.zone).items():
            if name in case.before:
                expected[f"{session.pk}:{name}"] = moment

    found = sweep(two, around(list(expected.values())))

    assert {key: moment for moment, key in found} == expected
    SupportSession.objects.filter(series=series).update(state="cancelled", closed_at=clock.now())


def test_there_are_two_changes_in_each_zone():
    assert {zone: len(days_of_change(zone)) for zone in ZONES} == dict.fromkeys(ZONES, 2)


def test_a_series_that_goes_to_another_zone_is_told_by_the_clock_there_and_never_twice():
    """Told in New York, then the program moves to Lord Howe: the old time is told no more, the new one is."""
    two = Two()
    way_of_person(two, before=("day", "hours"))
    series = a_series(two, "America/New_York", datetime.fromisoformat("2027-03-02T14:00"))
    second = series.sessions.order_by("occurrence")[1]
    old = moments(second.occurrence, time(14), "America/New_York")
    two.program.time_zone = "Australia/Lord_Howe"
    two.program.save()
    with clock.set_to(old["day"] - DAY):
        new = change_series(
            key=uuid.uuid4(),
            session=second,
            local_start=datetime.fromisoformat("2027-03-29T14:00"),
            minutes=60,
            by=two.user,
        )
    meetings = list(new.sessions.filter(state="planned").order_by("occurrence")[:2])
    expected = {
        f"{session.pk}:{name}": moment
        for session in meetings
        for name, moment in moments(session.occurrence, time(14), "Australia/Lord_Howe").items()
        if name != "morning"
    }

    found = sweep(two, around([*expected.values(), old["day"], old["hours"]]))

    assert {session.time_zone for session in meetings} == {"Australia/Lord_Howe"}
    assert {key: moment for moment, key in found} == expected


@pytest.fixture
def new_york_like_bogota(tmp_path):
    """As if a newer tzdata said: New York changes its clocks no more, and stays in winter."""
    rules = package_folder("tzdata") / "zoneinfo" / "America" / "Bogota"
    (tmp_path / "America").mkdir()
    (tmp_path / "America" / "New_York").write_bytes(Path(rules).read_bytes())
    before = TZPATH

    def begin() -> None:
        reset_tzpath(to=[str(tmp_path), *before])
        ZoneInfo.clear_cache()

    yield begin
    reset_tzpath(to=before)
    ZoneInfo.clear_cache()


def test_other_rules_for_a_zone_leave_every_meeting_and_reminder_at_its_time_on_the_wall(
    new_york_like_bogota,
):
    two = Two()
    way_of_person(two, before=("hours",))
    series = a_series(two, "America/New_York", datetime.fromisoformat("2027-03-02T14:00"))
    called_off = series.sessions.order_by("occurrence")[5]
    cancel_session(session=called_off, by=two.user)
    new_york_like_bogota()
    now = datetime(2027, 3, 1, 12, tzinfo=UTC)
    with clock.set_to(now):
        tasks.settle_meetings()
        tasks.settle_meetings()

    rows = list(series.sessions.filter(state="planned").order_by("occurrence"))
    assert [row.starts_at.hour for row in rows] == [19] * 7
    assert {row.attendances.get().starts_at == row.starts_at for row in rows} == {True}
    assert series.sessions.get(pk=called_off.pk).starts_at == called_off.starts_at
    expected = [row.starts_at - timedelta(hours=2) for row in rows]
    # An hour before is when it would have come by the old rules.
    found = sweep(two, [*around(expected), *(moment - timedelta(hours=1) for moment in expected)])
    assert [moment for moment, _key in found] == expected


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    change=st.integers(0, 1),
    minutes=st.integers(-36 * 60, 36 * 60),
    hours=st.tuples(st.times(), st.times()).map(
        lambda two: tuple(at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0) for at in two)
    ),
    of_person=st.booleans(),
)
def test_what_waits_for_the_end_of_quiet_hours_leaves_at_their_first_minute(
    zone, change, minutes, hours, of_person
):
    """Walked minute by minute: none in the quiet hours on the wall, none later than it has to be."""
    start, end = hours
    route = Route(quiet_from=start, quiet_until=end)
    if of_person:
        route.person = SupportedPerson(program=Program(time_zone=zone))
    else:
        route.user = User(agency=Agency(time_zone=zone))
    quiet = (end, start) if of_person else (start, end)
    moment = datetime.combine(days_of_change(zone)[change], time(12), tzinfo=UTC) + MINUTE * minutes

    leaves, at = not_before(route, moment), moment
    while start != end and is_between(at.astimezone(ZoneInfo(zone)).time(), *quiet):
        at += MINUTE

    assert leaves.astimezone(UTC) == at  # in an hour that comes twice a time there equals none elsewhere
