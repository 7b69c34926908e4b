"""Gaps before they come; and weeks in which somebody would have nobody, said so that it points at nobody."""

from datetime import date, timedelta

import pytest

from peersupport.core import clock
from peersupport.safety.queries.gaps import coming_gaps, uncovered
from peersupport.safety.queries.planner import planner
from tests import factories

from .on_call import MONDAY, NightHouse, at

NOON = at("2026-11-30T12:00")
EVERY_DAY = {"weekdays": frozenset(range(7)), "until": date(2026, 12, 31)}


@pytest.fixture
def house(database):
    with clock.set_to(NOON):
        yield NightHouse()


def test_a_house_without_a_plan_has_one_gap(house):
    (gap,) = coming_gaps(house.office)

    assert (gap.where, gap.ends_at - gap.starts_at) == ("the whole house", timedelta(days=14))


def test_a_gap_is_where_neither_program_nor_house_has_anybody(house):
    other = factories.make_program(agency=house.agency, names={"en": "The Kitchen Table"})
    house.plan(house.emeka, MONDAY, "08:00", "08:00", program=house.program, **EVERY_DAY)
    house.plan(house.ruth, MONDAY, "08:00", "08:00", program=other, weekdays=frozenset(range(6)),
               until=date(2026, 12, 31))  # fmt: skip

    found = [(gap.where, gap.words.replace("\N{NO-BREAK SPACE}", " ")) for gap in coming_gaps(house.office)]
    assert found == [
        ("The Kitchen Table", "Sun, Dec 6, 8 a.m. to Mon, Dec 7, 8 a.m."),
        ("The Kitchen Table", "Sun, Dec 13, 8 a.m. to Mon, Dec 14, 8 a.m."),
    ]


def test_somebody_without_an_account_fills_no_gap(house):
    house.plan(house.emeka, MONDAY, "08:00", "08:00", **EVERY_DAY)
    assert coming_gaps(house.office) == []

    house.emeka.is_active = False
    house.emeka.save()
    assert len(coming_gaps(house.office)) == 1


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([], [(0, 10)]),
        ([(0, 10)], []),
        ([(2, 4), (3, 6), (8, 12)], [(0, 2), (6, 8)]),
        ([(-5, 1), (20, 30)], [(1, 10)]),
    ],
)
def test_what_spans_leave_open(spans, left):
    def hour(number):
        return NOON + timedelta(hours=number)

    found = uncovered([(hour(a), hour(b)) for a, b in spans], hour(0), hour(10))
    assert found == [(hour(a), hour(b)) for a, b in left]


def weeks(user):
    return planner(user, week=MONDAY).nobody_in


def alternating(house):
    house.plan(house.emeka, MONDAY, "08:00", "08:00", weekdays=frozenset({0, 1, 2}), until=date(2026, 12, 31))
    house.plan(
        house.ruth, MONDAY, "08:00", "08:00", weekdays=frozenset({3, 4, 5, 6}), until=date(2026, 12, 31)
    )


def test_a_week_in_which_somebody_has_nobody_is_said_without_a_name_or_a_night(house):
    alternating(house)
    assert weeks(house.office) == []

    factories.make_block(person=house.people[0], user=house.ruth)

    assert weeks(house.office) == [
        "Walk With Me, in the week of Nov. 30, 2026",
        "Walk With Me, in the week of Dec. 7, 2026",
    ]


def test_a_second_one_at_each_time_makes_up_for_it(house):
    alternating(house)
    factories.make_block(person=house.people[0], user=house.ruth)
    house.plan(house.curtis, MONDAY, "08:00", "08:00", rank=2, **EVERY_DAY)

    assert weeks(house.office) == []


def test_a_week_of_one_and_the_same_human_says_nothing(house):
    house.plan(house.ruth, MONDAY, "08:00", "08:00", **EVERY_DAY)
    factories.make_block(person=house.people[0], user=house.ruth)

    assert weeks(house.office) == []


def test_nobody_learns_that_they_are_kept_away_themselves(house):
    alternating(house)
    for user in (house.emeka, house.ruth):
        factories.give_role(user, "agency_admin")
    factories.make_block(person=house.people[0], user=house.ruth)

    assert weeks(house.emeka) == weeks(house.ruth) == []


def test_those_on_call_read_nothing_of_it(house):
    alternating(house)
    factories.make_block(person=house.people[0], user=house.ruth)

    assert planner(house.curtis, week=MONDAY).nobody_in == []


def test_a_program_of_four_says_nothing(database):
    with clock.set_to(NOON):
        house = NightHouse(people=4)
        alternating(house)
        factories.make_block(person=house.people[0], user=house.ruth)

        assert weeks(house.office) == []


def test_nobody_can_tell_which_person_or_which_of_the_two_it_is(house):
    """The page of a house where one keeps away Ruth, and of one where another keeps away Emeka: the same words."""
    alternating(house)
    block = factories.make_block(person=house.people[0], user=house.ruth)
    first = planner(house.office, week=MONDAY)
    block.delete()
    factories.make_block(person=house.people[3], user=house.emeka)

    assert planner(house.office, week=MONDAY) == first
