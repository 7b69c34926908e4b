from datetime import timedelta

import pytest
from django.db import IntegrityError

from peersupport.accounts.roles import Role
from peersupport.celery import app
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services, tasks
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_cover,
    make_pairing,
    make_peer,
    make_person,
    make_staff,
)


@pytest.fixture
def admin():
    return make_admin()


@pytest.fixture
def person(admin):
    return make_person(agency=admin.agency)


@pytest.fixture
def peer(admin):
    return make_peer(agency=admin.agency)


def test_a_pairing_is_offered_and_starts_when_both_said_yes(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)
    assert pairing.state == "offered"
    assert not Pairing.objects.walking().exists()

    pairing = services.peer_says_yes(pairing=pairing, by=peer.user)
    assert pairing.state == "offered"
    pairing = services.person_says_yes(pairing=pairing, by=give_account(person))

    assert (pairing.state, pairing.starts_on) == ("active", person.program.today())
    assert list(SupportedPerson.objects.paired_with(peer.user)) == [person]


def test_a_spoken_yes_is_written_down_by_the_peer_or_the_office(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)

    pairing = services.record_persons_yes(pairing=pairing, by=peer.user)

    assert pairing.person_yes_recorded_by == peer.user
    with pytest.raises(NotAllowed):
        services.record_persons_yes(pairing=pairing, by=give_account(person))


def test_nobody_says_the_other_ones_yes(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)

    with pytest.raises(NotAllowed):
        services.peer_says_yes(pairing=pairing, by=admin)
    with pytest.raises(NotAllowed):
        services.person_says_yes(pairing=pairing, by=peer.user)
    for stranger in (
        make_peer(agency=admin.agency).user,
        make_admin(),
        give_account(make_person(agency=admin.agency)),
    ):
        with pytest.raises(Pairing.DoesNotExist):
            services.peer_says_yes(pairing=pairing, by=stranger)


def test_nobody_offers_themselves_but_to_somebody_they_added(person, peer):
    added = services.add_person(program=person.program, chosen_name="Ana", by=peer.user)

    assert services.offer_pairing(person=added, peer=peer, by=peer.user).offered_by == peer.user
    with pytest.raises(NotAllowed, match="Nobody offers themselves"):
        services.offer_pairing(person=person, peer=peer, by=peer.user)
    both = make_peer(user=make_staff(Role.PEER, Role.ADMIN, agency=person.agency))
    with pytest.raises(NotAllowed, match="Nobody offers themselves"):
        services.offer_pairing(person=person, peer=both, by=both.user)


@pytest.mark.parametrize("end", ["not now", "goodbye"])
def test_nobody_comes_back_by_their_own_hand(peer, person, end):
    added = services.add_person(program=person.program, chosen_name="Ana", by=peer.user)
    own = give_account(added)
    pairing = services.offer_pairing(person=added, peer=peer, by=peer.user)
    if end == "not now":
        services.decline_pairing(pairing=pairing, by=own)
    else:
        services.peer_says_yes(pairing=pairing, by=peer.user)
        services.person_says_yes(pairing=pairing, by=own)
        services.end_pairing(pairing=pairing, by=own)

    with pytest.raises(NotAllowed, match="Nobody offers themselves"):
        services.offer_pairing(person=added, peer=peer, by=peer.user)


def test_a_peer_offers_nobody_else_and_a_person_nobody(person, peer):
    with pytest.raises(NotAllowed):
        services.offer_pairing(person=person, peer=make_peer(agency=person.agency), by=peer.user)
    with pytest.raises(NotAllowed):
        services.offer_pairing(person=person, peer=peer, by=give_account(person))


