"""Shifts: once or every week, by the clock on the wall; what can't stand beside each other is refused in a sentence."""

import uuid
from datetime import UTC, date, timedelta

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.safety import services
from peersupport.safety.models import OnCallPerson, OnCallShift
from tests import factories

from .on_call import MONDAY, NightHouse, at

NOON = at("2026-11-30T12:00")


@pytest.fixture
def house(database):
    with clock.set_to(NOON):
        yield NightHouse()


def test_every_monday_and_thursday_until_a_day(house):
    until = date(2026, 12, 14)

    shifts = house.plan(house.emeka, MONDAY, weekdays=frozenset({0, 3}), until=until)

    starts = [one.starts_at.astimezone(at("2026-11-30T00:00").tzinfo).strftime("%d %H:%M") for one in shifts]
    assert starts == ["30 18:00", "03 18:00", "07 18:00", "10 18:00", "14 18:00"]
    assert {one.ends_at - one.starts_at for one in shifts} == {timedelta(hours=14)}


@pytest.mark.parametrize(
    ("now", "day", "hours"),
    [
        ("2027-03-12T12:00", date(2027, 3, 13), [13, 14]),  # the clocks go forward in the first night
        ("2027-11-05T12:00", date(2027, 11, 6), [15, 14]),  # and back
    ],
)
def test_a_series_keeps_its_hours_on_the_wall_when_the_clocks_change(database, now, day, hours):
    with clock.set_to(at(now)):
        house = NightHouse()
        until = day + timedelta(days=1)
        shifts = house.plan(house.emeka, day, weekdays=frozenset(range(7)), until=until)

    assert [(one.ends_at - one.starts_at) / timedelta(hours=1) for one in shifts] == hours
    assert {one.ends_at.astimezone(at(now).tzinfo).hour for one in shifts} == {8}


def test_a_series_that_starts_in_the_hour_the_clocks_skip_begins_after_it(database):
    with clock.set_to(at("2027-03-12T12:00")):
        house = NightHouse()
        until = date(2027, 3, 15)
        shifts = house.plan(
            house.emeka, date(2027, 3, 13), "02:30", "10:00", weekdays=frozenset(range(7)), until=until
        )

    assert [f"{one.starts_at.astimezone(UTC):%d %H:%M}" for one in shifts] == [
        "13 08:30",
        "14 08:00",
        "15 07:30",
    ]


def test_a_single_time_that_does_not_exist_is_refused(database):
    with clock.set_to(at("2027-03-12T12:00")):
        house = NightHouse()
        with pytest.raises(DomainError, match="doesn't exist") as refused:
            house.plan(house.emeka, date(2027, 3, 14), "02:30", "10:00")

    assert refused.value.field == "start"


def test_two_in_one_place_are_refused_and_nothing_is_planned(house):
    house.plan(house.emeka, date(2026, 12, 14))

    with pytest.raises(DomainError, match="Emeka has this place then already") as refused:
        house.plan(house.curtis, MONDAY, weekdays=frozenset({0}), until=date(2026, 12, 21))

    assert refused.value.field == "rank"
    assert OnCallShift.objects.count() == 1


def test_the_same_human_is_not_asked_twice_in_one_line(house):
    house.plan(house.emeka, MONDAY)

    for said in ({"rank": 2}, {"program": house.program}):
        with pytest.raises(DomainError, match="Nobody is asked twice in one line"):
            house.plan(house.emeka, MONDAY, "20:00", "22:00", **said)


def test_one_human_may_answer_for_two_programs_and_shifts_may_touch(house):
    other = factories.make_program(agency=house.agency)
    house.plan(house.emeka, MONDAY, program=house.program)
    house.plan(house.emeka, MONDAY, program=other)
    house.plan(house.emeka, date(2026, 12, 1), "08:00", "18:00", program=other)

    assert OnCallShift.objects.count() == 3


def test_the_same_form_twice_plans_once(house):
    key = uuid.uuid4()
    first = house.plan(house.emeka, MONDAY, key=key)

    assert house.plan(house.emeka, MONDAY, key=key) == first
    assert OnCallShift.objects.count() == 1


