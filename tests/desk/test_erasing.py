"""Somebody is deleted: what goes, what stays, who has to agree, and that every page goes on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from consent.models import ConversationDraft
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.models import LedgerEntry
from peersupport.core import clock
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.core.models import DataKey
from peersupport.desk.services import delete_person
from peersupport.people import services
from peersupport.people.models import AboutMe, ContactDetails, LeaveOut, News, Pairing, SupportedPerson
from sessions_app.models import CheckIn, SessionDraft, SessionNote, SupportSession
from sessions_app.services import add_addendum, save_draft
from supervision.models import PulseTurn
from supervision.services import answer_about_peer
from tests import factories
from tests.sessions_app.test_session_pages import open_to_all
from tests.sessions_app.world import Two, an_entry, wall

NOBODY = "somebody who was deleted"


class Asked(Two):
    """Two with a note, a plan to meet, a draft, contact details and an account; the person asked to be deleted."""

    def __init__(self):
        super().__init__(name="Wilhelmina Quark")
        self.me = factories.give_account(self.person)
        self.office = factories.make_admin(agency=self.agency)
        self.supervisor = factories.make_link(peer=self.peer).supervisor
        factories.make_link(peer=self.peer, kind="senior")
        open_to_all(self)
        self.met = self.complete(
            an_entry(text="The elephant came by.", local_start=wall(hours=-3), next_step="ask again")
        )
        add_addendum(note=self.met.notes.get(), text="It came again.", by=self.user)
        self.planned = self.plan()
        services.add_leave_out(person=self.person, text="my street", by=self.me)
        services.set_about_me(person=self.person, text="I sing", audience="paired", by=self.me)
        save_draft(
            key=self.planned.pk, person=self.person, payload={"text": "half a"}, form_version=1, by=self.user
        )
        answer_about_peer(peer=self.peer, answers={}, text="He sings.", by=self.me)
        self.erasure = services.ask_erasure(person=self.person, answer_by=self.agency.today(), by=self.me)

    def second(self):
        return factories.make_admin(agency=self.agency)

    def deleted(self):
        services.prepare_erasure(erasure=self.erasure, by=self.office)
        return delete_person(erasure=self.erasure, by=self.second())


@pytest.fixture
def asked():
    return Asked()


def test_what_is_theirs_goes_and_facts_stay_without_a_name(asked):
    asked.deleted()

    person = SupportedPerson.objects.get(pk=asked.person.pk)
    assert (person.chosen_name, person.pronouns) == (NOBODY, "")
    assert person.erased_at is not None
    for gone in (
        AboutMe,
        LeaveOut,
        News,
        ContactDetails,
        SessionDraft,
        ConversationDraft,
        CheckIn,
        PulseTurn,
    ):
        assert not gone.objects.filter(person=person).exists(), gone
    keys = DataKey.objects.filter(owner_id__in=[person.pk, person.user_id])
    assert [bytes(key.wrapped or b"") for key in keys] == [b"", b""]
    assert SessionNote.objects.filter(person=person).exists()
    assert SupportSession.objects.get(pk=asked.planned.pk).state == "cancelled"
    assert Pairing.objects.get(person=person).state == Pairing.State.ENDED


def test_their_account_is_closed_and_no_address_leads_to_them(asked):
    client = factories.sign_in(asked.me)
    asked.deleted()

    user = User.objects.get(pk=asked.me.pk)
    assert (user.is_active, user.name, user.email) == (False, NOBODY, f"{user.pk}@deleted.invalid")
    assert client.get("/").status_code == 302


def test_the_ledger_says_it_last_and_nothing_seals_for_them_again(asked):
    asked.deleted()

    entry = LedgerEntry.objects.get(action="key.destroyed")
    assert (entry.person_id, entry.target_id) == (asked.person.pk, asked.person.pk)
    with pytest.raises(ObjectDoesNotExist):
        services.add_leave_out(person=asked.person, text="more", by=asked.user)


def test_every_page_goes_on_and_says_that_the_words_are_gone(asked):
    """No key opens what stays: staff's pages, lists, files, search and the API say so, and none falls over."""
    asked.deleted()
    client, supervisor, office = map(factories.sign_in, (asked.user, asked.supervisor, asked.office))
    note = reverse("sessions_app:session_read", args=[asked.met.pk])

    own = client.get(note)
    theirs = supervisor.post(note, {"why": "documentation"})

    assert "This was deleted." in own.text
    assert theirs.status_code in {200, 404}
    for browser, address in [
        (client, "/"), (client, reverse("sessions_app:session_list")), (supervisor, "/"), (office, "/"),
        (client, reverse("people:person_list")), (office, reverse("people:person_list")),
        (supervisor, reverse("people:person_list")), (client, reverse("sessions_app:end_of_day")),
        (office, reverse("desk:reminder_list")), (client, reverse("exchange:meetings_take")),
    ]:  # fmt: skip
        page = browser.get(address, follow=True)
        assert page.status_code == 200, address
        assert "Wilhelmina" not in page.text
    for browser in (client, supervisor, office):
        assert browser.get(reverse("home:person_page", args=[asked.person.pk])).status_code in {200, 404}
        assert browser.get(reverse("sessions_app:plan", args=[asked.person.pk])).status_code in {200, 404}
        assert browser.get(reverse("consent:agreement", args=[asked.person.pk])).status_code in {200, 404}
    found = client.post(reverse("sessions_app:note_search"), {"q": "elephant", "why": "own"})
    assert found.context["found"].rows == []


