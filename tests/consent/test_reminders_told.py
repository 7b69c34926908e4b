"""What came up about an agreement is told to the peer, once each: before it ends, when it has, when there is more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from consent import services, tasks
from peersupport.core import clock
from peersupport.notifications.models import Message, Preference
from tests import factories
from tests.consent.agreed import published, put_in_force, say

DAY = timedelta(days=1)


@pytest.fixture
def pairing():
    policy = published(factories.make_agency())
    person = factories.make_person(agency=policy.agency)
    return factories.make_pairing(person=person, peer=factories.make_peer(agency=policy.agency))


def look(pairing, moment):
    """What a day's runs do, at that moment; how many messages there are for the peer's page afterwards."""
    with clock.set_to(moment):
        services.find_reminders(agency_id=pairing.agency_id)
        for _ in range(2):
            services.remind_of_agreements(agency_id=pairing.agency_id)
    return told(pairing.peer.user)


def told(user):
    return Message.objects.filter(kind="agreement", route__user=user, route__channel="inbox").count()


def nine(pairing, day):
    """Nine in the morning of a day, where the house is."""
    zone = ZoneInfo(pairing.agency.time_zone)
    return datetime.combine(day.astimezone(zone).date(), datetime.min.time(), zone) + timedelta(hours=9)


def test_the_peer_is_told_at_thirty_days_and_when_it_ran_out_and_nobody_else(pairing):
    factories.make_link(peer=pairing.peer)
    ends = nine(pairing, say(pairing).expires_at + DAY)

    seen = [look(pairing, ends - days * DAY) for days in (40, 30, 29, 10, 2, 0, -1, -5)]

    assert seen == [0, 1, 1, 1, 1, 2, 2, 2]
    assert set(Message.objects.values_list("route__user", "route__person")) == {(pairing.peer.user_id, None)}


def test_it_waits_until_eight_and_is_not_made_up_for_after_a_week(pairing):
    ends = nine(pairing, say(pairing).expires_at + DAY)
    early = ends - 30 * DAY

    assert look(pairing, early - timedelta(hours=1, minutes=1)) == 0
    assert look(pairing, early + 8 * DAY) == 0


def test_a_promise_that_lets_more_be_shared_is_told_once_for_all_people(pairing):
    other = factories.make_pairing(person=factories.make_person(agency=pairing.agency), peer=pairing.peer)
    policy = say(pairing).policy
    say(other)
    with clock.set_to(nine(pairing, clock.now())):
        draft = services.start_policy(agency=policy.agency, by=factories.make_admin(agency=policy.agency))
        draft.audiences.filter(audience="clinical", content="narrative").update(rule=1)
        put_in_force(draft)

    assert look(pairing, nine(pairing, clock.now() + DAY)) == 1
    assert look(pairing, nine(pairing, clock.now() + 3 * DAY)) == 1


def test_nobody_is_told_of_who_said_no_or_did_not_say_anything(pairing):
    consent = say(pairing, "no", way="", signature="")

    assert look(pairing, consent.signed_at + DAY) == 0
    assert look(pairing, consent.signed_at + 200 * DAY) == 0


def blocked(pairing):
    factories.make_block(person=pairing.person, user=pairing.peer.user)


def taking_a_break(pairing):
    pairing.state, pairing.paused_at = "paused", clock.now()
    pairing.save()


def no_more_at_work(pairing):
    pairing.peer.user.is_active = False
    pairing.peer.user.save()


@pytest.mark.parametrize("why", [blocked, taking_a_break, no_more_at_work])
def test_nothing_is_told_to_who_does_not_walk_with_them(pairing, why):
    ends = nine(pairing, say(pairing).expires_at + DAY)
    why(pairing)

    assert look(pairing, ends - 30 * DAY) == 0


def test_each_way_is_a_choice_of_its_own(pairing):
    ends = nine(pairing, say(pairing).expires_at + DAY)
    look(pairing, ends - 30 * DAY)
    for row in pairing.peer.user.routes.all():
        Preference.objects.create(
            agency_id=row.agency_id, route=row, kind="agreement", wanted=row.channel == "email"
        )

    look(pairing, ends)

    rows = Message.objects.filter(kind="agreement").order_by("created_at")
    assert [row.route.channel for row in rows] == ["inbox", "email"]


def test_several_at_once_make_one(pairing):
    ends = nine(pairing, say(pairing).expires_at + DAY)
    with clock.set_to(ends - 30 * DAY):
        services.find_reminders(agency_id=pairing.agency_id)

    def run(_number):
        try:
            with clock.set_to(ends - 30 * DAY):
                services.remind_of_agreements(agency_id=pairing.agency_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(8)))

    assert told(pairing.peer.user) == 1


def test_the_beat_goes_through_every_house(pairing, monkeypatch):
    monkeypatch.setattr(tasks.remind_of_agreements_in, "delay", tasks.remind_of_agreements_in)
    ends = nine(pairing, say(pairing).expires_at + DAY)
    with clock.set_to(ends - 30 * DAY):
        services.find_reminders(agency_id=pairing.agency_id)
        tasks.remind_of_agreements()

    assert told(pairing.peer.user) == 1
