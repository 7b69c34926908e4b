"""What staff want to hear of: each kind by each way, their own number, their quiet hours; and the page "For you"."""

import uuid
from datetime import time

import pytest
from django.test import Client

from peersupport.accounts.models import User
from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.principal import acting_as
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Preference, Route
from peersupport.notifications.queries import for_you
from peersupport.notifications.services import (
    choose_messages,
    deliver,
    note_reply,
    phone_index,
    remove_number,
    set_number,
    try_number,
    write_messages,
)
from peersupport.people.services import record_death
from peersupport.safety.services import close_concern, record_concern
from sessions_app.services import move_session, remind_of_meeting
from tests import factories
from tests.sessions_app.world import Two, wall

from .people import minutes_before
from .rows import message

NUMBER = "+12025550143"


@pytest.fixture
def peer() -> User:
    return factories.make_peer().user


@pytest.fixture
def page(peer) -> Client:
    return factories.sign_in(peer)


def choose(user: User, *wanted: tuple[str, str], **values: object) -> None:
    choose_messages(
        **{"wanted": set(wanted), "before": [], "quiet_from": None, "quiet_until": None, "by": user} | values
    )


def reached_by(user: User, kind: str) -> list[str]:
    return sorted(
        row.route.channel for row in write_messages(kind=Kind(kind), occasion=str(uuid.uuid4()), to=user)
    )


def test_only_the_ways_that_were_ticked_carry_a_kind(peer):
    choose(peer, ("concern", "email"), ("missing_note", "email"))

    assert (reached_by(peer, "missing_note"), reached_by(peer, "draft"), reached_by(peer, "concern")) == (
        ["email"], [], ["email"],
    )  # fmt: skip


def test_somebodys_safety_keeps_a_way_outside_the_page(peer):
    with pytest.raises(DomainError, match="has to reach you"):
        choose(peer, ("concern", "inbox"))

    assert (Preference.objects.count(), reached_by(peer, "concern")) == (0, ["email", "inbox"])


def test_a_number_that_is_the_last_way_for_somebodys_safety_cannot_be_removed(peer, gateway):
    set_number(number=NUMBER, again=NUMBER, by=peer)
    choose(peer, ("concern", "sms"))

    with pytest.raises(DomainError, match="has to reach you"):
        remove_number(by=peer)

    assert Route.objects.get(user=peer, channel="sms").state == "on"


def test_a_number_is_typed_twice_and_found_by_its_index(peer):
    with pytest.raises(DomainError, match="not the same"):
        set_number(number=NUMBER, again="+12025550144", by=peer)
    with pytest.raises(DomainError, match="country"):
        set_number(number="2025550143", again="2025550143", by=peer)

    route = set_number(number="+1 (202) 555-0143", again=NUMBER, by=peer)

    assert (route.address_index, route.state, Route.objects.filter(channel="sms").count()) == (
        phone_index(NUMBER), "on", 1,
    )  # fmt: skip


def test_a_number_that_answered_stop_is_not_opened_by_typing_it_again(peer):
    set_number(number=NUMBER, again=NUMBER, by=peer)
    note_reply(phone=NUMBER, text="STOP", reply_id="1")

    with pytest.raises(DomainError, match="START"):
        set_number(number=NUMBER, again=NUMBER, by=peer)

    assert set_number(number="+12025550199", again="+12025550199", by=peer).state == "on"


def test_mail_to_which_nothing_arrived_is_tried_again_by_who_ticks_it(peer, page, gateway):
    gateway.behave("gone")
    row = message(user=peer, kind=Kind.DRAFT, channel="email")
    deliver(message_id=row.pk)
    assert reached_by(peer, "concern") == ["inbox", "sms"]
    assert "Nothing arrived at the e-mail address" in page.get("/messages/choose/").content.decode()

    assert page.post("/messages/choose/", {"concern": ["email"]}).status_code == 302

    assert reached_by(peer, "concern") == ["email"]
    assert "Nothing arrived" not in page.get("/messages/choose/").content.decode()
    assert AuditEvent.objects.filter(action="route.opened", actor_id=peer.pk).count() == 1


def test_staff_are_written_to_in_the_language_they_read(peer, gateway):
    reached_by(peer, "concern")  # their ways are made now
    User.objects.filter(pk=peer.pk).update(language="es")
    peer.refresh_from_db()

    row = message(user=peer, kind=Kind.DRAFT, channel="email")
    deliver(message_id=row.pk)

    assert gateway.taken()[0]["text"].endswith("Entra cuando tengas un momento.")


def test_a_removed_number_is_kept_nowhere(peer):
    set_number(number=NUMBER, again=NUMBER, by=peer)

    remove_number(by=peer)

    route = Route.objects.get(user=peer, channel="sms")
    assert (route.state, route.address_index) == ("off", "")
    assert list(AuditEvent.objects.filter(action="route.removed").values_list("fields", flat=True)) == [
        ["address"]
    ]


def test_a_try_goes_to_the_number_and_says_only_that(peer, gateway):
    set_number(number=NUMBER, again=NUMBER, by=peer)

    try_number(by=peer)

    row = Message.objects.get(kind="try")
    assert deliver(message_id=row.pk) == "sent"
    (said,) = gateway.taken()
    assert (said["to"], said["text"]) == (
        NUMBER, f"{peer.agency.neutral_name}: this is a try. It works, and nothing needs to be done.",
    )  # fmt: skip


