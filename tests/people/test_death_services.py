"""The first evening, and the last."""

from datetime import timedelta

import pytest

from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import PersonGrant, SupportedPerson
from tests.factories import (
    give_account,
    make_admin,
    make_grant,
    make_pairing,
    make_peer,
    make_person,
    make_program,
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


def test_meeting_somebody_tonight_is_one_step(admin, peer):
    program = make_program(agency=admin.agency)

    met = services.meet_person(program=program, chosen_name="Ana", said_yes=True, by=peer.user)
    asked = services.meet_person(program=program, chosen_name="Bo", by=peer.user)
    by_office = services.meet_person(program=program, chosen_name="Cy", by=admin)

    states = [list(person.pairings.values_list("state", flat=True)) for person in (met, asked, by_office)]
    assert states == [["active"], ["offered"], []]


def test_death_ends_everything(admin, person, peer):
    pairing = make_pairing(person=person, peer=peer)
    paused = make_pairing(person=person, state="paused")
    offered = make_pairing(person=person, state="offered")
    grant = make_grant(person=person, user=make_peer(agency=admin.agency).user)
    own = give_account(person)

    services.record_death(person=person, died_on=person.program.today(), by=peer.user)

    for row in (pairing, paused, offered, grant, own, person):
        row.refresh_from_db()
    assert [(row.state, row.end_reason) for row in (pairing, paused, offered)] == [
        ("ended", "died"),
        ("ended", "died"),
        ("not_now", ""),
    ]
    assert not own.is_active
    assert not PersonGrant.objects.in_force().exists()
    with pytest.raises(WrongState, match="has died"):
        services.update_contact(person=person, by=admin, may_call=True)
    with pytest.raises(WrongState, match="has died"):
        services.offer_pairing(person=person, peer=make_peer(agency=admin.agency), by=admin)


def test_a_death_is_not_told_for_tomorrow_nor_by_others(person, peer):
    make_pairing(person=person, peer=peer)

    with pytest.raises(DomainError) as refused:
        services.record_death(person=person, died_on=person.program.today() + timedelta(days=1), by=peer.user)
    assert refused.value.field == "died_on"
    with pytest.raises(NotAllowed):
        services.record_death(person=person, died_on=person.program.today(), by=give_account(person))
    with pytest.raises(SupportedPerson.DoesNotExist):
        services.record_death(
            person=person, died_on=person.program.today(), by=make_peer(agency=person.agency).user
        )