def test_every_reason_for_not_being_available_reads_the_same(admin, person):
    blocked = make_peer(agency=admin.agency)
    make_block(person=person, user=blocked.user)
    without_role = make_peer(user=make_staff(agency=admin.agency))
    elsewhere = make_peer()
    themselves = make_peer(agency=admin.agency)
    other_life = make_person(agency=admin.agency, also_staff=themselves.user)

    sentences = set()
    full = make_peer(agency=admin.agency)
    PeerSpecialist.objects.filter(pk=full.pk).update(has_room=False)
    walking = make_pairing(person=person).peer
    said_no = services.offer_pairing(person=person, peer=make_peer(agency=admin.agency), by=admin)
    services.decline_pairing(pairing=said_no, by=said_no.peer.user)
    for peer in (blocked, without_role, elsewhere, full, walking, said_no.peer):
        with pytest.raises(DomainError) as refused:
            services.offer_pairing(person=person, peer=peer, by=admin)
        sentences.add(str(refused.value))
    assert len(sentences) == 1
    with pytest.raises(SupportedPerson.DoesNotExist):
        services.offer_pairing(person=other_life, peer=themselves, by=admin)


def test_a_block_between_offer_and_yes_stops_the_start(admin, person, peer):
    pairing = services.offer_pairing(person=person, peer=peer, by=admin)
    services.record_persons_yes(pairing=pairing, by=admin)
    make_block(person=person, user=peer.user)

    with pytest.raises(Pairing.DoesNotExist):
        services.peer_says_yes(pairing=pairing, by=peer.user)


def test_goodbye_and_coming_back_use_the_same_row(admin, person, peer):
    pairing = make_pairing(person=person, peer=peer)

    ended = services.end_pairing(pairing=pairing, reason="goodbye", by=peer.user)
    assert (ended.state, ended.end_reason) == ("ended", "goodbye")
    again = services.offer_pairing(person=person, peer=peer, by=admin)
    assert (again.pk, again.state, again.peer_yes_at, again.person_yes_at) == (
        pairing.pk,
        "offered",
        None,
        None,
    )
    services.peer_says_yes(pairing=again, by=peer.user)
    assert services.record_persons_yes(pairing=again, by=peer.user).state == "active"


def test_a_break_is_taken_by_either_side_and_the_persons_own_ended_with_their_yes(person, peer):
    pairing = make_pairing(person=person, peer=peer)
    own = give_account(person)

    assert services.pause_pairing(pairing=pairing, by=own).paused_at is not None
    with pytest.raises(WrongState):
        services.pause_pairing(pairing=pairing, by=peer.user)
    with pytest.raises(NotAllowed, match="wanted this break"):
        services.resume_pairing(pairing=pairing, by=peer.user)
    assert services.resume_pairing(pairing=pairing, their_yes=True, by=peer.user).paused_at is None
    with pytest.raises(WrongState):
        services.resume_pairing(pairing=pairing, by=peer.user)
    services.pause_pairing(pairing=pairing, by=own)
    assert services.resume_pairing(pairing=pairing, by=own).paused_by is None
    services.pause_pairing(pairing=pairing, by=peer.user)
    assert services.resume_pairing(pairing=pairing, by=peer.user).state == "active"


def test_an_end_has_one_of_two_reasons(person, peer):
    pairing = make_pairing(person=person, peer=peer)

    for wrong in ("died", "failed", ""):
        with pytest.raises(DomainError):
            services.end_pairing(pairing=pairing, reason=wrong, by=peer.user)
    services.end_pairing(pairing=pairing, reason="other_peer", by=peer.user)
    with pytest.raises(WrongState):
        services.end_pairing(pairing=pairing, reason="goodbye", by=peer.user)


def test_the_rhythm_is_agreed_by_the_two(admin, person, peer):
    pairing = make_pairing(person=person, peer=peer)

    assert services.set_rhythm(pairing=pairing, rhythm="weekly", by=give_account(person)).rhythm == "weekly"
    assert services.set_rhythm(pairing=pairing, rhythm="", by=peer.user).rhythm == ""
    with pytest.raises(NotAllowed):
        services.set_rhythm(pairing=pairing, rhythm="weekly", by=admin)
    services.end_pairing(pairing=pairing, by=peer.user)
    with pytest.raises(WrongState):
        services.set_rhythm(pairing=pairing, rhythm="weekly", by=peer.user)


