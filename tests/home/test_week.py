"""A supervisor's week: told on Monday morning where they are, once, only with something to do; counts and no names."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.home import queries, services, tasks
from peersupport.home.queries.week import MOST_LINES
from peersupport.language.neutral import telling_word
from peersupport.notifications.models import Message, Preference
from peersupport.notifications.services import deliver
from supervision.models import TalkWish
from tests import factories
from tests.safety.concern_world import World
from tests.supervision.structure_house import House

WEEK = "/week/"


def monday(house, hour=9, *, weeks=1, days=0):
    """An hour of a Monday to come, by the clock of the house."""
    today = house.agency.today()
    day = today + timedelta(days=7 * weeks - today.weekday() + days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(house.agency.time_zone))


@pytest.fixture
def house():
    """Its senior peer supervisor has a meeting that is due; the clinical one has nothing to do."""
    found = House()
    found.rule()
    return found


def told(house, user, moment):
    """How many messages of it there are after two looks at that moment."""
    with clock.set_to(moment), acting_as(None):
        for _ in range(2):
            services.tell_of_week(user_id=user.pk)
    return Message.objects.filter(kind="digest", route__user=user, route__channel="inbox").count()


def titles(user, moment=None):
    with clock.set_to(moment or clock.now()), acting_as(user.pk):
        return [line.title for line in queries.week_lines(user)]


def test_it_comes_once_on_monday_morning_where_the_house_is(house):
    late = 5

    seen = [
        told(house, house.senior, monday(house, hour, weeks=late, days=days))
        for hour, days in ((7, 0), (9, 0), (11, 0), (9, 1), (9, 6))
    ]

    assert seen == [0, 1, 1, 1, 1]
    assert told(house, house.senior, monday(house, 13, weeks=late + 1)) == 1
    assert told(house, house.senior, monday(house, 9, weeks=late + 1)) == 2


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_monday_morning_is_that_of_the_house(house, zone):
    type(house.agency).objects.update(time_zone=zone)
    house.agency.refresh_from_db()

    for hour, found in ((7, False), (8, True), (11, True), (12, False)):
        with clock.set_to(monday(house, hour)):
            assert (house.senior.pk in queries.who_is_told_of_week()) is found


def test_none_comes_when_there_is_nothing_to_do_or_when_it_is_not_wanted(house):
    late = monday(house, weeks=5)
    assert told(house, house.clinical, late) == 0
    assert told(house, house.peer.user, late) == 0
    told(house, house.senior, late)
    for route in house.senior.routes.all():
        Preference.objects.create(agency_id=route.agency_id, route=route, kind="digest", wanted=False)

    told(house, house.senior, late + timedelta(days=7))

    assert Message.objects.filter(kind="digest").count() == 2  # on the page and by e-mail, of the week before


def test_what_leaves_the_house_names_nobody_and_says_nothing(house, mailoutbox):
    with clock.set_to(monday(house, weeks=5)), acting_as(None):
        services.tell_of_week(user_id=house.senior.pk)
        row = Message.objects.get(kind="digest", route__channel="email")
        assert deliver(message_id=row.pk) == "sent"

    (mail,) = mailoutbox
    text = f"{mail.subject} {mail.body}"
    assert house.peer.user.name not in text
    assert telling_word(text, house.agency.name) == ""
    assert not any(sign.isdigit() for sign in text.replace(house.agency.neutral_name, ""))


def test_each_of_the_two_reads_of_their_own_room(house):
    TalkWish.objects.create(agency=house.agency, peer=house.peer, soon="today")

    assert "1 peer would like to talk with you" in titles(house.senior)
    assert titles(house.clinical) == []


def test_a_worry_is_a_line_while_it_is_open_and_nobody_is_named():
    world = World()
    world.worry()
    on_call = world.line[0]
    page = factories.sign_in(on_call).get(WEEK).content.decode()

    assert "1 worry is with you" in page
    assert "Ana" not in page
    assert "Jin" not in page


def test_the_page_is_for_supervisors_and_says_when_there_is_nothing(house):
    assert "Nothing to do this week" in factories.sign_in(house.clinical).get(WEEK).content.decode()
    assert factories.sign_in(house.peer.user).get(WEEK).status_code == 404
    assert factories.sign_in(house.office).get(WEEK).status_code == 404


def test_there_are_never_more_than_eight_lines(house, monkeypatch):
    from peersupport.home.queries import week  # noqa: PLC0415 - patched

    many = [week.Line(str(number), "/") for number in range(20)]
    monkeypatch.setattr(week, "_meetings", lambda _user: iter(many))

    assert len(titles(house.senior)) == MOST_LINES


def test_several_at_once_make_one(house):
    def run(_number):
        try:
            with clock.set_to(monday(house, weeks=5)), acting_as(None):
                services.tell_of_week(user_id=house.senior.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(8)))

    assert Message.objects.filter(kind="digest", route__channel="inbox").count() == 1


def test_the_beat_hands_out_each_supervisor_of_the_houses_where_it_is_monday(house, monkeypatch):
    monkeypatch.setattr(tasks.tell_of_week, "delay", tasks.tell_of_week)
    with clock.set_to(monday(house, weeks=5)), acting_as(None):
        tasks.tell_of_weeks()
        tasks.tell_of_weeks()

    assert set(Message.objects.filter(kind="digest").values_list("route__user", flat=True)) == {
        house.senior.pk
    }
