"""Two who have not met as often as they agreed: told to the peer alone, on a Monday, once for each such time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.notifications.models import Message
from peersupport.people.models import Pairing
from sessions_app import tasks
from sessions_app.services import remind_of_rhythm
from tests import factories
from tests.sessions_app.world import Two, wall

WEEKLY = 9  # days that "about weekly" leaves


@pytest.fixture
def two():
    """They met today, and said about weekly."""
    found = Two()
    found.complete()
    Pairing.objects.update(rhythm="weekly")
    return found


def monday_after(two, days):
    """Nine o'clock of the first Monday after so many days from today, where the house is."""
    day = two.agency.today() + timedelta(days=days)
    monday = day + timedelta(days=7 - day.weekday())
    return datetime(monday.year, monday.month, monday.day, 9, tzinfo=ZoneInfo(two.agency.time_zone))


def look(two, moment):
    """What two looks leave on the page of the peer."""
    with acting_as(None), clock.set_to(moment):
        for _ in range(2):
            remind_of_rhythm(agency_id=two.agency.pk)
    return Message.objects.filter(kind="rhythm", route__user=two.user, route__channel="inbox").count()


def test_it_comes_on_the_monday_after_and_not_again(two):
    due = monday_after(two, WEEKLY)

    seen = [look(two, due + timedelta(days=days)) for days in (-7, 0, 1, 7, 14)]

    assert seen == [0, 1, 1, 1, 1]
    assert set(Message.objects.values_list("route__user", "about_id")) == {(two.user.pk, None)}


def test_it_waits_until_eight_on_monday(two):
    assert look(two, monday_after(two, WEEKLY) - timedelta(hours=1, minutes=1)) == 0


def test_several_people_are_one_message(two):
    other = Two(peer=two.peer, name="Juniper")
    other.complete()
    Pairing.objects.update(rhythm="weekly")

    assert look(two, monday_after(two, WEEKLY)) == 1


def planned(two):
    two.plan(local_start=wall(days=WEEKLY + 20))


def no_rhythm(_two):
    Pairing.objects.update(rhythm="")


def a_break(_two):
    Pairing.objects.update(state="paused", paused_at=clock.now())


def kept_away(two):
    factories.make_block(person=two.person, user=two.user)


def died(two):
    type(two.person).objects.filter(pk=two.person.pk).update(died_on=two.agency.today())


@pytest.mark.parametrize("why", [planned, no_rhythm, a_break, kept_away, died])
def test_none_comes_where_nothing_is_late(two, why):
    why(two)

    assert look(two, monday_after(two, WEEKLY)) == 0


def test_several_at_once_make_one(two):
    def run(_number):
        try:
            with acting_as(None), clock.set_to(monday_after(two, WEEKLY)):
                remind_of_rhythm(agency_id=two.agency.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(8)))

    assert Message.objects.filter(kind="rhythm").count() == 1


def test_the_beat_goes_through_every_house(two, monkeypatch):
    monkeypatch.setattr(tasks.remind_of_rhythm_in, "delay", tasks.remind_of_rhythm_in)
    with acting_as(None), clock.set_to(monday_after(two, WEEKLY)):
        tasks.remind_of_rhythm()

    assert Message.objects.filter(kind="rhythm").count() == 1
