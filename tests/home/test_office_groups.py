"""People who came to groups are one number for the office, and no small group can be worked out of it."""

from datetime import timedelta

import pytest

from peersupport.core import clock
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


def test_everybody_who_came_counts_each_time_named_or_not(circle, office):
    known = [circle.walks_with(name) for name in ("Ana", "Bo")]
    circle.met(count=7, people=known)
    circle.met(count=9, local_start=wall(days=-2))
    circle.plan()

    assert counted(office) == 16


def test_a_small_meeting_is_in_no_sum(circle, office):
    circle.met(count=4)
    assert counted(office) is None

    circle.met(count=5, local_start=wall(days=-2))

    assert counted(office) == 5


def test_another_house_and_another_month_are_not_counted(circle, office):
    circle.met(count=30)
    Circle().met(count=40)

    with clock.set_to(clock.now() + timedelta(days=40)):
        later = came_to_groups(office, office.agency.today(), smallest=5)

    assert (counted(office), later) == (30, None)


def test_the_page_says_what_is_counted_and_what_is_not(circle, office):
    empty = sign_in(office).get("/").content.decode()
    with clock.set_to(clock.now().replace(day=15, hour=18)):
        circle.met(count=12)
        shown = sign_in(office).get("/").content.decode()
        home = office_home(office)

    sentence = "People who came, counted each time, without names"
    assert f"{sentence}</dt><dd>not shown</dd>" in empty
    assert f"{sentence}</dt><dd>12</dd>" in shown
    assert "Meetings of fewer than 5 are not in it." in shown
    assert (home.in_groups, {cell.count for cell in home.by_program}) == (12, {None})