def test_undo_takes_the_whole_series_off(house):
    key = uuid.uuid4()
    house.plan(house.emeka, MONDAY, key=key, weekdays=frozenset({0}), until=date(2026, 12, 21))

    assert len(services.take_back_shifts(key=key, by=house.office)) == 4
    assert not OnCallShift.objects.filter(ended_at=None).exists()
    with pytest.raises(WrongState):
        services.take_back_shifts(key=key, by=house.office)


def test_whoever_may_be_on_call_takes_shifts_for_themselves_alone(house):
    house.plan(house.emeka, MONDAY, by=house.emeka)

    with pytest.raises(NotAllowed):
        house.plan(house.curtis, date(2026, 12, 1), by=house.emeka)
    with pytest.raises(DomainError, match="The office names them"):
        house.plan(house.office, date(2026, 12, 1))


def test_nobody_undoes_what_the_office_planned_for_others(house):
    key = uuid.uuid4()
    house.plan(house.emeka, MONDAY, key=key)

    with pytest.raises(OnCallShift.DoesNotExist):
        services.take_back_shifts(key=key, by=house.emeka)


@pytest.mark.parametrize(
    ("day", "said", "field"),
    [
        (date(2026, 11, 28), {}, "day"),
        (date(2028, 1, 1), {}, "day"),
        (MONDAY, {"rank": 4}, "rank"),
        (MONDAY, {"start": "03:00", "end": "11:00"}, "day"),  # over
        (MONDAY, {"weekdays": frozenset({0})}, "until"),
        (MONDAY, {"weekdays": frozenset({0}), "until": date(2026, 11, 1)}, "until"),
        (MONDAY, {"weekdays": frozenset({0}), "until": date(9999, 12, 31)}, "until"),
        (MONDAY, {"weekdays": frozenset({4}), "until": date(2026, 12, 1)}, "until"),  # no Friday in it
    ],
)
def test_what_can_not_be_meant_is_refused_at_its_field(house, day, said, field):
    with pytest.raises(DomainError) as refused:
        house.plan(house.emeka, day, **said)

    assert refused.value.field == field
    assert not OnCallShift.objects.exists()


def test_the_office_names_others_and_itself_only_where_it_is_alone(house):
    with pytest.raises(NotAllowed, match="A colleague in the office names you"):
        services.name_for_on_call(user=house.office, by=house.office)
    with pytest.raises(NotAllowed):
        services.name_for_on_call(user=house.ruth, by=house.emeka)

    alone = factories.make_admin()
    assert services.name_for_on_call(user=alone, phone="555-0161", by=alone).phone == "555-0161"


def test_named_again_only_the_number_changes(house):
    services.name_for_on_call(user=house.emeka, phone="555-0163", by=house.office)

    assert OnCallPerson.objects.get(user=house.emeka).phone == "555-0163"


def test_on_call_no_more_leaves_the_coming_shifts_empty(house):
    house.plan(house.emeka, MONDAY)
    named = OnCallPerson.objects.get(user=house.emeka)

    assert [one.user for one in services.end_naming(person=named, by=house.office)] == [house.emeka]
    assert house.names(at("2026-11-30T22:00")) == []
    with pytest.raises(WrongState):
        services.end_naming(person=named, by=house.office)


def test_every_step_leaves_a_trace_and_a_stranger_none(house):
    (shift,) = house.plan(house.emeka, MONDAY)
    services.give_back_shift(shift=shift, by=house.office)

    seen = AuditEvent.objects.filter(target_type="safety.OnCallShift").order_by("at", "pk")
    assert sorted(seen.values_list("action", flat=True)) == ["on_call.given_back", "on_call.planned"]
    with pytest.raises(OnCallShift.DoesNotExist):
        services.give_back_shift(shift=shift, by=NightHouse().office)
    with pytest.raises(OnCallShift.DoesNotExist):
        services.give_back_shift(shift=shift, by=house.curtis)
    with pytest.raises(WrongState):
        services.give_back_shift(shift=shift, by=house.office)
