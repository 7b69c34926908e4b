import uuid

import pytest

from peersupport.people.models import Pairing
from peersupport.people.services import share_experience
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    make_staff,
    sign_in,
)


@pytest.fixture
def offer():
    return make_pairing(state="offered")


@pytest.fixture
def own(offer):
    return give_account(offer.person)


def state_of(pairing):
    return Pairing.objects.get(pk=pairing.pk).state


def test_an_offer_starts_when_both_said_yes(offer, own):
    client = sign_in(own)
    assert "Would you like to walk together for a while?" in client.get("/my/peer/").content.decode()

    client.post(f"/my/peer/{offer.pk}/yes/")
    assert state_of(offer) == "offered"

    sign_in(offer.peer.user).post(f"/people/pairings/{offer.pk}/yes/")
    assert state_of(offer) == "active"


def test_not_now_needs_no_reason(offer, own):
    response = sign_in(own).post(f"/my/peer/{offer.pk}/not-now/", follow=True)

    assert "You can come back to this whenever you like." in response.content.decode()
    assert state_of(offer) == "not_now"


def test_a_break_and_going_on(own, offer):
    pairing = make_pairing(person=offer.person)
    client = sign_in(own)

    client.post(f"/my/peer/{pairing.pk}/pause/")
    assert state_of(pairing) == "paused"
    assert "Go on together" in client.get("/my/peer/").content.decode()

    client.post(f"/my/peer/{pairing.pk}/resume/")
    assert state_of(pairing) == "active"


@pytest.mark.parametrize(("body", "reason"), [({}, "goodbye"), ({"other_peer": "on"}, "other_peer")])
def test_saying_goodbye_takes_two_steps(own, offer, body, reason):
    pairing = make_pairing(person=offer.person)
    client = sign_in(own)
    assert "The way back" in client.get(f"/my/peer/{pairing.pk}/goodbye/").content.decode()
    assert state_of(pairing) == "active"

    client.post(f"/my/peer/{pairing.pk}/goodbye/", body)

    pairing.refresh_from_db()
    assert (pairing.state, pairing.end_reason) == ("ended", reason)


def test_an_answer_that_comes_too_late_is_told(own, offer):
    pairing = make_pairing(person=offer.person)

    assert sign_in(own).post(f"/my/peer/{pairing.pk}/yes/").status_code == 409
    assert sign_in(own).post(f"/my/peer/{pairing.pk}/resume/").status_code == 409


@pytest.mark.parametrize("answer", ["yes", "not-now", "pause", "resume", "goodbye"])
def test_nobody_answers_for_me(offer, own, answer):
    others = [
        offer.peer.user,
        make_admin(agency=offer.agency),
        give_account(make_person(agency=offer.agency)),
    ]

    assert [sign_in(user).post(f"/my/peer/{offer.pk}/{answer}/").status_code for user in others] == [404] * 3
    assert state_of(offer) == "offered"


def test_a_pairing_that_is_not_there_is_not_found(own):
    assert sign_in(own).post(f"/my/peer/{uuid.uuid4()}/yes/").status_code == 404


def test_answers_are_posted(own, offer):
    assert sign_in(own).get(f"/my/peer/{offer.pk}/yes/").status_code == 405
    assert sign_in(own).post("/my/peer/").status_code == 405


def test_only_what_a_peer_chose_to_share_is_shown(own, offer):
    peer = offer.peer
    for audience in ("choosing", "paired", "nobody"):
        share_experience(
            peer=peer, topic="helped", text=f"told to {audience}", audience=audience, by=peer.user
        )

    def told(address):
        content = sign_in(own).get(address).content.decode()
        return [audience for audience in ("choosing", "paired", "nobody") if f"told to {audience}" in content]

    assert (told("/my/peer/"), told("/my/peer/choose/")) == (["choosing"], [])  # asked already
    Pairing.objects.filter(pk=offer.pk).update(state="not_now")
    assert told("/my/peer/choose/") == ["choosing"]

    Pairing.objects.filter(pk=offer.pk).update(
        state="active", peer_yes_at=offer.offered_at, person_yes_at=offer.offered_at
    )
    assert told("/my/peer/") == ["choosing", "paired"]


def test_peers_to_choose_from_have_room_and_the_role_and_are_not_kept_away():
    person = make_person(program=make_program())
    own = give_account(person)
    names = {name: make_peer(agency=person.agency, name=name) for name in ("Free", "Full", "Blocked")}
    names["Full"].has_room = False
    names["Full"].save()
    make_block(person=person, user=names["Blocked"].user)
    make_peer(user=make_staff(agency=person.agency, name="Gone"))
    make_peer(name="Elsewhere")

    content = sign_in(own).get("/my/peer/choose/").content.decode()

    assert [name in content for name in ("Free", "Full", "Blocked", "Gone", "Elsewhere")] == [
        True,
        *[False] * 4,
    ]


def test_nobody_with_room_is_said_kindly():
    own = give_account(make_person())

    assert "Nobody has room just now" in sign_in(own).get("/my/peer/choose/").content.decode()
