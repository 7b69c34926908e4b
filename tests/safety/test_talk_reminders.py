"""A talk after a worry is told to the peer who was worried, on its day, once; it leads to no row and names nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from peersupport.core import clock
from peersupport.notifications.models import Message
from peersupport.safety import tasks
from peersupport.safety.models import RepairTalk
from peersupport.safety.services import close_concern, hold_repair, remind_of_talks, take_concern
from tests import factories
from tests.safety.concern_world import World


@pytest.fixture
def world():
    return World()


@pytest.fixture
def talk(world):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    close_concern(concern=concern, ending="together", by=world.line[0])
    return RepairTalk.objects.get(concern=concern)


def at(world, day, hour=9):
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(world.agency.time_zone))
    return clock.set_to(moment)


def told(world, talk, *, days=0, hour=9):
    """To whom, after two looks so many days after it is due."""
    with at(world, talk.due_on + timedelta(days=days), hour):
        for _ in range(2):
            remind_of_talks(agency_id=world.agency.pk)
    return list(
        Message.objects.filter(kind="repair", route__channel="inbox").values_list("route__user", flat=True)
    )


def test_it_comes_on_its_day_once_to_who_was_worried(world, talk):
    assert told(world, talk, days=-1) == []
    assert told(world, talk, hour=7) == []
    assert told(world, talk) == [world.user.pk]
    assert told(world, talk, days=3) == [world.user.pk]
    assert set(Message.objects.filter(kind="repair").values_list("about_id", flat=True)) == {None}


@pytest.mark.parametrize("wish", ["no", "other"])
def test_none_comes_where_the_person_wants_none_with_them(world, talk, wish):
    RepairTalk.objects.update(wish=wish)

    assert told(world, talk) == []


def held(world, talk):
    hold_repair(talk=talk, by=world.user)


def kept_away(world, _talk):
    factories.make_block(person=world.person, user=world.user)


def died(world, _talk):
    type(world.person).objects.filter(pk=world.person.pk).update(died_on=world.agency.today())


def no_peer_any_more(world, _talk):
    world.user.memberships.update(ended_at=clock.now())


@pytest.mark.parametrize("why", [held, kept_away, died, no_peer_any_more])
def test_none_comes_where_there_is_nothing_to_talk_through_any_more(world, talk, why):
    why(world, talk)

    assert told(world, talk) == []


def test_several_at_once_make_one(world, talk):
    def run(_number):
        try:
            with at(world, talk.due_on):
                remind_of_talks(agency_id=world.agency.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(8)))

    assert Message.objects.filter(kind="repair").count() == 1


def test_the_beat_goes_through_every_house(world, talk, monkeypatch):
    monkeypatch.setattr(tasks.remind_of_talks_in, "delay", tasks.remind_of_talks_in)
    with at(world, talk.due_on):
        tasks.remind_of_talks()

    assert Message.objects.filter(kind="repair").count() == 1
