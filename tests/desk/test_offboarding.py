"""Somebody leaves the house: what ends, what stays, and the day in which it can be undone."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from peersupport.accounts import services as accounts
from peersupport.accounts.models import Membership, StaffInvitation, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.desk import services
from peersupport.people.models import Pairing, PersonGrant, SharedExperience, SupervisionLink
from peersupport.people.services import share_experience
from sessions_app.services import plan_session
from tests.factories import (
    make_admin,
    make_grant,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_supervisor,
    sign_in,
)


@pytest.fixture
def office():
    return make_admin()


@pytest.fixture
def pairing(office):
    return make_pairing(
        person=make_person(agency=office.agency, name="Ana"), peer=make_peer(agency=office.agency)
    )


def test_who_leaves_leaves_everything_they_wrote_and_nothing_they_told(office, pairing):
    peer = pairing.peer
    link = make_link(peer=peer)
    with acting_as(peer.user.pk):
        share_experience(peer=peer, topic="helped", text="A garden.", audience="choosing", by=peer.user)
        local = clock.now().replace(tzinfo=None, second=0, microsecond=0) + timedelta(days=2)
        planned = plan_session(
            key=uuid.uuid4(), person=pairing.person, local_start=local, minutes=45, by=peer.user
        )
    browser = sign_in(peer.user)

    left = services.let_go(user=peer.user, by=office)

    user = User.objects.get(pk=peer.user.pk)
    planned.refresh_from_db()
    link.refresh_from_db()
    assert (left.roles, left.links, left.meetings) == (1, 1, 1)
    assert (user.is_active, user.roles, planned.state) == (False, frozenset(), "cancelled")
    assert link.ended_at is not None
    assert not SharedExperience.objects.exists()
    assert Pairing.objects.get(pk=pairing.pk).state == "active"  # talked over with each person
    assert not Session.objects.exists()
    assert browser.get("/").status_code == 302


def test_grants_offers_and_invitations_end_with_who_held_them(office, pairing):
    second = make_admin(agency=office.agency)
    supervisor = make_supervisor("clinical", agency=office.agency)
    grant = make_grant(person=pairing.person, user=supervisor)
    offer = make_pairing(person=make_person(agency=office.agency), peer=pairing.peer, state="offered")
    accounts.invite_staff(name="Lee", roles=["peer"], by=second)

    for user in (supervisor, pairing.peer.user, second):
        services.let_go(user=user, by=office)

    assert PersonGrant.objects.get(pk=grant.pk).revoked_at is not None
    assert Pairing.objects.get(pk=offer.pk).state == "not_now"
    assert StaffInvitation.objects.get().withdrawn_at is not None


def test_within_a_day_it_is_undone_by_giving_the_tasks_again(office, pairing):
    peer = pairing.peer
    services.let_go(user=peer.user, by=office)

    user = services.take_back(user=User.objects.get(pk=peer.user.pk), by=office)

    assert User.objects.get(pk=user.pk).roles == {Role.PEER}
    assert Membership.objects.filter(user=user, ended_at=None).get().made_by == office
    assert not SupervisionLink.objects.filter(peer=peer, ended_at=None).exists()


def test_after_a_day_they_are_invited_again(office, pairing):
    user = pairing.peer.user
    with clock.set_to(clock.ago(days=2)):
        services.let_go(user=user, by=office)

    with pytest.raises(WrongState):
        services.take_back(user=user, by=office)


def test_nobody_lets_themselves_go_and_the_last_of_the_office_stays(office):
    second = make_admin(agency=office.agency)
    with pytest.raises(NotAllowed):
        services.let_go(user=office, by=office)

    services.let_go(user=second, by=office)

    with pytest.raises(WrongState, match="run the house"):
        accounts.end_role(membership=Membership.objects.get(user=office), by=office)
    with pytest.raises(NotAllowed):
        services.let_go(user=office, by=second)
    assert User.objects.get(pk=office.pk).roles == {Role.ADMIN}


def test_only_the_office_of_the_house_lets_somebody_go(office, pairing):
    for by in (make_admin(), pairing.peer.user, make_supervisor("senior", agency=office.agency)):
        with pytest.raises((NotAllowed, User.DoesNotExist)):
            services.let_go(user=make_peer(agency=office.agency).user, by=by)
