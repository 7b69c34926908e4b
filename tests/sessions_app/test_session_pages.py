import pytest
from django.urls import reverse

from consent.services import record_answer, start_policy
from peersupport.accounts.models import User
from peersupport.audit.models import AccessEvent
from tests import factories
from tests.consent.agreed import put_in_force
from tests.sessions_app.world import Two, an_entry

TEXT = "We walked along the river"


def url(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def open_to_all(two):
    """A policy that lets the person choose about supervisors too, and a yes to every choice."""
    admin = factories.make_admin(agency=two.agency)
    policy = start_policy(agency=two.agency, by=admin)
    policy.audiences.filter(audience__in=["clinical", "senior"], content="narrative").update(rule=1)
    put_in_force(policy)
    choices = {(cell.audience, cell.content): True for cell in policy.audiences.filter(rule=1)}
    record_answer(
        person=two.person,
        answer="yes",
        choices=choices,
        language="en",
        way="typed",
        signature="A",
        by=two.user,
    )


# --- one meeting ---


def test_detail_shows_facts_and_never_the_words():
    two = Two()
    session = two.complete(an_entry(way="out", place="outdoors"))

    page = factories.sign_in(two.user).get(url("session_detail", session)).content.decode()

    assert TEXT not in page
    assert "out and about" in page
    assert not AccessEvent.objects.exists()


def test_author_reads_with_one_tap_and_a_trace():
    two = Two()
    session = two.complete(
        an_entry(shared_story=True, why_shared="me_too", own_words="Good.", taken_along="Calm")
    )

    page = factories.sign_in(two.user).get(url("session_read", session)).content.decode()

    assert TEXT in page
    assert "Calm" in page
    assert list(AccessEvent.objects.values_list("reader_id", "purpose", "via", "contents")) == [
        (two.user.pk, "own_work", "author", ["narrative"])
    ]


@pytest.mark.parametrize(("kind", "via"), [("clinical", "clinical"), ("senior", "senior")])
def test_supervisor_says_why_before_it_opens(kind, via):
    two = Two()
    open_to_all(two)
    session = two.complete()
    client = factories.sign_in(factories.make_link(peer=two.peer, kind=kind).supervisor)

    asked = client.get(url("session_detail", session)).content.decode()
    without = client.get(url("session_read", session))
    wrong = client.post(url("session_read", session), {"why": "own_record"})
    page = client.post(url("session_read", session), {"why": "safety"})

    assert 'value="safety"' in asked
    assert (without.status_code, wrong.status_code, page.status_code) == (302, 302, 200)
    assert TEXT in page.content.decode()
    assert list(AccessEvent.objects.values_list("purpose", "via")) == [("safety", via)]


def test_somebody_with_a_grant_reads_by_it():
    two = Two()
    admin = factories.make_admin(agency=two.agency)
    policy = start_policy(agency=two.agency, by=admin)
    policy.audiences.filter(audience="responder", content="narrative").update(rule=1)
    put_in_force(policy)
    choices = {("responder", "narrative"): True}
    record_answer(
        person=two.person,
        answer="yes",
        choices=choices,
        language="en",
        way="typed",
        signature="A",
        by=two.user,
    )
    session, reader = two.complete(), factories.make_supervisor("clinical", agency=two.agency)
    factories.make_grant(person=two.person, user=reader)

    page = factories.sign_in(reader).post(url("session_read", session), {"why": "safety"})

    assert (page.status_code, AccessEvent.objects.get().via) == (200, "grant")


def test_supervisor_without_a_yes_opens_nothing():
    two = Two()
    session = two.complete()
    client = factories.sign_in(factories.make_link(peer=two.peer).supervisor)

    assert "not open to you" in client.get(url("session_detail", session)).content.decode()
    assert client.post(url("session_read", session), {"why": "safety"}).status_code == 404
    assert not AccessEvent.objects.exists()


def test_second_peer_and_cover_read_as_what_they_are():
    two = Two()
    open_to_all(two)
    session = two.complete()
    second = factories.make_pairing(person=two.person, peer=factories.make_peer(agency=two.agency))
    readers = {"paired": second.peer.user, "cover": factories.make_cover(pairing=two.pairing).peer.user}

    for user in readers.values():
        assert factories.sign_in(user).post(url("session_read", session), {"why": "other"}).status_code == 200

    assert {event.via: event.reader_id for event in AccessEvent.objects.all()} == {
        via: user.pk for via, user in readers.items()
    }


@pytest.mark.parametrize("name", ["session_detail", "session_read"])
def test_who_does_not_reach_it_finds_nothing(name):
    two = Two()
    session = two.complete()
    person = factories.give_account(two.person)
    strangers = [
        Two().user,
        factories.make_admin(agency=two.agency),
        factories.make_supervisor("clinical"),
        person,
    ]

    assert [factories.sign_in(user).get(url(name, session)).status_code for user in strangers] == [404] * 4
    assert factories.Client().get(url(name, session)).status_code == 302


def test_detail_of_a_meeting_without_words():
    two = Two(level="attendance")
    session = two.complete(an_entry(text=""))

    assert (
        "Only that you met"
        in factories.sign_in(two.user).get(url("session_detail", session)).content.decode()
    )
    assert factories.sign_in(two.user).get(url("session_read", session)).status_code == 404


def test_people_have_pages_of_their_own():
    two = Two()
    session = two.complete()
    user = factories.give_account(two.person)

    assert user.kind == User.Kind.PERSON
    assert factories.sign_in(user).get(url("session_detail", session)).status_code == 404