def test_a_try_needs_a_number_and_is_not_for_playing(peer):
    with pytest.raises(DomainError, match="no number"):
        try_number(by=peer)
    set_number(number=NUMBER, again=NUMBER, by=peer)
    for _ in range(3):
        try_number(by=peer)

    with pytest.raises(DomainError, match="wait an hour"):
        try_number(by=peer)

    assert Message.objects.filter(kind="try").count() == 3


def test_the_page_of_choices_shows_what_was_saved(peer, page):
    said = {"concern": ["inbox", "email"], "draft": ["email"], "before": ["day"], "quiet_from": "21:00",
            "quiet_until": "07:00"}  # fmt: skip

    assert page.post("/messages/choose/", said).status_code == 302

    form = page.get("/messages/choose/").context["form"]
    assert (form["draft"].value(), form["missing_note"].value(), form["before"].value()) == (
        ["email"],
        [],
        ["day"],
    )
    assert {(way.quiet_from, way.quiet_until) for way in Route.objects.filter(user=peer)} == {
        (time(21), time(7))
    }


def test_one_time_without_the_other_is_refused(page):
    answer = page.post("/messages/choose/", {"concern": ["email"], "quiet_from": "21:00"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["quiet_until"])


def test_the_page_of_choices_says_which_way_has_to_stay(page):
    answer = page.post("/messages/choose/", {"concern": ["inbox"]})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["concern"])


def test_the_pages_of_a_number(page, peer, gateway):
    assert page.post("/messages/number/", {"number": NUMBER, "again": "+1"}).status_code == 422
    assert page.post("/messages/number/", {"number": NUMBER, "again": NUMBER}).status_code == 302
    assert page.post("/messages/number/try/").status_code == 302
    assert "Send a try" in page.get("/messages/number/").content.decode()
    assert NUMBER not in page.get("/messages/number/").content.decode()

    page.post("/messages/number/remove/")

    assert "Send a try" not in page.get("/messages/number/").content.decode()
    assert "no number" in page.post("/messages/number/try/", follow=True).content.decode()


def test_a_line_is_read_and_unread_by_whom_it_is_for_alone(peer, page):
    row = next(
        row for row in write_messages(kind=Kind.DRAFT, occasion="1", to=peer) if row.route.channel == "inbox"
    )
    other = factories.sign_in(factories.make_peer(agency=peer.agency).user)

    assert [other.post(f"/messages/{row.pk}/{verb}/").status_code for verb in ("read", "unread")] == [
        404,
        404,
    ]
    assert "Undo" in page.post(f"/messages/{row.pk}/read/", follow=True).content.decode()
    first = Message.objects.get(pk=row.pk).read_at
    page.post(f"/messages/{row.pk}/read/")
    assert first is not None
    assert Message.objects.get(pk=row.pk).read_at == first
    page.post(f"/messages/{row.pk}/unread/")
    assert Message.objects.get(pk=row.pk).read_at is None


def test_for_you_shows_what_is_unread_first(peer, page):
    for number, kind in enumerate((Kind.DRAFT, Kind.MISSING_NOTE)):
        write_messages(kind=kind, occasion=str(number), to=peer)
    page.post(f"/messages/{Message.objects.get(kind='missing_note', route__channel='inbox').pk}/read/")

    lines = page.get("/messages/").context["lines"]

    assert [(line.message.kind, line.is_read) for line in lines] == [("draft", False), ("missing_note", True)]


def test_what_is_over_stands_on_no_page():
    """Moved, called off by a death, or begun: nobody is reminded of it any more."""
    moved, died, begun = (Two() for _one in range(3))
    sessions = [two.plan(local_start=wall(days=3)) for two in (moved, died, begun)]
    with clock.set_to(minutes_before(sessions[0], 110)):
        for session in sessions:
            with acting_as(None):
                remind_of_meeting(session_id=session.pk)
        assert [len(for_you(two.user)) for two in (moved, died, begun)] == [1, 1, 1]
        move_session(session=sessions[0], local_start=wall(days=5), minutes=60, by=moved.user)
        record_death(person=died.person, died_on=died.program.today(), by=died.user)
        assert [len(for_you(two.user)) for two in (moved, died, begun)] == [0, 0, 1]
    with clock.set_to(sessions[2].starts_at):
        assert for_you(begun.user) == []


def test_a_worry_that_is_closed_stands_on_no_page(peer):
    office = factories.make_admin(agency=peer.agency)
    with acting_as(peer.pk):
        concern = record_concern(key=uuid.uuid4(), sentence="He is gone.", who="Lou", by=peer)
        write_messages(kind=Kind.CONCERN, occasion="1", to=office, about=concern.pk)
        assert len(for_you(office)) == 1

        close_concern(concern=concern, ending="together", by=peer)

    assert for_you(office) == []


def test_the_first_page_says_that_there_is_something_and_not_how_much(peer, page):
    assert "There is something for you" not in page.get("/").content.decode()
    for number in range(2):
        write_messages(kind=Kind.DRAFT, occasion=str(number), to=peer)
    assert "There is something for you" in page.get("/").content.decode()

    for row in Message.objects.filter(route__channel="inbox"):
        page.post(f"/messages/{row.pk}/read/")

    assert "There is something for you" not in page.get("/").content.decode()


def test_a_person_has_none_of_these_pages():
    person = factories.make_person()
    user = factories.give_account(person)

    with pytest.raises(NotAllowed):
        try_number(by=user)
    assert factories.sign_in(user).get("/messages/").status_code == 404
