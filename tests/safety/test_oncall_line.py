"""Who is asked, one after the other."""

from datetime import timedelta

import pytest

from peersupport.accounts.models import Membership
from peersupport.core import clock
from peersupport.safety import services
from tests import factories

from .on_call import MONDAY, NightHouse, at

NOON = at("2026-11-30T12:00")
NIGHT = at("2026-11-30T22:00")


@pytest.fixture
def house(database):
    with clock.set_to(NOON):
        yield NightHouse()


def test_the_program_comes_before_the_house_and_each_by_rank(house):
    house.plan(house.ruth, MONDAY)
    house.plan(house.curtis, MONDAY, program=house.program, rank=2)
    house.plan(house.emeka, MONDAY, program=house.program)

    assert house.names(NIGHT) == ["Emeka", "Curtis", "Ruth"]


def test_another_program_asks_the_house_alone(house):
    other = factories.make_program(agency=house.agency, names={"en": "The Kitchen Table"})
    house.plan(house.ruth, MONDAY)
    house.plan(house.emeka, MONDAY, program=house.program)

    assert house.names(NIGHT, program=other) == ["Ruth"]


def test_whom_the_person_keeps_away_is_left_out(house):
    house.plan(house.emeka, MONDAY)
    house.plan(house.curtis, MONDAY, rank=2)
    factories.make_block(person=house.people[0], user=house.emeka)

    assert house.names(NIGHT, about=house.people[0]) == ["Curtis"]
    assert house.names(NIGHT, about=house.people[1]) == ["Emeka", "Curtis"]


def test_an_account_that_is_closed_and_one_without_a_task_are_left_out(house):
    house.plan(house.emeka, MONDAY)
    house.plan(house.curtis, MONDAY, rank=2)
    house.emeka.is_active = False
    house.emeka.save()
    Membership.objects.filter(user=house.curtis).update(ended_at=NOON)

    assert house.names(NIGHT) == []


def test_a_shift_holds_from_its_first_instant_to_just_before_its_last(house):
    house.plan(house.emeka, MONDAY)
    starts, ends = at("2026-11-30T18:00"), at("2026-12-01T08:00")
    moment = timedelta(microseconds=1)

    found = [house.names(instant) for instant in (starts - moment, starts, ends - moment, ends)]
    assert found == [[], ["Emeka"], ["Emeka"], []]


def test_one_that_was_given_back_holds_until_then_and_the_backup_moves_up(house):
    (first,) = house.plan(house.emeka, MONDAY)
    house.plan(house.curtis, MONDAY, rank=2)

    with clock.set_to(NIGHT):
        services.give_back_shift(shift=first, by=house.emeka)

    assert house.names(NIGHT - timedelta(minutes=1)) == ["Emeka", "Curtis"]
    assert house.names(NIGHT) == ["Curtis"]


def test_nobody_of_another_house_is_asked(house):
    with clock.set_to(NOON):
        next_door = NightHouse()
    next_door.plan(next_door.emeka, MONDAY)

    assert house.names(NIGHT) == []
