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
from peersupport.people.services import arrange_leave, make_exception, set_decides, share_experience
from sessions_app.services import plan_session
from supervision.models import TalkWish
from supervision.services import ask_to_talk
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


def test_what_stands_around_the_links_of_who_leaves_ends_with_them(office, pairing):
    peer, other = pairing.peer, make_peer(agency=office.agency)
    senior, colleague = (make_supervisor("senior", agency=office.agency) for _number in range(2))
    today = office.agency.today()
    for looked_after in (peer, other):
        make_link(peer=looked_after, kind="senior", supervisor=senior, made_by=office)
    decides = set_decides(peer=peer, user=office, by=make_admin(agency=office.agency))
    exceptions = [
        make_exception(peer=one, kind="one_link", reason="Ill.", ends_on=today, by=office)
        for one in (peer, other)
    ]
    both = make_exception(
        peer=other, kind="both_rooms", supervisor=senior, reason="Ill.", ends_on=today, by=office
    )
    leave = arrange_leave(
        supervisor=senior,
        kind="senior",
        stands_in=colleague,
        starts_on=today,
        ends_on=today + timedelta(days=7),
        by=office,
    ).leave
    ask_to_talk(soon="today", by=peer.user)

    services.let_go(user=peer.user, by=office)
    assert (ended(decides), ended(exceptions[0]), TalkWish.objects.exists()) == (True, True, False)
    assert not any(ended(row) for row in (exceptions[1], both, leave))
    services.let_go(user=senior, by=office)
    assert (ended(both), ended(leave), ended(exceptions[1])) == (True, True, False)
    covers = SupervisionLink.objects.filter(covers_for=senior, ended_at=None)
    assert [link.peer for link in covers] == [other]


def test_who_stood_in_and_leaves_stands_in_no_more(office):
    senior, colleague = (make_supervisor("senior", agency=office.agency) for _number in range(2))
    make_link(peer=make_peer(agency=office.agency), kind="senior", supervisor=senior, made_by=office)
    today = office.agency.today()
    leave = arrange_leave(
        supervisor=senior,
        kind="senior",
        stands_in=colleague,
        starts_on=today,
        ends_on=today + timedelta(days=7),
        by=office,
    ).leave

    services.let_go(user=colleague, by=office)

    assert ended(leave)
    assert list(SupervisionLink.objects.filter(ended_at=None).values_list("supervisor", flat=True)) == [
        senior.pk
    ]


def ended(row):
    return type(row).objects.get(pk=row.pk).ended_at is not None


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
