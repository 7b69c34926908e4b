"""What a person said of their phone holds when a message is written, and again when it is sent."""

import pytest

from peersupport.core import clock
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message
from peersupport.notifications.services import deliver, write_messages
from peersupport.people.models import ContactDetails
from sessions_app.services import remind_of_meeting
from tests.sessions_app.world import Two, wall

from .people import NUMBER, minutes_before, way_of_person


@pytest.mark.parametrize(
    "said", [{"may_text": False}, {"phone_is_shared": True}, {"may_text": False, "phone_is_shared": True}]
)
def test_nothing_goes_to_a_phone_the_person_did_not_call_safe(said, gateway):
    """Neither written nor sent: what they said is read again at the moment of sending."""
    two = Two()
    route = way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        ContactDetails.objects.filter(person=two.person).update(**said)
        row = Message.objects.get(route=route)
        assert deliver(message_id=row.pk) == "skipped"
        Message.objects.filter(pk=row.pk).delete()
        remind_of_meeting(session_id=session.pk)

    assert (Message.objects.filter(route=route).count(), gateway.taken()) == (0, [])


def test_a_shared_phone_gets_a_message_once_the_person_said_it_is_safe(gateway):
    two = Two()
    route = way_of_person(two, is_safe_on_shared_phone=True)
    ContactDetails.objects.filter(person=two.person).update(phone_is_shared=True)
    session = two.plan(local_start=wall(days=3))

    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        assert deliver(message_id=Message.objects.get(route=route).pk) == "sent"

    assert [said["to"] for said in gateway.taken()] == [NUMBER]


def test_nothing_is_sent_to_somebody_who_died(gateway):
    """What is about a meeting goes with the meeting; anything else is not sent."""
    two = Two()
    route = way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        (other,) = write_messages(kind=Kind.MEETING, occasion="other", to=two.person)
        two.person.died_on = clock.now().date()
        two.person.save(update_fields=["died_on"])
        states = {deliver(message_id=row.pk) for row in Message.objects.filter(route=route)}

    assert (states, gateway.taken()) == ({None, "skipped"}, [])
    assert set(Message.objects.filter(route=route).values_list("pk", "state")) >= {(other.pk, "skipped")}
