"""Pairings over HTTP: the offer, the two yeses, the break, the goodbye."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

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

ACTIONS = ("yes", "their_yes", "decline", "pause", "resume", "rhythm", "end")


@pytest.fixture
def pairing():
    return make_pairing(person=make_person(name="Ana"))


@pytest.fixture
def person(pairing):
    return pairing.person


@pytest.fixture
def client(pairing):
    return sign_in(pairing.peer.user)


@pytest.fixture
def admin(person):
    return make_admin(agency=person.agency)


def address(name, row, *more):
    return reverse(f"{'desk' if name == 'pairing_offer' else 'people'}:{name}", args=[row.pk, *more])


def test_the_office_offers_and_the_two_say_yes(person, admin):
    peer = make_peer(agency=person.agency)
    office, url = sign_in(admin), address("pairing_offer", person)
    assert peer.user.name.encode() in office.get(url).content
    for wrong in ("", "\x00", str(make_peer().pk)):
        assert office.post(url, {"peer": wrong}).status_code == 422

    assert office.post(url, {"peer": peer.pk}).status_code == 302
    offered = Pairing.objects.get(peer=peer)
    assert office.post(address("pairing_yes", offered)).status_code == 403
    assert sign_in(peer.user).post(address("pairing_yes", offered)).status_code == 302
    assert office.post(address("pairing_their_yes", offered)).status_code == 302
    offered.refresh_from_db()
    assert offered.state == "active"
    assert sign_in(peer.user).post(address("pairing_yes", offered)).status_code == 409


def test_a_stand_in_needs_a_last_day(person, admin, pairing):
    peer = make_peer(agency=person.agency)
    office, url = sign_in(admin), address("pairing_offer", person)

    missing = office.post(url, {"peer": peer.pk, "covers_for": pairing.peer.pk})
    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["ends_on"])
    odd = office.post(url, {"peer": peer.pk, "covers_for": pairing.peer.pk, "ends_on": "2026-13-45"})
    assert odd.status_code == 422
    good = office.post(
        url, {"peer": peer.pk, "covers_for": pairing.peer.pk, "ends_on": person.program.today().isoformat()}
    )
    assert good.status_code == 302


def test_without_anybody_walking_nobody_can_stand_in(admin):
    alone = make_person(agency=admin.agency)

    fields = sign_in(admin).get(address("pairing_offer", alone)).context["form"].fields

    assert list(fields) == ["peer"]


def test_a_yes_to_somebody_who_left_reads_as_not_available(admin, pairing):
    offered = make_pairing(person=pairing.person, state="offered", peer_yes_at=pairing.offered_at)
    offered.peer.user.memberships.update(ended_at=pairing.offered_at)

    response = sign_in(admin).post(address("pairing_their_yes", offered), follow=True)

    assert b"This peer is not available" in response.content
    offered.refresh_from_db()
    assert (offered.state, offered.person_yes_at) == ("offered", None)


def test_only_the_office_offers(client, person, pairing):
    url = address("pairing_offer", person)

    assert client.get(url).status_code == 403
    assert sign_in(make_peer(agency=person.agency).user).get(url).status_code == 404


@pytest.fixture
def kinds(person, pairing, admin):
    """One peer for every reason why the office can't ask them, and one who is free."""
    names = ("free", "blocked", "full", "asked", "said not now", "left")
    peers = {name: make_peer(agency=person.agency, name=name) for name in names}
    make_block(person=person, user=peers["blocked"].user)
    PeerSpecialist.objects.filter(pk=peers["full"].pk).update(has_room=False)
    make_pairing(person=person, peer=peers["asked"], state="offered")
    declined = services.offer_pairing(person=person, peer=peers["said not now"], by=admin)
    services.decline_pairing(pairing=declined, by=peers["said not now"].user)
    peers["left"].user.memberships.update(ended_at=pairing.offered_at)
    return peers | {"walking": pairing.peer}


