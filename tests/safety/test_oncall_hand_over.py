"""A shift goes to a colleague who says yes; until then whoever has it keeps it."""

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.safety import services
from peersupport.safety.models import HandOver, OnCallShift
from tests import factories

from .on_call import MONDAY, NightHouse, at

NOON, NIGHT = at("2026-11-30T12:00"), at("2026-11-30T22:00")


@pytest.fixture
def house(database):
    with clock.set_to(NOON):
        yield NightHouse()


@pytest.fixture
def asked(house):
    (shift,) = house.plan(house.emeka, MONDAY)
    return services.ask_to_take_over(shift=shift, asked=house.curtis, by=house.emeka)


def test_until_the_yes_the_old_one_stays(house, asked):
    assert house.names(NIGHT) == ["Emeka"]

    passed = services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)

    assert house.names(NIGHT) == ["Curtis"]
    assert (passed.starts_at, passed.ends_at, passed.rank) == (asked.shift.starts_at, asked.shift.ends_at, 1)


def test_in_a_running_shift_it_passes_at_the_moment_of_the_yes(house, asked):
    with clock.set_to(NIGHT):
        services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)

    assert house.names(at("2026-11-30T21:59")) == ["Emeka"]
    assert house.names(NIGHT) == ["Curtis"]


def test_a_no_leaves_it_where_it_is_and_another_can_be_asked(house, asked):
    assert services.answer_hand_over(hand_over=asked, says_yes=False, by=house.curtis) is None

    services.ask_to_take_over(shift=asked.shift, asked=house.ruth, by=house.emeka)
    assert house.names(NIGHT) == ["Emeka"]


def test_asking_another_takes_the_first_question_back(house, asked):
    services.ask_to_take_over(shift=asked.shift, asked=house.ruth, by=house.emeka)

    with pytest.raises(WrongState):
        services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)
    assert HandOver.objects.asked_of(house.curtis).count() == 0


def test_a_question_taken_back_is_answered_no_more(house, asked):
    services.take_back_asking(hand_over=asked, by=house.emeka)

    with pytest.raises(WrongState):
        services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)
    with pytest.raises(WrongState):
        services.take_back_asking(hand_over=asked, by=house.emeka)
    assert house.names(NIGHT) == ["Emeka"]


def test_given_back_meanwhile_nobody_gets_it_by_a_late_yes(house, asked):
    services.give_back_shift(shift=asked.shift, by=house.emeka)

    with pytest.raises(WrongState):
        services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)
    assert house.names(NIGHT) == []


def test_a_yes_that_would_ask_the_same_human_twice_is_refused(house, asked):
    house.plan(house.curtis, MONDAY, rank=2)

    with pytest.raises(DomainError, match="Nobody is asked twice"):
        services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)
    assert house.names(NIGHT) == ["Emeka", "Curtis"]
    assert OnCallShift.objects.filter(ended_at=None).count() == 2


def test_only_somebody_who_may_be_on_call_is_asked_and_only_by_the_holder(house, asked):
    stranger = factories.make_supervisor("clinical", agency=house.agency)
    with pytest.raises(DomainError, match="The office names them"):
        services.ask_to_take_over(shift=asked.shift, asked=stranger, by=house.emeka)
    with pytest.raises(DomainError, match="Choose a colleague"):
        services.ask_to_take_over(shift=asked.shift, asked=house.emeka, by=house.emeka)
    with pytest.raises(OnCallShift.DoesNotExist):
        services.ask_to_take_over(shift=asked.shift, asked=house.ruth, by=house.curtis)
    with pytest.raises(HandOver.DoesNotExist):
        services.answer_hand_over(hand_over=asked, says_yes=True, by=house.ruth)
    with pytest.raises(HandOver.DoesNotExist):
        services.take_back_asking(hand_over=asked, by=house.ruth)


def test_a_shift_that_is_over_is_not_handed_over(house, asked):
    with clock.set_to(at("2026-12-01T09:00")):
        with pytest.raises(WrongState):
            services.ask_to_take_over(shift=asked.shift, asked=house.ruth, by=house.emeka)
        with pytest.raises(WrongState):
            services.answer_hand_over(hand_over=asked, says_yes=True, by=house.curtis)
