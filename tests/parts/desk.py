"""The agency's desk: its routes, pages, lists and constraints."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.accounts import services as accounts
from peersupport.accounts.invitations import token_of
from peersupport.accounts.models import Membership, StaffInvitation, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import Credential, ProposedLink, SupervisionLink
from peersupport.people.services import add_credential, confirm_link, propose_link
from tests import factories

INVITED = "invited-at-a-canary@example.org"

TABLE = """
# --- the desk of the agency: for its own office, and for nobody else ------------------------------------------
desk:home                               GET   200 offices
desk:house_settings                     GET   200 offices
desk:house_settings                     POST  422 offices
desk:pairing_list                       GET   200 offices
desk:program_list                       GET   200 offices
desk:program_add                        GET   200 offices
desk:program_add                        POST  422 offices
desk:program_edit                       GET   200 admin blocked_admin
desk:program_edit                       POST  422 admin blocked_admin
desk:program_close                      GET   200 admin blocked_admin
desk:program_close                      POST  409 admin blocked_admin
desk:program_open                       POST  409 admin blocked_admin
desk:staff_list                         GET   200 offices
desk:staff_page                         GET   200 admin blocked_admin
desk:task_give                          GET   200 admin blocked_admin
desk:task_give                          POST  422 admin blocked_admin
desk:task_end                           POST  go admin blocked_admin
desk:credential_add                     GET   200 admin blocked_admin
desk:credential_add                     POST  422 admin blocked_admin
desk:credential_list                    GET   200 offices
desk:staff_leave                        GET   200 admin blocked_admin
desk:staff_leave                        POST  go admin blocked_admin
desk:staff_rooms                        GET   200 admin blocked_admin
desk:staff_rooms                        POST  409 admin blocked_admin
desk:staff_back                         POST  409 admin blocked_admin
desk:invitation_add                     GET   200 offices
desk:invitation_add                     POST  422 offices
desk:invitation_page                    GET   200 admin blocked_admin
desk:invitation_resend                  POST  go admin blocked_admin
desk:invitation_withdraw                POST  go admin blocked_admin
desk:link_list                          GET   200 offices
desk:peer_links                         GET   200 admin blocked_admin
desk:link_add                           GET   200 admin blocked_admin
desk:link_add                           POST  422 admin blocked_admin
desk:link_end                           GET   200 admin blocked_admin
desk:link_end                           POST  go admin blocked_admin
desk:link_confirm                       POST  403 admin | go blocked_admin
desk:link_drop                          POST  go admin blocked_admin

# --- what changed, by whom: readable by those who work under it, and by the person as far as it concerns them -
desk:changes                            GET   200 staff
desk:my_changes                         GET   200 people

