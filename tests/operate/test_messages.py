"""The office's page of messages that need somebody."""

import re

import pytest
from django.urls import reverse

from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.core.principal import acting_as
from peersupport.notifications.models import Message, Route
from peersupport.notifications.services import deliver, put_aside, send_again
from peersupport.people.models import SupportedPerson
from sessions_app.services import cancel_session, remind_of_meeting
from tests import factories
from tests.notifications.conftest import gateway, gateway_process  # noqa: F401 - fixtures
from tests.notifications.people import minutes_before, way_of_person
from tests.parts.messages import unsent
from tests.sessions_app.world import Two, wall

LIST = "/operate/"


@pytest.fixture
def office():
    return factories.make_admin()


def test_it_shows_what_waits_and_what_needs_somebody(office):
    robin = factories.make_user(agency=office.agency, name="Robin Hale")
    unsent(robin, "dead")
    unsent(robin, "waits", state="ready")
    unsent(factories.make_user(name="Somebody Elsewhere"), "elsewhere")

    page = factories.sign_in(office).get(LIST).content.decode()

    assert "1 message waits to be sent." in page
    assert page.count('class="ps-row__title"') == 1
    assert "Robin Hale" in page
    assert "could not be sent" in page
    assert "Somebody Elsewhere" not in page
    assert re.search(
        r"Nothing was heard lately from:\s+the worker, the clock of the workers, the watcher", page
    )


def test_it_does_not_tell_what_a_message_to_a_person_was_about(office):
    person = factories.make_person(agency=office.agency, name="Juniper")
    row = unsent(office, "x", kind="concern_course", lane=1, state="unknown")
    Route.objects.filter(pk=row.route_id).update(user=None, person=person)

    page = factories.sign_in(office).get(LIST).content.decode()

    assert "Juniper" in page
    assert "What became of it" not in page


def test_whoever_keeps_the_office_away_or_works_here_too_is_not_named(office):
    away, colleague = (
        factories.make_person(agency=office.agency, name=name) for name in ("Juniper", "Marlow")
    )
    factories.make_block(person=away, user=office)
    SupportedPerson.objects.filter(pk=colleague.pk).update(
        also_staff=factories.make_user(agency=office.agency)
    )
    for number, person in enumerate((away, colleague)):
        row = unsent(office, str(number), kind="meeting", lane=1, state="unknown")
        Route.objects.filter(pk=row.route_id).update(user=None, person=person)

    page = factories.sign_in(office).get(LIST).content.decode()

    assert page.count("<bdi>somebody</bdi>") == 2
    assert "Juniper" not in page
    assert "Marlow" not in page


@pytest.mark.parametrize("end", ["over", "cancelled"])
def test_a_reminder_does_not_go_out_again_when_it_is_too_late(office, end):
    two = Two(agency=office.agency)
    way = way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    with acting_as(None), clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
    row = Message.objects.get(route=way)
    Message.objects.filter(pk=row.pk).update(state="unknown")
    if end == "cancelled":
        cancel_session(session=session, by=two.user)

    with clock.set_to(session.starts_at), pytest.raises(WrongState):
        send_again(message_id=row.pk, by=office)

    row.refresh_from_db()
    assert row.state == ("dropped" if end == "cancelled" else "unknown")


@pytest.mark.parametrize(
    ("verb", "state", "action"),
    [("send_again", "ready", "message.sent_again"), ("put_aside", "dismissed", "message.put_aside")],
)
def test_sending_again_and_putting_aside_leave_a_trace(office, verb, state, action):
    row = unsent(factories.make_user(agency=office.agency), "x")
    client = factories.sign_in(office)

    answer = client.post(reverse(f"operate:message_{verb}", args=[row.pk]))

    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert Message.objects.get(pk=row.pk).state == state
    event = AuditEvent.objects.get(action=action)
    assert (event.actor_id, event.target_id) == (office.pk, row.pk)
    assert client.post(reverse(f"operate:message_{verb}", args=[row.pk])).status_code == 409


def test_one_sent_again_has_five_tries_again(office, gateway):  # noqa: F811
    row = unsent(office, "x")
    Message.objects.filter(pk=row.pk).update(tries=5)
    row.route.address = "+15550123"
    row.route.save()
    factories.sign_in(office).post(reverse("operate:message_send_again", args=[row.pk]))

    assert deliver(message_id=row.pk) == "sent"
    assert [line["key"] for line in gateway.taken()] == [row.pk.hex]


def test_another_house_finds_nothing(office):
    row = unsent(factories.make_user(), "x")

    with pytest.raises(Message.DoesNotExist):
        put_aside(message_id=row.pk, by=office)
