"""A message before a meeting is the person's own: none until they choose, in their words, at hours that are theirs."""

from datetime import time

import pytest

from peersupport.accounts.models import User
from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.language.neutral import telling_word
from peersupport.notifications.models import Message, Route
from peersupport.notifications.services import choose_no_way, choose_way, deliver, note_reply
from peersupport.people.models import ContactDetails, SupportedPerson
from sessions_app.services import remind_of_meeting
from tests import factories
from tests.sessions_app.world import Two, wall

from .people import NUMBER, minutes_before


@pytest.fixture
def two() -> Two:
    """The person has an account, a phone they called safe and an e-mail address they did not."""
    found = Two()
    factories.give_account(found.person)
    ContactDetails.objects.filter(person=found.person).update(may_text=True)
    return found


def choose(two: Two, *, by: User | None = None, **values: object) -> Route:
    said = {"channel": "sms", "address": NUMBER, "before": ["hours"], "by": by or two.person.user}
    return choose_way(person=two.person, **said | values)


def sent_of(two: Two) -> list[str]:
    """The states of what a meeting in three days leaves for the person, two hours before it."""
    session = two.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        rows = Message.objects.filter(route__person=two.person, about_id=session.pk)
        return [str(deliver(message_id=row.pk)) for row in rows]


def test_the_message_says_only_what_the_person_wrote(two, gateway):
    choose(two, sender="Ana", own_text="The library: your book is here.")

    assert sent_of(two) == ["sent"]
    (said,) = gateway.taken()
    assert (said["to"], said["text"]) == (NUMBER, "The library: your book is here.")


@pytest.mark.parametrize(("language", "text"), [("en", "Ana: see you soon."), ("es", "Ana: hasta pronto.")])
def test_without_words_of_their_own_it_names_the_sender_they_chose_and_not_the_house(
    two, gateway, language, text
):
    choose(two, sender="Ana", language=language)

    sent_of(two)

    (said,) = gateway.taken()
    assert two.agency.neutral_name not in str(said)
    assert said["text"] == text


def test_a_person_who_takes_it_back_gets_nothing_and_the_number_is_kept_nowhere(two, gateway):
    route = choose(two)
    choose_no_way(person=two.person, by=two.person.user)

    route.refresh_from_db()
    assert (sent_of(two), gateway.taken(), route.state, route.address_index) == ([], [], "off", "")


def test_another_way_takes_the_place_of_the_one_before(two):
    ContactDetails.objects.filter(person=two.person).update(may_email=True)
    choose(two)
    choose(two, channel="email", address="ana@example.org")

    assert set(Route.objects.filter(person=two.person).values_list("channel", "state")) == {
        ("sms", "off"), ("email", "on"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("contact", "values", "field"),
    [
        ({"may_text": False}, {}, "channel"),
        ({}, {"channel": "email", "address": "ana@example.org"}, "channel"),
        ({"may_email": True}, {"channel": "email", "address": "ana"}, "address"),
        ({}, {"channel": "inbox"}, "channel"),
        ({"phone_is_shared": True}, {}, "is_safe_on_shared_phone"),
        ({}, {"address": "2025550143"}, "address"),
        ({}, {"before": []}, "before"),
        ({}, {"before": ["now"]}, "before"),
        ({}, {"sender": "Peer support"}, "sender"),
        ({}, {"own_text": "Tu cita con la terapeuta"}, "own_text"),
    ],
)
def test_what_is_not_safe_or_says_too_much_is_refused_at_its_field(two, contact, values, field):
    ContactDetails.objects.filter(person=two.person).update(**contact)

    with pytest.raises(DomainError) as refused:
        choose(two, **values)

    assert (refused.value.field, Route.objects.filter(person=two.person).count()) == (field, 0)


@pytest.mark.parametrize(
    "text", ["Your RECOVERY group", "salud\u00ad mental", "Me\u200bntal", "la clínica", "Psicóloga"]
)
def test_words_that_tell_are_found_in_both_languages_and_however_they_are_written(text):
    assert telling_word(text)


@pytest.mark.parametrize(
    "text", ["", "Ana", "the library", "See you at ten.", "Nos vemos mañana", "Tu libro está aquí"]
)
def test_plain_words_pass(text):
    assert telling_word(text, "Walking together") == ""


def test_the_names_of_the_house_and_of_the_program_tell_as_well(two):
    for text in (f"From {two.agency.name.upper()}", "Caminar en compañia"):
        with pytest.raises(DomainError, match="may tell"):
            choose(two, own_text=text)


def test_a_number_that_answered_stop_stays_stopped(two):
    choose(two)
    note_reply(phone=NUMBER, text="STOP", reply_id="1")

    with pytest.raises(DomainError, match="START"):
        choose(two)

    assert "came STOP" in factories.sign_in(two.person.user).get("/my/messages/").content.decode()


def test_the_person_chooses_on_their_own_page(two, gateway):
    page = factories.sign_in(two.person.user)
    said = {"channel": "sms", "address": NUMBER, "before": ["day", "hours"], "language": "en", "mine_from": "09:00",
            "mine_until": "17:00"}  # fmt: skip

    assert page.post("/my/messages/", said | {"mine_until": ""}).status_code == 422
    assert page.post("/my/messages/", said | {"own_text": "therapy"}).status_code == 422
    assert page.post("/my/messages/", said).status_code == 302

    route = Route.objects.get(person=two.person)
    assert (route.before, route.quiet_from, route.quiet_until) == (["day", "hours"], time(9), time(17))
    assert NUMBER in page.get("/my/messages/").content.decode()
    assert page.post("/my/messages/", {"channel": "", "language": "en"}).status_code == 302
    assert Route.objects.get(person=two.person).state == "off"


def test_a_peer_writes_down_what_the_person_said_and_it_leaves_a_trace(two, gateway):
    page = factories.sign_in(two.user)
    said = {"channel": "sms", "address": NUMBER, "before": ["hours"], "language": "en"}

    assert page.post(f"/messages/people/{two.person.pk}/", said).status_code == 302
    before = AccessEvent.objects.filter(person_id=two.person.pk).count()
    assert NUMBER in page.get(f"/messages/people/{two.person.pk}/").content.decode()

    assert AccessEvent.objects.filter(person_id=two.person.pk).count() == before + 1


def test_nobody_else_chooses_for_a_person(two):
    stranger = factories.make_peer(agency=two.agency).user

    assert factories.sign_in(stranger).get(f"/messages/people/{two.person.pk}/").status_code == 404
    with pytest.raises(SupportedPerson.DoesNotExist):
        choose(two, by=stranger)
    with pytest.raises(SupportedPerson.DoesNotExist):
        choose_no_way(person=two.person, by=stranger)
