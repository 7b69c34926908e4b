"""A series over the change of clocks: the same hour on the wall, none twice, none missing."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peersupport.core import clock
from peersupport.core.errors import DomainError
from sessions_app import local_time
from sessions_app.series_days import AHEAD, days_between, horizon

# North and south, an ocean between, and a change of half an hour.
ZONES = ["America/New_York", "America/Santiago", "Europe/Lisbon", "Australia/Lord_Howe"]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

firsts = st.builds(
    datetime.combine,
    st.dates(min_value=date(2025, 1, 1), max_value=date(2026, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)


@pytest.fixture(autouse=True)
def in_summer():
    with clock.set_to(NOW):
        yield


def wall_at(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@settings(max_examples=400, deadline=None)
@given(first=firsts, zone=st.sampled_from(ZONES), every=st.sampled_from([1, 2]), count=st.integers(1, 53))
@example(first=datetime(2026, 2, 22, 2, 30), zone="America/New_York", every=1, count=10)  # noqa: DTZ001
@example(first=datetime(2026, 9, 20, 2, 15), zone="Australia/Lord_Howe", every=2, count=5)  # noqa: DTZ001
@example(first=datetime(2026, 8, 23, 0, 0), zone="America/Santiago", every=1, count=5)  # noqa: DTZ001
@example(first=datetime(2026, 10, 11, 1, 30), zone="Europe/Lisbon", every=2, count=5)  # noqa: DTZ001
def test_every_occurrence_keeps_its_hour(first, zone, every, count):
    through = first.date() + timedelta(weeks=every * (count - 1))
    days = list(days_between(first.date(), every=every, after=None, through=through))
    walls = [local_time.comes_back_at(datetime.combine(day, first.time()), zone) for day in days]
    instants = [wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC) for wall in walls]

    assert len(days) == count
    assert {later - earlier for earlier, later in pairwise(days)} <= {timedelta(weeks=every)}
    assert all(later > earlier for earlier, later in pairwise(instants))
    for day, wall, instant in zip(days, walls, instants, strict=True):
        wanted = datetime.combine(day, first.time())
        assert wall_at(instant, zone) == wall
        if local_time.exists(wanted, zone):
            assert wall == wanted
            assert instant == min(
                wanted.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)
            )
        else:  # the first minute after the gap: the minute before it doesn't exist
            assert wanted < wall < wanted + timedelta(hours=2)
            assert not local_time.exists(wall - timedelta(minutes=1), zone)


@settings(max_examples=200, deadline=None)
@given(
    first=st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)),
    every=st.sampled_from([1, 2]),
    looks=st.lists(st.integers(0, 200), min_size=1, max_size=12),
    lasts=st.none() | st.integers(0, 150),
)
def test_however_often_it_is_topped_up_nothing_is_twice_or_missing(first, every, looks, lasts):
    """Somebody looks after it on some days, in any rhythm; what stands then is what one look would have made."""
    ends_on = None if lasts is None else first + timedelta(days=lasts)
    made, through = [], None
    for day in sorted(looks):
        reach = horizon(first, today=first + timedelta(days=day), ends_on=ends_on)
        if through is None or reach > through:
            made += days_between(first, every=every, after=through, through=reach)
            through = reach

    assert made == list(days_between(first, every=every, after=None, through=through))
    assert made[0] == first
    assert all(ends_on is None or day <= ends_on for day in made)


@pytest.mark.parametrize("weekday", range(7))
def test_eight_weeks_are_eight_meetings_on_any_weekday(weekday):
    today = date(2026, 6, 1)
    first = today - timedelta(days=7) + timedelta(days=weekday)
    through = horizon(first, today=today, ends_on=None)

    ahead = [day for day in days_between(first, every=1, after=None, through=through) if day >= today]

    assert (through, len(ahead)) == (today + AHEAD, 8)


def test_the_hour_that_does_not_exist_is_put_at_the_first_minute_after_the_gap():
    gap = datetime(2027, 3, 14, 2, 30)  # noqa: DTZ001

    assert local_time.comes_back_at(gap, "America/New_York").time() == time(3, 0)
    assert local_time.comes_back_at(gap, "America/Santiago") == gap
    lord_howe = datetime(2026, 10, 4, 2, 10)  # noqa: DTZ001
    assert local_time.comes_back_at(lord_howe, "Australia/Lord_Howe").time() == time(2, 30)


@pytest.mark.parametrize("year", [1, 1999, 9999])
def test_a_year_out_of_reach_is_refused(year):
    with pytest.raises(DomainError):
        local_time.comes_back_at(datetime(year, 1, 1, 12), "America/New_York")  # noqa: DTZ001