def test_it_takes_two_of_the_office(asked):
    with pytest.raises(WrongState, match="prepares"):
        delete_person(erasure=asked.erasure, by=asked.office)
    services.prepare_erasure(erasure=asked.erasure, by=asked.office)
    asked.second()

    with pytest.raises(NotAllowed):
        delete_person(erasure=asked.erasure, by=asked.office)
    with pytest.raises(NotAllowed):
        delete_person(erasure=asked.erasure, by=asked.supervisor)
    assert SupportedPerson.objects.get(pk=asked.person.pk).erased_at is None


def test_a_house_of_one_waits_a_day_and_has_a_witness(asked):
    User.objects.filter(memberships__role=Role.ADMIN).exclude(pk=asked.office.pk).update(is_active=False)
    services.prepare_erasure(erasure=asked.erasure, by=asked.office)

    with pytest.raises(WrongState, match="day passes"):
        delete_person(erasure=asked.erasure, witness="Lee from next door", by=asked.office)
    with clock.set_to(clock.now() + timedelta(hours=25)):
        done = delete_person(erasure=asked.erasure, witness="Lee from next door", by=asked.office)

    assert done.witness == "Lee from next door"
    assert LedgerEntry.objects.get(action="key.destroyed").payload == {"alone": True}


def test_a_hold_stands_against_it_and_says_which(asked):
    hold = services.set_hold(
        person=asked.person, reason="a court asked for it", until=asked.agency.today() + timedelta(days=30),
        by=asked.office,
    )  # fmt: skip
    with pytest.raises(WrongState, match="a court asked for it"):
        services.prepare_erasure(erasure=asked.erasure, by=asked.office)
    with pytest.raises(NotAllowed):
        services.confirm_hold(hold=hold, by=asked.office)
    services.confirm_hold(hold=hold, by=asked.second())
    with clock.set_to(clock.now() + timedelta(days=8)), pytest.raises(WrongState):
        services.prepare_erasure(erasure=asked.erasure, by=asked.office)
    services.lift_hold(hold=hold, by=asked.office)

    asked.deleted()


def test_a_hold_that_nobody_confirms_lasts_a_week(asked):
    services.set_hold(
        person=asked.person, reason="a court asked for it", until=asked.agency.today() + timedelta(days=30),
        by=asked.office,
    )  # fmt: skip

    with clock.set_to(clock.now() + timedelta(days=8)):
        assert services.prepare_erasure(erasure=asked.erasure, by=asked.office).prepared_at


def test_it_can_be_taken_back_until_it_is_done(asked):
    services.take_back_erasure(erasure=asked.erasure, by=asked.me)

    with pytest.raises(WrongState):
        services.prepare_erasure(erasure=asked.erasure, by=asked.office)
    again = services.ask_erasure(person=asked.person, answer_by=asked.agency.today(), by=asked.me)
    assert again.pk != asked.erasure.pk
    with pytest.raises(ObjectDoesNotExist):
        services.take_back_erasure(erasure=again, by=factories.make_admin())


def test_nobody_elses_words_are_touched(asked):
    other = Two(peer=asked.peer, agency=asked.agency, name="Joy")
    session = other.complete(an_entry(text="The river was high.", local_start=wall(hours=-6)))

    asked.deleted()

    client = factories.sign_in(asked.user)
    assert "The river was high." in client.get(reverse("sessions_app:session_read", args=[session.pk])).text


def test_from_the_wish_to_the_end_on_the_pages(asked):
    """Asked in the person's own space, prepared by one, carried out by another."""
    services.take_back_erasure(erasure=asked.erasure, by=asked.me)
    me, first, second = map(factories.sign_in, (asked.me, asked.office, asked.second()))
    mine = reverse("my_record:erasing")

    me.post(mine, {"ask": "1"})
    wish = asked.person.erasures.waiting().get()
    page = reverse("desk:erasing_page", args=[wish.pk])
    assert "You asked for it on" in me.get(mine).text
    assert "1 note can’t" in first.get(page).text.replace("&#x27;", "’").replace("'", "’")
    assert first.post(page, {"prepare": "1"}).status_code == 302
    refused = first.post(page, {"delete": "1", "witness": "Lee"})
    assert (refused.status_code, "second colleague" in refused.text) == (422, True)
    assert second.post(page, {"delete": "1"}).status_code == 302

    assert SupportedPerson.objects.get(pk=asked.person.pk).chosen_name == NOBODY
    assert first.get(reverse("home:person_page", args=[asked.person.pk])).status_code == 200
