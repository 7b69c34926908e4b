"""People who came to groups are one number for the office, and no small group can be worked out of it."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.home.queries import office_home
from peersupport.home.queries.in_groups import came_to_groups
from tests.factories import make_admin, sign_in
from tests.sessions_app.circle import Circle
from tests.sessions_app.world import wall


@pytest.fixture
def circle():
    return Circle()


@pytest.fixture
def office(circle):
    return make_admin(agency=circle.agency)


def counted(office):
    return came_to_groups(office, office.agency.today() - timedelta(days=20), smallest=5)


def meet(circle, *headcounts, **values):
    """One meeting after the other, each two hours before the last."""
    for number, count in enumerate(headcounts, start=1):
        circle.met(count=count, local_start=wall(hours=-2 * number), **values)


def test_everybody_who_came_counts_each_time_named_or_not(circle, office):
    known = [circle.walks_with(name) for name in ("Ana", "Bo")]
    meet(circle, 7, 9, 5, 5, people=known)
    meet(circle, 30)
    circle.plan()

    assert counted(office) == 56


def test_a_number_of_few_meetings_is_not_shown(circle, office):
    meet(circle, 7, 9, 30, 40)
    assert counted(office) is None

    meet(circle, 5)

    assert counted(office) == 91


def test_a_small_meeting_is_in_no_sum_and_makes_no_fifth_one(circle, office):
    meet(circle, 7, 9, 30, 40, 4)
    assert counted(office) is None

    meet(circle, 6, 1)

    assert counted(office) == 92


def test_another_house_and_another_month_are_not_counted(circle, office):
    meet(circle, *[6] * 5)
    meet(Circle(), *[7] * 5)

    with clock.set_to(clock.now() + timedelta(days=40)):
        later = came_to_groups(office, office.agency.today(), smallest=5)

    assert (counted(office), later) == (30, None)


def test_the_page_says_what_is_counted_and_what_is_not(circle, office):
    empty = sign_in(office).get("/").content.decode()
    with clock.set_to(clock.now().replace(day=15, hour=18)):
        meet(circle, *[12] * 5)
        shown = sign_in(office).get("/").content.decode()
        with acting_as(office.pk):
            home = office_home(office)

    sentence = "People who came, counted each time, without names"
    assert f"{sentence}</dt><dd>not shown</dd>" in empty
    assert f"{sentence}</dt><dd>60</dd>" in shown
    assert "Meetings to which fewer than 5 came are not in it." in shown
    assert (home.in_groups, {cell.count for cell in home.by_program}) == (60, {None})
