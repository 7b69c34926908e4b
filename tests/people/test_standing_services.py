"""Supervision links, blocks, grants, and the peer's own page."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from guardian.utils import get_user_obj_perms_model

from consent.models import ConsentNow
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import (
    BlockedStaff,
    PersonGrant,
    SupervisionLink,
    SupportedPerson,
)
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_grant,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_staff,
    make_supervisor,
)


@pytest.fixture
def admin():
    return make_admin()


@pytest.fixture
def peer(admin):
    return make_peer(agency=admin.agency)


@pytest.fixture
def pairing(admin, peer):
    return make_pairing(person=make_person(agency=admin.agency), peer=peer)


def test_a_link_waits_before_text_opens(admin, peer):
    supervisor = make_supervisor("clinical", agency=admin.agency)
    make_admin(agency=admin.agency)

    link = services.link_supervision(peer=peer, supervisor=supervisor, kind="clinical", by=admin)

    assert link.starts_on == admin.agency.today()
    assert timedelta(days=2, hours=23) < link.opens_at - clock.now() <= timedelta(days=3)
    assert list(SupervisionLink.objects.held_by(supervisor)) == [link]


def test_a_link_needs_the_task_the_house_and_another_hand(admin, peer):
    clinical = make_supervisor("clinical", agency=admin.agency)
    both = make_staff(Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR, agency=admin.agency)
    own = make_peer(user=make_staff(Role.PEER, Role.CLINICAL_SUPERVISOR, agency=admin.agency))

    with pytest.raises(DomainError):
        services.link_supervision(peer=peer, supervisor=clinical, kind="senior", by=admin)
    with pytest.raises(NotAllowed):
        services.link_supervision(
            peer=peer, supervisor=make_supervisor("clinical"), kind="clinical", by=admin
        )
    with pytest.raises(NotAllowed, match="Nobody links themselves"):
        services.link_supervision(peer=peer, supervisor=both, kind="senior", by=both)
    with pytest.raises(DomainError):
        services.link_supervision(peer=own, supervisor=own.user, kind="clinical", by=admin)
    with pytest.raises(NotAllowed):
        services.link_supervision(peer=peer, supervisor=clinical, kind="clinical", by=peer.user)


def test_a_link_is_made_once_ended_once_and_made_again(admin, peer):
    supervisor = make_supervisor("senior", agency=admin.agency)
    link = services.link_supervision(peer=peer, supervisor=supervisor, kind="senior", by=admin)

    with pytest.raises(WrongState):
        services.link_supervision(peer=peer, supervisor=supervisor, kind="senior", by=admin)
    services.end_link(link=link, by=admin)
    with pytest.raises(WrongState):
        services.end_link(link=link, by=admin)
    services.link_supervision(peer=peer, supervisor=supervisor, kind="senior", by=admin)
    with pytest.raises(SupervisionLink.DoesNotExist):
        services.end_link(link=link, by=make_admin())


def test_standing_in_for_a_supervisor_is_dated(admin, peer):
    regular = make_link(peer=peer).supervisor
    stand_in = make_supervisor("clinical", agency=admin.agency)
    words = {"peer": peer, "supervisor": stand_in, "kind": "clinical", "by": admin}
    last_day = admin.agency.today() + timedelta(days=7)

    with pytest.raises(DomainError):
        services.link_supervision(**words, covers_for=regular)
    with pytest.raises(DomainError):
        services.link_supervision(**words, ends_on=admin.agency.today() - timedelta(days=1))
    with pytest.raises(DomainError):
        services.link_supervision(
            **words, covers_for=make_supervisor("clinical", agency=admin.agency), ends_on=last_day
        )
    assert services.link_supervision(**words, covers_for=regular, ends_on=last_day).ends_on == last_day


def test_a_block_counts_from_the_next_query_and_tells_nobody(admin, pairing):
    person, user = pairing.person, pairing.peer.user
    own = give_account(person)
    before = ConsentNow.objects.get(person=person).changes

    services.block_staff(person=person, user=admin, by=own)
    services.block_staff(person=person, user=admin, by=user)

    assert not SupportedPerson.objects.reached_by(admin).filter(pk=person.pk).exists()
    assert BlockedStaff.objects.count() == 1
    assert ConsentNow.objects.get(person=person).changes > before


def test_a_block_is_the_persons_alone(admin, pairing):
    person = pairing.person
    own = give_account(person)
    services.block_staff(person=person, user=pairing.peer.user, by=own)

    with pytest.raises(SupportedPerson.DoesNotExist):
        services.unblock_staff(person=person, user=pairing.peer.user, by=pairing.peer.user)
    with pytest.raises(NotAllowed):
        services.block_staff(person=person, user=make_peer(agency=admin.agency).user, by=admin)
    for wrong in (make_admin(), own):
        with pytest.raises(DomainError):
            services.block_staff(person=person, user=wrong, by=own)
    services.unblock_staff(person=person, user=pairing.peer.user, by=own)
    with pytest.raises(WrongState):
        services.unblock_staff(person=person, user=pairing.peer.user, by=own)


def test_who_walks_with_them_writes_down_an_unblock_but_not_their_own(pairing):
    with pytest.raises(NotAllowed):
        services.unblock_staff(person=pairing.person, user=pairing.peer.user, by=pairing.peer.user)


def _grant_words(admin, **values):
    return {
        "audience": "responder",
        "contents": ["narrative", "facts"],
        "reason": "on call tonight",
        "ends_at": clock.now() + timedelta(days=7),
        "confirmed_by": make_admin(agency=admin.agency),
        "wait_days": 0,
        "by": admin,
        **values,
    }


def test_a_grant_is_given_by_two_and_taken_back_at_once(admin, pairing):
    colleague = make_peer(agency=admin.agency).user

    grant = services.grant_access(person=pairing.person, user=colleague, **_grant_words(admin))
    assert list(PersonGrant.objects.in_force()) == [grant]
    assert grant.contents == ["facts", "narrative"]
    with pytest.raises(WrongState):
        services.grant_access(person=pairing.person, user=colleague, **_grant_words(admin))
    services.revoke_grant(grant=grant, by=give_account(pairing.person))

    assert not PersonGrant.objects.in_force().exists()
    with pytest.raises(WrongState):
        services.revoke_grant(grant=grant, by=admin)
    with pytest.raises(SupportedPerson.DoesNotExist):
        services.revoke_grant(grant=grant, by=colleague)


def test_the_person_lets_somebody_in_alone(admin, pairing):
    colleague = make_supervisor("clinical", agency=admin.agency)
    own = give_account(pairing.person)

    grant = services.grant_access(
        person=pairing.person, user=colleague, **_grant_words(admin, confirmed_by=None, by=own)
    )

    assert (grant.granted_by, grant.confirmed_by) == (own, None)


@pytest.mark.parametrize("days", [-1, 0, 91, 4000])
def test_a_grant_ends_within_ninety_days(admin, pairing, days):
    words = _grant_words(admin, ends_at=clock.now() + timedelta(days=days))

    with pytest.raises(DomainError) as refused:
        services.grant_access(person=pairing.person, user=make_peer(agency=admin.agency).user, **words)
    assert refused.value.field == "ends_at"


@pytest.mark.parametrize(
    "values",
    [{"audience": "everybody"}, {"contents": []}, {"contents": ["contact"]}, {"contents": ["check_ins"]}],
)
def test_a_grant_opens_only_what_a_grant_can(admin, pairing, values):
    with pytest.raises(DomainError) as refused:
        services.grant_access(
            person=pairing.person, user=make_peer(agency=admin.agency).user, **_grant_words(admin, **values)
        )
    assert refused.value.field == "contents"


def test_nobody_lets_themselves_in_nor_agrees_for_themselves(admin, pairing):
    person, colleague = pairing.person, make_admin(agency=admin.agency)
    blocked, works_here_no_more = make_admin(agency=admin.agency), make_staff(agency=admin.agency)
    make_block(person=person, user=blocked)
    not_colleagues = (give_account(person), blocked, works_here_no_more)

    with pytest.raises(NotAllowed, match="Nobody lets themselves in"):
        services.grant_access(person=person, user=admin, **_grant_words(admin))
    for second in (None, admin, colleague, make_admin(), *not_colleagues):
        with pytest.raises(NotAllowed, match="A second colleague"):
            services.grant_access(person=person, user=colleague, **_grant_words(admin, confirmed_by=second))
    with pytest.raises(NotAllowed):
        services.grant_access(person=person, user=colleague, **_grant_words(admin, by=pairing.peer.user))


def test_who_is_kept_away_or_elsewhere_gets_no_grant(admin, pairing):
    blocked = make_peer(agency=admin.agency).user
    make_block(person=pairing.person, user=blocked)

    for user in (blocked, make_peer().user, make_staff(agency=admin.agency)):
        with pytest.raises(DomainError, match="not available"):
            services.grant_access(person=pairing.person, user=user, **_grant_words(admin))


def test_guardian_writes_into_our_own_table():
    assert get_user_obj_perms_model(SupportedPerson) is PersonGrant


def test_the_database_refuses_links_grants_and_blocks_that_cannot_be(admin, peer, pairing):
    supervisor = make_supervisor("clinical", agency=admin.agency)
    make_block(person=pairing.person, user=admin)
    make_link(peer=peer, supervisor=supervisor)
    wrong = [
        lambda: make_link(peer=peer, supervisor=supervisor),
        lambda: make_link(peer=peer, made_by=supervisor, supervisor=supervisor),
        lambda: make_link(peer=peer, ends_on=clock.now().date() - timedelta(days=9000)),
        lambda: make_link(peer=peer, supervisor=make_supervisor("clinical")),
        lambda: make_block(person=pairing.person, user=admin),
        lambda: make_grant(person=pairing.person, user=supervisor, granted_by=supervisor),
        lambda: make_grant(person=pairing.person, user=supervisor, ends_at=clock.ago(days=3)),
        lambda: make_person(agency=admin.agency, chosen_name=""),
        lambda: make_person(agency=admin.agency, confirmed_by=None),
    ]

    for make in wrong:
        with pytest.raises(IntegrityError):
            make()
