"""What keeps the office from asking a peer for a person, and for how long (decision 0010)."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people import services
from peersupport.people.models import PeerSpecialist
from tests.api.caller import Caller, problem
from tests.factories import give_account, make_admin, make_block, make_pairing, make_peer, make_person


@pytest.fixture
def admin():
    return make_admin()


@pytest.fixture
def person(admin):
    return make_person(agency=admin.agency)


@pytest.fixture
def peer(admin):
    return make_peer(agency=admin.agency)


def test_a_block_answers_an_open_question_like_a_not_now(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)
    own = give_account(person)

    services.block_staff(person=person, user=peer.user, by=own)

    pairing.refresh_from_db()
    assert (pairing.state, pairing.not_now_at, pairing.rests_until) == (
        "not_now",
        None,
        person.program.today() + timedelta(days=30),
    )


def test_not_now_rests_for_a_while_before_the_office_asks_again(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)

    assert services.decline_pairing(pairing=pairing, by=peer.user).state == "not_now"
    with pytest.raises(WrongState):
        services.peer_says_yes(pairing=pairing, by=peer.user)
    with clock.set_to(clock.now() + timedelta(days=29)), pytest.raises(DomainError, match="not available"):
        services.offer_pairing(person=person, peer=peer, by=admin)
    with clock.set_to(clock.now() + timedelta(days=30)):
        again = services.offer_pairing(person=person, peer=peer, by=admin)
    assert (again.state, again.rests_until) == ("offered", None)


def test_a_question_the_office_takes_back_and_a_wish_do_not_rest(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)

    assert services.decline_pairing(pairing=pairing, by=admin).rests_until is None
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)
    services.decline_pairing(pairing=pairing, by=peer.user)
    assert services.wish_for_peer(person=person, peer=peer, by=give_account(person)).rests_until is None


def test_a_not_now_to_somebody_who_would_like_to_come_back_rests_too(admin, person, peer):
    pairing = make_pairing(person=person, peer=peer, state="ended")
    services.ask_back(pairing=pairing, by=give_account(person))

    services.answer_back_not_now(pairing=pairing, by=peer.user)

    with pytest.raises(DomainError, match="not available"):
        services.offer_pairing(person=person, peer=peer, by=admin)


def test_a_program_learns_no_more_than_the_page(admin, person):
    blocked, full, elsewhere = make_peer(agency=admin.agency), make_peer(agency=admin.agency), make_peer()
    make_block(person=person, user=blocked.user)
    PeerSpecialist.objects.filter(pk=full.pk).update(has_room=False)
    walking, office = make_pairing(person=person).peer, Caller(admin)

    answers = [
        problem(office.post("pairings/", {"person": str(person.pk), "peer": str(peer.pk)}), 400)
        for peer in (blocked, full, walking, elsewhere)
    ]

    sentence = "This peer is not available. Choose somebody else."
    assert [answer["errors"] for answer in answers] == [[{"field": "peer", "message": sentence}]] * 4
    assert answers[0] == answers[1] == answers[2]  # the whole body, for everybody of the house