def test_who_is_kept_away_reads_like_everybody_else_who_is_not_available(person, admin, kinds):
    shown = sign_in(admin).get(address("pairing_offer", person))

    options = {str(option.choice_label): option for option in shown.context["form"]["peer"]}
    hints = shown.context["form"].fields["peer"].widget.attrs["hints"]
    read = {
        name: (hints[str(peer.pk)], options[peer.user.name].data["attrs"]["disabled"])
        for name, peer in kinds.items()
        if name != "left"
    }
    closed = ("blocked", "full", "asked", "said not now", "walking")
    assert read == {"free": ("English", False)} | dict.fromkeys(closed, ("not available", True))
    assert len(options) == len(read)
    assert len(re.findall(r"<input[^>]+ disabled\b", shown.content.decode())) == len(closed)


def test_a_forged_choice_is_refused_in_the_same_words_for_every_reason(person, admin, kinds):
    office, url = sign_in(admin), address("pairing_offer", person)

    answers = {}
    for name in set(kinds) - {"free"}:
        refused = office.post(url, {"peer": kinds[name].pk})
        answers[name] = (refused.status_code, dict(refused.context["form"].errors))

    sentence = {"peer": ["This peer is not available. Choose somebody else."]}
    assert answers == dict.fromkeys(set(kinds) - {"free"}, (422, sentence))


def test_where_nobody_can_be_asked_everybody_is_shown_and_nothing_can_be_sent(person, admin, pairing):
    shown = sign_in(admin).get(address("pairing_offer", person)).content.decode()

    assert pairing.peer.user.name in shown
    assert "not available" in shown
    assert "Ask both" not in shown


def test_the_choice_of_peers_takes_as_many_queries_for_thirty(person, admin):
    client, counts = sign_in(admin), []
    for peers in (3, 30):
        while (
            len(client.get(address("pairing_offer", person)).context["form"].fields["peer"].choices) < peers
        ):
            make_peer(agency=person.agency)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("pairing_offer", person))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("action", ACTIONS)
def test_pairings_answer_strangers_with_404_and_onlookers_with_403(pairing, action):
    url = address(f"pairing_{action}", pairing)
    supervisor = make_link(peer=pairing.peer).supervisor

    assert sign_in(make_peer(agency=pairing.agency).user).post(url).status_code == 404
    assert sign_in(make_admin()).post(url).status_code == 404
    assert sign_in(give_account(pairing.person)).post(url).status_code == 404
    assert sign_in(supervisor).post(url).status_code == 403
    assert sign_in(supervisor).put(url).status_code == 405
    assert action in {"end", "decline"} or sign_in(pairing.peer.user).get(url).status_code == 405


def test_a_break_a_rhythm_and_a_goodbye(client, pairing):
    for action, words in (("pause", {}), ("resume", {}), ("rhythm", {"rhythm": "weekly"})):
        assert client.post(address(f"pairing_{action}", pairing), words).status_code == 302
    assert client.post(address("pairing_rhythm", pairing), {"rhythm": "hourly"}).status_code == 422
    assert client.post(address("pairing_decline", pairing)).status_code == 409
    goodbye = client.get(address("pairing_end", pairing))
    assert b"What each of us takes along" in goodbye.content
    for wrong in ("", "died"):
        assert client.post(address("pairing_end", pairing), {"reason": wrong}).status_code == 422

    assert client.post(address("pairing_end", pairing), {"reason": "goodbye"}).status_code == 302

    pairing.refresh_from_db()
    assert (pairing.state, pairing.rhythm) == ("ended", "weekly")
    assert client.get(address("pairing_end", pairing)).status_code == 409


def test_the_office_has_no_say_in_the_rhythm(admin, pairing):
    assert sign_in(admin).post(address("pairing_rhythm", pairing), {"rhythm": "weekly"}).status_code == 403


def test_a_yes_that_comes_too_late_reads_as_not_available(admin, pairing):
    offered = make_pairing(person=pairing.person, state="offered")
    make_block(person=pairing.person, user=offered.peer.user)
    services.record_persons_yes(pairing=offered, by=admin)

    assert sign_in(offered.peer.user).post(address("pairing_yes", offered)).status_code == 404
