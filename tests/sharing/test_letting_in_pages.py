"""Letting in on pages: the person alone and at once, the office with a second one, and ended by one tap."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consent.models import ConfidentialityPolicy
from consent.services import record_answer
from peersupport.core import clock
from peersupport.people.models import AskedGrant, Pairing, PersonGrant, ProposedLink, SupervisionLink
from tests.api.caller import Caller
from tests.factories import (
    give_account,
    give_role,
    make_admin,
    make_block,
    make_grant,
    make_peer,
    make_supervisor,
    sign_in,
)
from tests.sessions_app.world import Two, an_entry


def address(name, *args):
    return reverse(f"sharing:{name}", args=args)


@pytest.fixture
def two():
    two = Two()
    two.own = give_account(two.person)
    two.office, two.second = (
        make_admin(agency=two.agency, name=name) for name in ("Office One", "Office Two")
    )
    two.colleague = make_peer(agency=two.agency, name="Colleague Kim").user
    two.complete(an_entry(text="by the river"))
    return two


def said(two, **values):
    day = two.program.today() + timedelta(days=20)
    return {
        "user": two.colleague.pk,
        "contents": ["narrative"],
        "ends_at": day,
        "reason": "for the move",
        **values,
    }


def say_yes(two, **choices):
    record_answer(
        person=two.person, answer="yes", choices={("paired", "narrative"): True, **choices}, language="en", way="typed",
        signature="A", by=two.own,
    )  # fmt: skip


def reads(two, user):
    session = two.person.attendances.get().session_id
    page = sign_in(user).post(reverse("sessions_app:session_read", args=[session]), {"why": "documentation"})
    return "by the river" in page.content.decode()


def test_the_person_lets_somebody_in_at_once_and_ends_it_with_one_tap(two):
    say_yes(two)
    client = sign_in(two.own)
    assert not reads(two, two.colleague)

    assert client.post(address("my_let_in_add"), said(two)).status_code == 302
    grant = PersonGrant.objects.get()
    assert (grant.audience, grant.contents) == ("paired", ["facts", "narrative"])
    assert reads(two, two.colleague)
    shown = client.get(address("my_let_in")).content.decode()
    assert "Colleague Kim" in shown
    assert "for the move" in shown
    assert "for the move" in client.get("/my/agreement/").content.decode()
    stale = sign_in(two.own, minutes_ago=60)
    assert stale.post(address("let_in_end", grant.pk))["Location"] == address("my_let_in")

    assert not reads(two, two.colleague)


def test_letting_in_asks_who_it_is_first(two):
    asked = sign_in(two.own, minutes_ago=60).get(address("my_let_in_add"))
    assert asked["Location"].startswith("/account/reauthenticate/")
    for name, user in (("let_in_ask", two.office), ("let_in_ask", two.second)):
        asked = sign_in(user, minutes_ago=60).get(address(name, two.person.pk))
        assert asked["Location"].startswith("/account/reauthenticate/")


def test_it_stands_on_what_they_said_to_this_kind_of_reader(two):
    """A peer reads as a peer: the person said no to that, and nothing else is walked around."""
    refused = sign_in(two.own).post(address("my_let_in_add"), said(two))

    assert refused.status_code == 422
    assert "doesn&#x27;t open this to them" in refused.content.decode()
    assert 'value="for the move"' in refused.content.decode()
    assert not PersonGrant.objects.exists()


@pytest.mark.parametrize("days", [-1, 91])
def test_an_end_is_within_ninety_days(two, days):
    say_yes(two)
    day = two.program.today() + timedelta(days=days)

    refused = sign_in(two.own).post(address("my_let_in_add"), said(two, ends_at=day))

    assert (refused.status_code, PersonGrant.objects.exists()) == (422, False)


def test_who_is_kept_away_is_not_offered_to_the_person(two):
    make_block(person=two.person, user=two.colleague)

    assert "Colleague Kim" not in sign_in(two.own).get(address("my_let_in_add")).content.decode()
    assert sign_in(two.own).post(address("my_let_in_add"), said(two)).status_code == 422


def test_two_of_the_office_and_not_a_word_for_them(two):
    say_yes(two)
    first, second = sign_in(two.office), sign_in(two.second)
    asked = first.post(address("let_in_ask", two.person.pk), said(two, audience="paired"))
    assert asked["Location"] == address("person_in", two.person.pk)
    row = AskedGrant.objects.get()
    assert first.post(address("let_in_answer", row.pk), {"answer": "yes"}).status_code == 403
    assert not PersonGrant.objects.exists()
    assert "look at it as the second person" in second.get("/manage/").content.decode()
    stale = sign_in(two.second, minutes_ago=60)
    assert "reauthenticate" in stale.post(address("let_in_answer", row.pk), {"answer": "yes"})["Location"]

    second.post(address("let_in_answer", row.pk), {"answer": "yes"})

    grant = PersonGrant.objects.get()
    assert (grant.granted_by, grant.confirmed_by) == (two.office, two.second)
    assert not reads(two, two.colleague)
    home = sign_in(two.own).get("/").content.decode()
    assert "Colleague (let in for a while) joins on" in home
    PersonGrant.objects.update(starts_at=clock.ago(days=1))
    assert reads(two, two.colleague)
    for user in (two.office, two.second):
        assert not reads(two, user)


def test_not_available_stands_beside_a_name_without_a_reason(two):
    make_block(person=two.person, user=two.colleague)
    client = sign_in(two.office)

    page = client.get(address("let_in_ask", two.person.pk)).content.decode()
    refused = client.post(address("let_in_ask", two.person.pk), said(two, audience="paired"))

    assert "Colleague Kim" in page
    assert "not available" in page
    assert refused.status_code == 422
    assert "This colleague is not available." in refused.content.decode()
    assert not AskedGrant.objects.exists()


def test_a_kind_of_reader_that_somebody_is_not_is_said_at_its_field(two):
    refused = sign_in(two.office).post(address("let_in_ask", two.person.pk), said(two, audience="clinical"))

    assert refused.status_code == 422
    assert "Choose one of their tasks here" in refused.content.decode()


def test_who_walks_with_them_writes_down_that_they_want_it_ended(two):
    grant = make_grant(person=two.person, user=two.colleague)
    client = sign_in(two.user)
    assert "They want it ended" in client.get(address("person_in", two.person.pk)).content.decode()
    assert client.get(address("let_in_ask", two.person.pk)).status_code == 403

    assert client.post(address("let_in_end", grant.pk)).status_code == 302

    grant.refresh_from_db()
    assert grant.revoked_at is not None
    assert sign_in(two.colleague).post(address("let_in_end", grant.pk)).status_code == 404


def test_the_person_says_no_to_what_the_office_asks(two):
    sign_in(two.office).post(address("let_in_ask", two.person.pk), said(two, audience="paired"))
    row, client = AskedGrant.objects.get(), sign_in(two.own)
    assert "The office asks for it" in client.get(address("my_let_in")).content.decode()
    assert client.post(address("let_in_answer", row.pk), {"answer": "yes"}).status_code == 403

    assert client.post(address("let_in_answer", row.pk), {"answer": "no"}).status_code == 302

    assert not AskedGrant.objects.waiting().exists()
    assert client.post(address("let_in_answer", row.pk), {"answer": "maybe"}).status_code == 404


# --- The waiting days of the policy ------------------------------------------------------------------


@pytest.fixture
def nine_days(two):
    ConfidentialityPolicy.objects.filter(agency=two.agency, state="published").update(reader_wait_days=9)
    return two


def days_until(moment):
    return round((moment - clock.now()) / timedelta(days=1), 2)


def test_the_days_of_the_policy_hold_for_a_link_and_one_that_is_confirmed(nine_days):
    two = nine_days
    supervisor = make_supervisor("clinical", agency=two.agency)
    sign_in(two.office).post(
        reverse("desk:link_add", args=[two.peer.pk]), {"who": f"clinical:{supervisor.pk}"}
    )
    assert days_until(SupervisionLink.objects.get().opens_at) == 9

    both = make_admin(agency=two.agency)
    give_role(both, "senior_peer_supervisor")
    other = make_supervisor("senior", agency=two.agency)
    sign_in(both).post(reverse("desk:link_add", args=[two.peer.pk]), {"who": f"senior:{other.pk}"})
    sign_in(two.office).post(reverse("desk:link_confirm", args=[ProposedLink.objects.get().pk]))

    assert days_until(SupervisionLink.objects.get(kind="senior").opens_at) == 9


@pytest.mark.parametrize("way", ["page", "api"])
def test_the_days_of_the_policy_hold_for_who_stands_in_from_the_news_on(nine_days, way):
    two = nine_days
    _offered(two, way)
    cover = Pairing.objects.get(covers_for=two.peer)
    assert days_until(cover.opens_at) == 9

    with clock.set_to(clock.now() + timedelta(days=4)):
        sign_in(two.colleague).post(reverse("people:pairing_yes", args=[cover.pk]))
        sign_in(two.office).post(reverse("people:pairing_their_yes", args=[cover.pk]))
        cover.refresh_from_db()
        assert (cover.state, days_until(cover.opens_at)) == ("active", 9)
        assert two.person.news.get(kind="cover").opens_at == cover.opens_at


def test_who_stands_in_opens_at_once_where_the_person_said_yes_themselves(nine_days):
    two = nine_days
    _offered(two, "page")
    cover = Pairing.objects.get(covers_for=two.peer)
    sign_in(two.colleague).post(reverse("people:pairing_yes", args=[cover.pk]))

    sign_in(two.own).post(reverse("my_record:pairing_yes", args=[cover.pk]))

    cover.refresh_from_db()
    assert (cover.state, cover.opens_at) == ("active", None)


def test_the_days_of_the_policy_hold_for_who_is_let_in_by_the_office(nine_days):
    two = nine_days
    sign_in(two.office).post(address("let_in_ask", two.person.pk), said(two, audience="responder"))
    sign_in(two.second).post(address("let_in_answer", AskedGrant.objects.get().pk), {"answer": "yes"})

    assert days_until(PersonGrant.objects.get().starts_at) == 9


def _offered(two, way):
    day = (two.program.today() + timedelta(days=30)).isoformat()
    peer = two.colleague.peer
    sent = {"peer": str(peer.pk), "covers_for": str(two.peer.pk), "ends_on": day}
    if way == "page":
        answer = sign_in(two.office).post(reverse("desk:pairing_offer", args=[two.person.pk]), sent)
        assert answer.status_code == 302
        return
    answer = Caller(two.office).post("pairings/", {"person": str(two.person.pk), **sent})
    assert answer.status_code == 201, answer.content
