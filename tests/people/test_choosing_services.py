"""A person chooses a peer: wishes, answers, and what stays of them."""

import pytest

from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import Pairing, PeerSpecialist
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    sign_in,
)


@pytest.fixture
def person():
    return make_person(name="Ana")


@pytest.fixture
def own(person):
    return give_account(person)


@pytest.fixture
def peer(person):
    return make_peer(agency=person.agency)


def wish(person, peer, own):
    return services.wish_for_peer(person=person, peer=peer, by=own)


def test_a_wish_is_the_persons_yes_and_starts_with_the_peers(person, peer, own):
    pairing = wish(person, peer, own)

    assert (pairing.state, pairing.is_the_persons_wish, pairing.peer_yes_at) == ("offered", True, None)
    assert pairing.person_yes_at is not None
    assert list(Pairing.objects.asking(peer.user)) == [pairing]
    pairing = services.peer_says_yes(pairing=pairing, by=peer.user)
    assert (pairing.state, pairing.starts_on) == ("active", person.program.today())


def test_wished_twice_is_wished_once_and_an_open_offer_is_answered(person, peer, own):
    first = wish(person, peer, own)
    assert wish(person, peer, own).pk == first.pk
    offered = make_peer(agency=person.agency)
    services.offer_pairing(person=person, peer=offered, by=person.added_by)
    services.peer_says_yes(pairing=Pairing.objects.get(peer=offered), by=offered.user)

    assert wish(person, offered, own).state == "active"
    with pytest.raises(WrongState):
        wish(person, offered, own)


def test_three_wishes_at_most_are_open(person, own):
    peers = [make_peer(agency=person.agency) for _ in range(4)]
    rows = [wish(person, peer, own) for peer in peers[:3]]
    with pytest.raises(DomainError, match="Three wishes"):
        wish(person, peers[3], own)

    services.decline_pairing(pairing=rows[0], by=own)

    assert wish(person, peers[3], own).state == "offered"


def test_nobody_wishes_for_somebody_else_and_who_is_not_there_reads_the_same(person, peer, own):
    for other in (make_admin(agency=person.agency), peer.user):
        with pytest.raises(NotAllowed):
            wish(person, peer, other)
    with pytest.raises(type(person).DoesNotExist):
        wish(person, peer, give_account(make_person(agency=person.agency)))
    make_block(person=person, user=peer.user)
    full = make_peer(agency=person.agency)
    full.has_room = False
    for missing, sentence in ((peer, "not available"), (make_peer(), "not available"), (full, "no room")):
        with pytest.raises(DomainError, match=sentence):
            wish(person, missing, own)


def test_kind_words_are_read_once_and_nobody_has_to_find_them(person, peer, own):
    pairing = wish(person, peer, own)
    with pytest.raises(DomainError):
        services.decline_pairing(pairing=pairing, words="rude", by=peer.user)

    declined = services.decline_pairing(pairing=pairing, words="full", by=peer.user)

    assert (declined.state, declined.not_now_words) == ("not_now", "full")
    assert declined.not_now_at is not None
    with pytest.raises(NotAllowed):
        services.read_not_now(pairing=declined, by=peer.user)
    read = services.read_not_now(pairing=declined, by=own)
    assert (read.not_now_at, read.not_now_words) == (None, "")


def test_a_question_taken_back_leaves_no_answer(person, peer, own):
    taken_back = services.decline_pairing(pairing=wish(person, peer, own), by=own)
    unanswered = services.offer_pairing(
        person=person, peer=make_peer(agency=person.agency), by=person.added_by
    )
    declined = services.decline_pairing(pairing=unanswered, by=unanswered.peer.user)

    assert [taken_back.not_now_at, declined.not_now_at] == [None, None]


def test_the_list_shows_room_and_nobody_they_have_to_do_with_already(person, own):
    kinds = ("free", "full", "walking", "asked", "goodbye", "other", "blocked")
    peers = {name: make_peer(agency=person.agency, name=name) for name in kinds}
    PeerSpecialist.objects.filter(pk=peers["full"].pk).update(has_room=False)
    make_block(person=person, user=peers["blocked"].user)
    make_pairing(person=person, peer=peers["walking"])
    make_pairing(person=person, peer=peers["asked"], state="offered")
    make_pairing(person=person, peer=peers["goodbye"], state="ended")
    make_pairing(person=person, peer=peers["other"], state="ended", end_reason="other_peer")

    listed = PeerSpecialist.objects.with_room_for(person).order_by("user__name")

    assert [peer.user.name for peer in listed] == ["free", "other"]


def test_who_also_works_here_sees_no_colleague_before_they_ask_for_it(person, peer, own):
    person.also_staff = make_peer(agency=person.agency, name="Myself").user
    person.save()
    client = sign_in(own)

    hidden = client.get("/my/peer/choose/").content.decode()
    shown = client.get("/my/peer/choose/?colleagues=yes").content.decode()

    assert (peer.user.first_name_only in hidden, "You also work here" in hidden) == (False, True)
    assert peer.user.first_name_only in shown
    assert "Myself" not in shown
    client.post(f"/my/peer/choose/{peer.pk}/")
    office = sign_in(make_admin(agency=person.agency))
    assert "Ana" not in office.get("/").content.decode()
    assert "Ana" in sign_in(peer.user).get("/").content.decode()


def test_a_declined_question_stands_in_no_list_search_or_page(person, peer, own):
    walking = make_pairing(person=person, peer=make_peer(agency=person.agency))
    knowing = {peer.user, make_link(peer=peer).supervisor}  # the name stands there for other reasons
    readers = [walking.peer.user, make_link(peer=walking.peer).supervisor, make_admin(agency=person.agency)]
    services.decline_pairing(pairing=wish(person, peer, own), words="later", by=peer.user)

    for reader in (*readers, *knowing):
        client = sign_in(reader)
        pages = [client.get(url) for url in ("/", "/people/", f"/people/{person.pk}/")]
        pages.append(client.post("/people/search/", {"q": "Ana"}))
        text = "".join(answer.content.decode() for answer in pages)
        assert peer.user.name not in text or reader in knowing
        assert not any(words in text for words in ("not now", "Not now", "Ask me again"))
    assert "Ask me again in a while" in sign_in(own).get("/my/peer/").content.decode()


def test_an_open_question_is_known_to_the_two_and_the_office(person, peer, own):
    walking = make_pairing(person=person, peer=make_peer(agency=person.agency))
    wish(person, peer, own)

    def names(reader):
        return peer.user.name in sign_in(reader).get(f"/people/{person.pk}/").content.decode()

    assert not names(walking.peer.user)
    assert not names(make_link(peer=walking.peer).supervisor)
    assert names(make_admin(agency=person.agency))
