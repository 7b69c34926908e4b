"""What was sent to somebody, for their own eyes: word for word, and gone when they are deleted."""

import pytest

from peersupport.core import clock
from peersupport.notifications.models import Message, Preference, Route
from peersupport.notifications.services import choose_way, deliver, forget_ways_of, write_messages
from peersupport.people.models import ContactDetails
from sessions_app.services import remind_of_meeting
from tests import factories
from tests.sessions_app.world import Two, wall

from .people import NUMBER, minutes_before


@pytest.fixture
def two(gateway):
    """The person wants a text message, in words of their own; one was sent."""
    found = Two()
    factories.give_account(found.person)
    ContactDetails.objects.filter(person=found.person).update(may_text=True)
    choose_way(
        person=found.person, channel="sms", address=NUMBER, before=["hours"], by=found.person.user,
        own_text="The library: your book is here.",
    )  # fmt: skip
    session = found.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        row = Message.objects.get(route__person=found.person)
        assert deliver(message_id=row.pk) == "sent"
    return found


def mine(two):
    return factories.sign_in(two.person.user).get("/my/messages/").content.decode()


def test_a_person_reads_what_was_sent_to_them_as_it_went_out(two):
    choose_way(
        person=two.person, channel="sms", address=NUMBER, before=["hours"], by=two.person.user,
        own_text="Something else.",
    )  # fmt: skip

    page = mine(two)

    assert "<q>The library: your book is here.</q>" in page
    assert "by text message" in page
    assert "<q>Something else.</q>" not in page


def test_to_who_was_sent_nothing_it_says_so():
    person = factories.give_account(factories.make_person())

    assert "Nothing was sent to you." in factories.sign_in(person).get("/my/messages/").content.decode()


def test_nobody_reads_what_went_to_another(two):
    other = factories.make_person(program=two.program)

    page = factories.sign_in(factories.give_account(other)).get("/my/messages/").content.decode()

    assert "The library" not in page


def test_when_they_are_deleted_no_number_and_no_word_is_left(two):
    waiting = two.plan(local_start=wall(days=5))
    with clock.set_to(minutes_before(waiting, 110)):
        remind_of_meeting(session_id=waiting.pk)

    forget_ways_of(of=two.person, by=factories.make_admin(agency=two.agency))

    (route,) = Route.objects.filter(person=two.person)
    assert (route.address, route.address_index, route.sender, route.own_text) == (None, "", None, None)
    rows = Message.objects.filter(route=route).order_by("created_at")
    assert [(row.state, row.subject, row.text) for row in rows] == [
        ("sent", None, None),
        ("dropped", None, None),
    ]


def test_a_colleague_reads_their_own_and_nobody_elses(two):
    Preference.objects.all().delete()
    office = factories.make_admin(agency=two.agency)
    write_messages(kind="gap", occasion="x", to=office)

    page = factories.sign_in(office).get("/messages/sent/").content.decode()

    assert "Hours in which nobody is on call" in page
    assert f"<q>{two.agency.neutral_name}: there is something for you." in page
    assert "by e-mail" in page
    assert "The library" not in page
    assert (
        "Nothing was sent to you yet" in factories.sign_in(two.user).get("/messages/sent/").content.decode()
    )