# --- coming in: open without sign-in; words that open nothing all lead to the same page -----------------------
desk:invitation_code                    GET   200 everybody anonymous
desk:invitation_code                    POST  422 everybody anonymous
desk:invitation_code@marks              GET   200 everybody anonymous
desk:invitation_code@marks              POST  422 everybody anonymous
desk:invitation_code@letters            GET   200 everybody anonymous
desk:invitation_code@letters            POST  go everybody anonymous
desk:invitation_accept                  GET   200 everybody anonymous
desk:invitation_accept                  POST  422 everybody anonymous
"""

FORMS: dict[str, dict[str, Any]] = {
    "desk:invitation_code@marks": {"code": "[]"},
    "desk:invitation_code@letters": {"code": "noth-inga-tall-here"},
}

OPEN = {"desk:invitation_code", "desk:invitation_accept"}
PLANTED = {"invited": [INVITED]}
CANARIES = {
    "invited": "everybody anonymous"
}  # whoever holds the words; test_changes looks for it in the history

PAGES = {
    "admin": [
        "desk:home", "desk:house_settings", "desk:pairing_list", "desk:program_list", "desk:program_add",
        "desk:program_edit program", "desk:program_close program", "desk:staff_list", "desk:staff_page colleague",
        "desk:task_give colleague", "desk:credential_add colleague", "desk:credential_list",
        "desk:staff_leave colleague", "desk:staff_rooms gone_peer",
        "desk:invitation_add", "desk:invitation_page invitation", "desk:link_list", "desk:peer_links linked_peer",
        "desk:link_add linked_peer", "desk:link_end link", "desk:changes", "desk:invitation_code",
        "desk:invitation_accept token",
    ],
    "new office": [
        "desk:home", "desk:pairing_list", "desk:program_list", "desk:staff_list", "desk:credential_list",
        "desk:link_list", "desk:changes",
    ],
    "peer": ["desk:changes"],
    "person": ["desk:my_changes"],
}  # fmt: skip
ELSEWHERE = {
    "desk:program_open", "desk:task_end", "desk:staff_back", "desk:invitation_resend", "desk:invitation_withdraw",
    "desk:link_confirm", "desk:link_drop",
}  # fmt: skip

COUNTED = [
    ("office", "GET", "desk:home", 14),
    ("office", "GET", "desk:program_list", 8),
    ("office", "GET", "desk:staff_list", 8),
    ("office", "GET", "desk:link_list", 8),
    ("office", "GET", "desk:pairing_list", 14),  # six lists on one page
    ("office", "GET", "desk:credential_list", 8),
    ("office", "GET", "desk:changes", 8),
    ("peer", "GET", "desk:changes", 8),
    ("person", "GET", "desk:my_changes", 8),
]

CHANGED = {
    "invitation_accepted_at_iff_by_somebody": "UPDATE accounts_staffinvitation SET accepted_at = now()",
    "invitation_is_accepted_or_withdrawn": "UPDATE accounts_staffinvitation SET accepted_at = now(), "
    "accepted_by_id = made_by_id, withdrawn_at = now()",
    "invitation_names_a_role": "UPDATE accounts_staffinvitation SET roles = '{}'",
    "nobody_proposes_themselves": "UPDATE people_proposedlink SET asked_by_id = supervisor_id",
    "a_proposal_is_answered_by_somebody": "UPDATE people_proposedlink SET answered_at = now() "
    "WHERE answered_at IS NULL",
    "a_second_colleague_confirms_a_link": "UPDATE people_proposedlink SET answered_by_id = asked_by_id "
    "WHERE link_id IS NOT NULL",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_open_proposal": ("people_proposedlink", "answered_at IS NULL", {}),
}


def _proposal(peer: Any, supervisor: User, asked_by: User) -> ProposedLink:
    return ProposedLink.objects.create(
        agency_id=peer.agency_id, peer=peer, supervisor=supervisor, kind="clinical", asked_by=asked_by
    )


def furnish(house: Any) -> dict[str, dict[str, object]]:
    office, peer = house.readers["admin"], house.readers["other"].peer
    program = house.person.program_id
    invitation = accounts.invite_staff(name="Lee", email=INVITED, roles=["peer"], by=office)
    supervisor = factories.make_supervisor("clinical", agency=office.agency, name="Staff spare")
    link = factories.make_link(peer=peer, kind="senior", made_by=office)
    proposal = _proposal(peer, supervisor, office)
    spare = factories.make_peer(agency=office.agency, name="Peer spare").user
    task = Membership.objects.get(user=factories.make_staff(Role.PEER, agency=office.agency))
    colleague, asked, key = {"pk": spare.pk}, {"pk": invitation.pk}, {"pk": proposal.pk}
    return {
        "desk:pairing_list": {},
        **{f"desk:program_{name}": {"pk": program} for name in ("edit", "close", "open")},
        **{
            f"desk:{name}": colleague
            for name in ("staff_page", "staff_leave", "staff_rooms", "staff_back", "task_give")
        },
        "desk:credential_add": colleague,
        "desk:task_end": {"pk": task.pk},
        **{f"desk:invitation_{name}": asked for name in ("page", "resend", "withdraw")},
        "desk:invitation_accept": {"token": token_of(invitation.pk, 1)},
        "desk:peer_links": {"pk": peer.pk},
        "desk:link_add": {"pk": peer.pk},
        "desk:link_end": {"pk": link.pk},
        "desk:link_confirm": key,
        "desk:link_drop": key,
    }


def show(world: dict[str, Any]) -> dict[str, object]:
    """A full desk for the office, and an empty one next door."""
    admin, peer_user = world["users"]["admin"], world["users"]["peer"]
    agency, peer = admin.agency, peer_user.peer
    agency.brings_bills = True
    agency.save()
    soon = agency.today() + timedelta(days=20)
    add_credential(peer=peer, title="Certified peer specialist", valid_until=soon, by=admin)
    program = factories.make_program(agency=agency, level="billable")
    invitation = accounts.invite_staff(
        name="Lee M.", email="lee@example.org", roles=["peer"], program=program, by=admin
    )
    person = factories.make_person(program=program, name="Waiting W.", confirmed_at=None, confirmed_by=None,
                                   confirm_by=soon, added_by=peer_user)  # fmt: skip
    factories.make_pairing(person=person, peer=peer, state="offered")
    factories.make_person(program=program, name="Nobody N.")
    gone = factories.make_pairing(person=factories.make_person(program=program, name="Left L."))
    Membership.objects.filter(user=gone.peer.user).update(ended_at=clock.now())
    colleague = make_colleague(admin)
    accounts.change_agency(agency=agency, on_call_phone="555-0100", by=admin)
    supervisor = factories.make_supervisor("clinical", agency=agency, name="Second hand")
    factories.make_admin(agency=agency, name="Another office")
    both = factories.make_staff(Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR, agency=agency)
    propose_link(peer=colleague.peer, supervisor=supervisor, kind="clinical", by=both)
    world["users"]["new office"] = factories.make_admin()
    return {
        "program": program.pk,
        "colleague": colleague.pk,
        "gone_peer": left_long_ago(agency).pk,
        "invitation": invitation.pk,
        "token": token_of(invitation.pk, 1),
        "linked_peer": peer.pk,
        "link": SupervisionLink.objects.filter(peer=peer).first().pk,
    }


def make_colleague(admin: User) -> User:
    """A peer with a person, so that leaving has something to say."""
    peer = factories.make_peer(agency=admin.agency, name="Robin Long-Name")
    factories.make_pairing(person=factories.make_person(agency=admin.agency), peer=peer)
    return peer.user


def left_long_ago(agency: Any) -> User:
    """A peer who left more than a month ago."""
    user = factories.make_peer(agency=agency, name="Gone Away").user
    Membership.objects.filter(user=user).update(ended_at=clock.ago(days=40))
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user


def crowd(crowd: Any) -> None:
    """As many of everything the desk lists as there are people in the crowd."""
    agency, office = crowd.agency, crowd.office
    agency.brings_bills = True
    agency.save()
    supervisor = factories.make_supervisor("clinical", agency=agency)
    for number, person in enumerate(crowd.people):
        peer = factories.make_peer(agency=agency)
        factories.make_link(peer=peer, supervisor=supervisor, made_by=office)
        Credential.objects.create(agency=agency, peer=peer, title="x", valid_until=agency.today())
        factories.make_pairing(person=person, peer=peer, state="offered")
        factories.make_program(agency=agency)
        accounts.invite_staff(name=f"Lee {number}", roles=["peer"], by=office)
        _proposal(peer, factories.make_supervisor("clinical", agency=agency), office)
        factories.make_person(program=crowd.program, name=f"New {number}", confirmed_at=None, confirmed_by=None,
                              confirm_by=agency.today(), added_by=peer.user)  # fmt: skip
        factories.make_person(program=crowd.program, name=f"Nobody {number}", added_by=office)
        left = factories.make_pairing(person=factories.make_person(program=crowd.program, added_by=office))
        Membership.objects.filter(user=left.peer.user).update(ended_at=clock.now())
        User.objects.filter(pk=left.peer.user_id).update(is_active=False)


def scene(person: Any, peer: Any) -> None:
    """An invitation, an open proposal, and one that a second colleague confirmed."""
    agency = peer.agency
    first, second = factories.make_admin(agency=agency), factories.make_admin(agency=agency)
    asking = factories.make_staff(Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR, agency=agency)
    StaffInvitation.objects.create(
        agency=agency,
        name="Lee",
        roles=["peer"],
        token_hash=uuid.uuid4().hex,
        expires_at=clock.now(),
        made_by=first,
    )
    for is_confirmed in (True, False):
        supervisor = factories.make_supervisor("clinical", agency=agency)
        asked = propose_link(peer=peer, supervisor=supervisor, kind="clinical", by=asking)
        if is_confirmed:
            confirm_link(proposal=asked, by=second)