def test_standing_in_is_dated_and_waits_before_text_opens(admin, person, peer):
    make_pairing(person=person, peer=peer)
    stand_in = make_peer(agency=admin.agency)
    today = person.program.today()

    for wrong in (None, today - timedelta(days=1), today + timedelta(days=181)):
        with pytest.raises(DomainError) as refused:
            services.offer_pairing(person=person, peer=stand_in, covers_for=peer, ends_on=wrong, by=admin)
        assert refused.value.field == "ends_on"
    last_day = today + timedelta(days=14)
    pairing = services.offer_pairing(
        person=person, peer=stand_in, covers_for=peer, ends_on=last_day, by=admin
    )

    assert (pairing.covers_for, pairing.ends_on) == (peer, last_day)
    assert pairing.opens_at - pairing.offered_at > timedelta(days=2, hours=23)


def test_one_stands_in_only_for_who_walks_now(admin, person, peer):
    stand_in = make_peer(agency=admin.agency)
    make_pairing(person=person, peer=peer, state="ended")

    for missing in (peer, stand_in):
        with pytest.raises(DomainError) as refused:
            services.offer_pairing(
                person=person, peer=stand_in, covers_for=missing, ends_on=person.program.today(), by=admin
            )
        assert refused.value.field == "covers_for"
    with pytest.raises(DomainError):
        services.offer_pairing(person=person, peer=stand_in, ends_on=person.program.today(), by=admin)


def test_a_yes_after_the_last_day_of_standing_in_is_too_late(admin, person, peer):
    make_pairing(person=person, peer=peer)
    stand_in = make_peer(agency=admin.agency)
    pairing = services.offer_pairing(
        person=person, peer=stand_in, covers_for=peer, ends_on=person.program.today(), by=admin
    )
    services.record_persons_yes(pairing=pairing, by=admin)

    with clock.set_to(clock.now() + timedelta(days=2)), pytest.raises(WrongState, match="last day"):
        services.peer_says_yes(pairing=pairing, by=stand_in.user)


def test_the_sweep_closes_a_stand_in_after_its_last_day(person, peer):
    cover = make_cover(pairing=make_pairing(person=person, peer=peer), days=1)

    services.end_finished_cover(pairing_id=cover.pk)
    cover.refresh_from_db()
    assert cover.state == "active"
    with clock.set_to(clock.now() + timedelta(days=3)):
        assert list(Pairing.objects.past_their_last_day()) == [cover]
        with app.connection_for_write() as connection, connection.SimpleQueue("celery") as queue:
            queue.clear()  # of what other tests handed over
        tasks.end_finished_covers()
        with app.connection_for_read() as connection, connection.SimpleQueue("celery") as queue:
            assert queue.get(timeout=5).payload[0] == [str(cover.pk)]
        tasks.end_finished_cover_of(str(cover.pk))
        tasks.end_finished_cover_of(str(cover.pk))

    cover.refresh_from_db()
    assert (cover.state, cover.end_reason) == ("ended", "goodbye")


@pytest.mark.parametrize(
    ("state", "values"),
    [
        ("active", {"peer_yes_at": None}),
        ("active", {"person_yes_at": None}),
        ("ended", {"ended_at": None}),
        ("active", {"ended_at": clock.now()}),
        ("paused", {"paused_at": None}),
        ("active", {"ends_on": clock.now().date() - timedelta(days=9000)}),
    ],
)
def test_the_database_refuses_a_pairing_that_cannot_be(state, values):
    with pytest.raises(IntegrityError):
        make_pairing(state=state, **values)


def test_two_have_one_row(person, peer):
    make_pairing(person=person, peer=peer, state="ended")

    with pytest.raises(IntegrityError):
        make_pairing(person=person, peer=peer)
