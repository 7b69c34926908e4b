from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError
from sessions_app import local_time

CHICAGO = "America/Chicago"


def at(text):
    return local_time.from_stored(text)


def test_time_that_the_clocks_skip_is_refused():
    with pytest.raises(DomainError) as refused:
        local_time.to_instant(at("2027-03-14T02:30"), CHICAGO)

    assert "forward" in str(refused.value)


def test_time_that_comes_twice_is_two_instants_an_hour_apart():
    twice = at("2026-11-01T01:30")

    first, second = (local_time.to_instant(twice, CHICAGO, fold) for fold in (0, 1))

    assert local_time.happens_twice(twice, CHICAGO)
    assert second - first == timedelta(hours=1)


@pytest.mark.parametrize(
    "text", ["2026-11-01T00:59", "2026-11-01T02:00", "2027-03-14T02:30", "2026-07-01T12:00"]
)
def test_other_times_come_once_or_not_at_all(text):
    assert not local_time.happens_twice(at(text), CHICAGO)


@pytest.mark.parametrize(
    "zone", ["America/Chicago", "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
def test_there_and_back_again(zone):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for hours in range(0, 24 * 366, 5):
        instant = start + timedelta(hours=hours)
        local = local_time.to_local(instant, zone)
        assert local_time.exists(local.replace(fold=0), zone)
        assert local_time.to_instant(local, zone, local.fold) == instant


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "1999-12-31T23:59", "9999-12-31T23:59"])
def test_years_out_of_reach_are_refused(text):
    with pytest.raises(DomainError):
        local_time.to_instant(datetime.fromisoformat(text), CHICAGO)


@pytest.mark.parametrize("minutes", [-5, 0, 1441])
def test_length_out_of_reach_is_refused(minutes):
    with pytest.raises(DomainError):
        local_time.require_length(minutes)


def test_past_and_plannable():
    with clock.set_to(datetime(2026, 11, 20, 17, tzinfo=ZoneInfo(CHICAGO))):
        now = clock.now()
        local_time.require_past(now)
        local_time.require_plannable(now - timedelta(hours=10), CHICAGO)
        for check, moment in (
            (local_time.require_past, now + timedelta(minutes=1)),
            (lambda m: local_time.require_plannable(m, CHICAGO), now - timedelta(days=1)),
            (lambda m: local_time.require_plannable(m, CHICAGO), now + timedelta(days=367)),
        ):
            with pytest.raises(DomainError):
                check(moment)
