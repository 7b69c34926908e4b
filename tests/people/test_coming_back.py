"""Coming back after a goodbye, by one tap of each, or by the peer's word."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import News, Pairing
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_cover,
    make_pairing,
    make_peer,
    make_person,
    sign_in,
)


@pytest.fixture
def pairing():
    row = make_pairing(person=make_person(name="Ana"))
    return services.end_pairing(pairing=row, by=row.peer.user)


@pytest.fixture
def own(pairing):
    return give_account(pairing.person)


@pytest.fixture
def admin(pairing):
    return make_admin(agency=pairing.agency)


def test_one_tap_each_and_the_same_row_starts_anew(pairing, own):
    asked = services.ask_back(pairing=pairing, by=own)
    assert services.ask_back(pairing=pairing, by=own).back_asked_at == asked.back_asked_at
    assert list(Pairing.objects.asking(pairing.peer.user)) == [pairing]

    back = services.welcome_back(pairing=pairing, by=pairing.peer.user)

    assert (back.pk, back.state, back.end_reason, back.confirm_by) == (pairing.pk, "active", "", None)
    assert (back.person_yes_at, back.starts_on) == (asked.back_asked_at, pairing.person.program.today())
    assert (back.back_asked_at, back.ended_at) == (None, None)
    assert list(News.objects.of(pairing.person).values_list("kind", flat=True)) == ["back", "ended"]


def test_the_wish_is_taken_back_or_answered_kindly(pairing, own):
    services.ask_back(pairing=pairing, by=own)
    taken_back = services.answer_back_not_now(pairing=pairing, by=own)
    assert (taken_back.back_asked_at, taken_back.not_now_at) == (None, None)
    with pytest.raises(WrongState):
        services.welcome_back(pairing=pairing, by=pairing.peer.user)

    services.ask_back(pairing=pairing, by=own)
    answered = services.answer_back_not_now(pairing=pairing, words="later", by=pairing.peer.user)

    assert (answered.state, answered.not_now_words) == ("ended", "later")
    services.ask_back(pairing=pairing, by=own)
    with pytest.raises(DomainError):
        services.answer_back_not_now(pairing=pairing, words="rude", by=pairing.peer.user)


def test_by_the_peers_word_it_starts_at_once_and_the_office_looks_at_it(pairing, admin):
    back = services.record_return(pairing=pairing, by=pairing.peer.user)

    today = pairing.person.program.today()
    assert (back.state, back.person_yes_recorded_by, back.confirm_by) == (
        "active",
        pairing.peer.user,
        today + timedelta(days=7),
    )
    for nobody in (pairing.peer.user, give_account(pairing.person)):
        with pytest.raises(NotAllowed):
            services.confirm_return(pairing=back, by=nobody)
    assert services.confirm_return(pairing=back, by=admin).confirm_by is None
    with pytest.raises(WrongState):
        services.undo_return(pairing=back, by=admin)


def test_the_office_undoes_a_return_that_was_none(pairing, admin):
    back = services.record_return(pairing=pairing, by=pairing.peer.user)

    undone = services.undo_return(pairing=back, by=admin)

    assert (undone.state, undone.end_reason, undone.confirm_by) == ("ended", "goodbye", None)


def test_nobody_comes_back_past_a_block_a_death_another_peer_or_another_end(pairing, own, admin):
    peer, person = pairing.peer, pairing.person
    other = make_pairing(person=person, peer=make_peer(agency=person.agency))
    with pytest.raises(DomainError, match="somebody else"):
        services.record_return(pairing=pairing, by=peer.user)
    assert services.ask_back(pairing=pairing, by=own).back_asked_at  # they may ask for it themselves
    services.answer_back_not_now(pairing=pairing, by=own)
    ended = services.end_pairing(pairing=other, reason="other_peer", by=own)
    with pytest.raises(WrongState):
        services.record_return(pairing=ended, by=other.peer.user)
    make_block(person=person, user=peer.user)
    with pytest.raises(Pairing.DoesNotExist):
        services.record_return(pairing=pairing, by=peer.user)
    with pytest.raises(DomainError, match="not available"):
        services.ask_back(pairing=pairing, by=own)
    assert not Pairing.objects.goodbyes_of(person).exists()
    person.blocks.all().delete()
    services.record_death(person=person, died_on=person.program.today(), by=admin)
    with pytest.raises(WrongState, match="has died"):
        services.record_return(pairing=pairing, by=peer.user)


def test_standing_in_is_no_walk_to_come_back_to(pairing):
    walk = make_pairing(person=pairing.person, peer=make_peer(agency=pairing.agency))
    cover = make_cover(pairing=walk, days=1)
    with clock.set_to(clock.now() + timedelta(days=3)):
        services.end_finished_cover(pairing_id=cover.pk)

    with pytest.raises(WrongState):
        services.record_return(pairing=cover, by=cover.peer.user)


def test_the_last_day_stays_with_the_row_through_every_end_and_new_question(pairing, own, admin):
    today = pairing.person.program.today()
    assert pairing.walked_until == today
    offered = services.offer_pairing(person=pairing.person, peer=make_peer(agency=pairing.agency), by=admin)
    assert offered.walked_until is None
    with clock.set_to(clock.now() + timedelta(days=40)):
        again = services.offer_pairing(person=pairing.person, peer=pairing.peer, by=admin)
        declined = services.decline_pairing(pairing=again, by=own)
    cover = make_cover(pairing=make_pairing(person=pairing.person), days=1)
    with clock.set_to(clock.now() + timedelta(days=9)):
        services.end_finished_cover(pairing_id=cover.pk)
    cover.refresh_from_db()

    assert (again.walked_until, declined.walked_until) == (today, today)
    assert cover.walked_until == cover.ends_on


def test_an_ended_row_without_its_last_day_gets_it_when_it_is_asked_anew(admin):
    before = make_pairing(state="ended", ended_at=clock.ago(days=5))

    again = services.offer_pairing(
        person=before.person, peer=before.peer, by=make_admin(agency=before.agency)
    )

    assert (before.person.program.today() - again.walked_until).days == 5


def test_the_two_phones_and_the_office_see_it_through(pairing, own, admin):
    peer, person = sign_in(pairing.peer.user), sign_in(own)
    page = f"/people/{pairing.person_id}/"
    assert "They said they are back" in peer.get(page).content.decode()
    assert "Walk with Robin again" in person.get("/").content.decode()
    assert person.post(f"/my/peer/{pairing.pk}/again/").status_code == 302
    assert "It starts with their yes" in person.get("/my/peer/").content.decode()
    assert "would like to walk with you again" in peer.get("/").content.decode()
    assert "would like to walk with you again" in peer.get(page).content.decode()

    assert peer.post(f"/people/pairings/{pairing.pk}/decline/", {"words": "full"}).status_code == 302
    assert "My days are full" in person.get("/my/peer/").content.decode()
    person.post(f"/my/peer/{pairing.pk}/answer-read/")
    assert "My days are full" not in person.get("/my/peer/").content.decode()
    assert peer.post(f"/people/pairings/{pairing.pk}/back/").status_code == 302
    office = sign_in(admin)
    assert "Came back, waiting for you" in office.get("/").content.decode()
    assert "They are not back" in office.get(page).content.decode()
    assert office.post(f"/people/pairings/{pairing.pk}/back/confirm/").status_code == 302
    assert office.post(f"/people/pairings/{pairing.pk}/back/confirm/").status_code == 409
    assert "Ana and Robin" not in office.get("/").content.decode()


def test_a_question_answered_long_ago_is_told(pairing, own):
    peer = sign_in(pairing.peer.user)

    assert peer.get(f"/people/pairings/{pairing.pk}/decline/").status_code == 409
    assert peer.get(f"/people/pairings/{pairing.pk}/").status_code == 404
    assert peer.post(f"/people/pairings/{pairing.pk}/welcome/").status_code == 409
    assert sign_in(own).post(f"/my/peer/{pairing.pk}/again/not-now/").status_code == 409
