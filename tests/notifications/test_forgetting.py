"""Where a message went by is forgotten with whoever left, with the number that changed, and never before a STOP is."""

import pytest

from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from peersupport.desk.services import delete_person, let_go
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Route
from peersupport.notifications.services import (
    choose_no_way,
    choose_way,
    deliver,
    note_reply,
    remove_number,
    set_number,
    write_messages,
)
from peersupport.people import services as people
from peersupport.people.models import ContactDetails
from sessions_app.services import remind_of_meeting
from tests import factories
from tests.sessions_app.world import Two, wall

from .people import NUMBER, minutes_before
from .rows import message, state_of

OTHER = "+12025550199"


@pytest.fixture
def two() -> Two:
    """The person gave their number, and called it safe."""
    found = Two()
    factories.give_account(found.person)
    people.update_contact(person=found.person, phone=NUMBER, may_text=True, by=found.person.user)
    return found


def choose(two: Two, **values: object) -> Route:
    said = {"channel": "sms", "address": NUMBER, "before": ["hours"], "by": two.person.user}
    return choose_way(person=two.person, **said | values)


def kept(route: Route) -> tuple[str, ...]:
    """What is still known of a way, by whoever could open it."""
    found = Route.objects.get(pk=route.pk)
    with acting_as(None), reading(by=None, purpose=Purpose.CONTACT, via="outbox") as opened:
        said = opened.open(found)
    return found.state, said.address, said.sender, said.own_text, found.address_index


def test_a_person_who_is_deleted_leaves_no_number_and_no_words(two):
    route = choose(two, sender="Ana", own_text="Your book is here.")
    office, second = (factories.make_admin(agency=two.agency) for _one in range(2))
    erasure = people.ask_erasure(person=two.person, answer_by=two.agency.today(), by=two.person.user)
    people.prepare_erasure(erasure=erasure, by=office)

    delete_person(erasure=erasure, by=second)

    assert kept(route) == ("off", "", "", "", "")


def test_whoever_leaves_hears_nothing_more_and_their_number_goes(gateway):
    office = factories.make_admin()
    peer = factories.make_peer(agency=office.agency).user
    route = set_number(number=NUMBER, again=NUMBER, by=peer)
    waiting = message(user=peer, kind=Kind.CONCERN_COURSE, channel="email")

    let_go(user=peer, by=office)

    assert kept(route) == ("off", "", "", "", "")
    assert (deliver(message_id=waiting.pk), gateway.taken()) == ("skipped", [])
    peer.refresh_from_db()
    assert write_messages(kind=Kind.CONCERN_COURSE, occasion="later", to=peer) == []


@pytest.mark.parametrize(("phone", "states"), [(OTHER, []), ("+1 202 555 0143", ["sent"])])
def test_nothing_goes_to_the_old_number_of_somebody_who_has_another(two, gateway, phone, states):
    """Whoever has the old phone now is not to know. The same number written otherwise is the same."""
    choose(two)
    people.update_contact(person=two.person, phone=phone, by=two.person.user)
    session = two.plan(local_start=wall(days=3))

    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        rows = Message.objects.filter(route__person=two.person)
        assert [deliver(message_id=row.pk) for row in rows] == states
    assert len(gateway.taken()) == len(states)


def test_what_waits_for_the_old_number_is_not_sent_either(two, gateway):
    choose(two)
    session = two.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        row = Message.objects.get(route__person=two.person)
        people.update_contact(person=two.person, phone="", by=two.person.user)

        assert (deliver(message_id=row.pk), gateway.taken()) == ("skipped", [])
    assert kept(row.route)[:2] == ("off", "")


def test_another_address_ends_the_way_by_mail_alone(two):
    people.update_contact(person=two.person, email="ana@example.org", may_email=True, by=two.person.user)
    route = choose(two, channel="email", address="ana@example.org")

    people.update_contact(person=two.person, phone=OTHER, by=two.person.user)
    assert kept(route)[:2] == ("on", "ana@example.org")
    people.update_contact(person=two.person, email="ana@example.net", by=two.person.user)

    assert kept(route)[:2] == ("off", "")


def test_a_stop_outlives_the_way_it_came_by(two):
    choose(two)
    note_reply(phone=NUMBER, text="STOP", reply_id="1")
    choose_no_way(person=two.person, by=two.person.user)

    with pytest.raises(DomainError, match="START"):
        choose(two)
    note_reply(phone=NUMBER, text="START", reply_id="2")

    assert choose(two).state == "on"


def test_a_stop_holds_for_whoever_gives_that_number_later(two):
    choose(two)
    note_reply(phone=NUMBER, text="STOP", reply_id="1")
    peer = factories.make_peer(agency=two.agency).user

    with pytest.raises(DomainError, match="START"):
        set_number(number=NUMBER, again=NUMBER, by=peer)
    set_number(number=OTHER, again=OTHER, by=peer)
    note_reply(phone=OTHER, text="stop", reply_id="2")
    remove_number(by=peer)

    with pytest.raises(DomainError, match="START"):
        set_number(number=OTHER, again=OTHER, by=peer)


def test_a_number_of_which_the_gateway_says_that_it_stopped_is_known_as_well(gateway):
    gateway.behave("stop")
    peer = factories.make_peer().user
    set_number(number=NUMBER, again=NUMBER, by=peer)
    row = message(user=peer, kind=Kind.CONCERN_COURSE)
    deliver(message_id=row.pk)
    remove_number(by=peer)

    with pytest.raises(DomainError, match="START"):
        set_number(number=NUMBER, again=NUMBER, by=peer)
    assert state_of(row) == "dead"


def test_the_number_of_contact_alone_is_never_written_to(two):
    assert ContactDetails.objects.get(person=two.person).may_text
    assert write_messages(kind=Kind.MEETING, occasion="x", to=two.person) == []
