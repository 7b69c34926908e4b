"""What the office does that reaches through several parts of the house. Each step is a service of its own."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from consent.services import forget_talks_with
from peersupport.accounts import services as accounts
from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.desk.queries.staff import UNDO_WITHIN
from peersupport.notifications.services import forget_ways_of
from peersupport.people import services as people
from peersupport.people.models import Erasure, Pairing, PeerSpecialist, SupportedPerson
from peersupport.safety.services import forget_plan_drafts_about
from sessions_app.services import call_off_all_of, forget_drafts_about
from sessions_app.services.check_ins import forget_check_ins_of
from supervision.services import forget_turns_of, forget_wishes_of

OPEN_STATES = (Pairing.State.OFFERED, Pairing.State.ACTIVE, Pairing.State.PAUSED)


@dataclass(frozen=True)
class Left:
    """What ended when somebody left."""

    roles: int
    links: int
    meetings: int


@transaction.atomic
def accept_invitation(*, token: str, name: str, email: str, language: str, password: str = "") -> User:
    """The account, its roles, and for a peer their page. Raises StaffInvitation.DoesNotExist."""
    user = accounts.accept_invitation(
        token=token, name=name, email=email, language=language, password=password
    )
    if Role.PEER in user.roles:
        _welcome_peer(user, by=user.memberships.filter(role=Role.PEER).latest("created_at").made_by)
    record("user.came_in", target=user, by=user)
    return user


@transaction.atomic
def give_task(*, user: User, role: str, program: Program | None = None, by: User) -> Membership:
    """A role for somebody who works here; a peer gets their page with it."""
    if not user.is_active:
        raise WrongState(_("%(name)s works here no more.") % {"name": user.name})
    held = Membership.objects.in_force(user.agency.today()).filter(user=user, role=role)
    if held.filter(Q(program=program) | Q(program=None)).exists():
        raise DomainError(_("%(name)s has this task already.") % {"name": user.name}, field="role")
    membership = accounts.give_role(user=user, role=role, program=program, by=by)
    if role == Role.PEER:
        _welcome_peer(user, by=by)
    record("task.given", target=membership, by=by)
    return membership


@transaction.atomic
def let_go(*, user: User, by: User) -> Left:
    """Somebody works here no more. What they wrote stays signed by them; pairings are talked over one by one.

    The last of the office can't leave: end_role() raises WrongState, and nothing has changed.
    """
    ending = list(Membership.objects.filter(user=user, agency_id=by.agency_id, ended_at=None))
    user = accounts.stop_sign_in(user=user, by=by)
    for membership in ending:
        accounts.end_role(membership=membership, by=by)
    accounts.withdraw_invitations_of(user=user, by=by)
    ended = people.end_relations_of(user=user, by=by)
    peer = PeerSpecialist.objects.filter(user=user).first()
    meetings = call_off_all_of(peer=peer, by=by) if peer else 0
    if peer:
        forget_wishes_of(peer=peer, by=by)
    record("user.let_go", target=user, by=by)
    return Left(roles=len(ending), links=ended.links, meetings=meetings)


@transaction.atomic
def take_back(*, user: User, by: User) -> User:
    """Within a day: the roles that ended when they left are given again. Links and meetings are made anew."""
    last = (
        Membership.objects.filter(user=user, agency_id=by.agency_id, ended_at__isnull=False)
        .order_by("-ended_at")
        .first()
    )
    if user.is_active or last is None or last.ended_at < clock.now() - UNDO_WITHIN:
        raise WrongState(_("This can be undone for a day only. Invite them again."))
    user = accounts.let_sign_in_again(user=user, by=by)
    together = Membership.objects.filter(user=user, ended_at__gte=last.ended_at - timedelta(minutes=1))
    for membership in together.select_related("program"):
        accounts.give_role(
            user=user, role=membership.role, program=membership.program, ends_on=membership.ends_on, by=by
        )
    record("user.taken_back", target=user, by=by)
    return user


@transaction.atomic
def delete_person(*, erasure: Erasure, witness: str = "", by: User) -> Erasure:
    """Everything of theirs, in one transaction: what others had begun to write about them, and then their key."""
    person = SupportedPerson.objects.get(pk=erasure.person_id, agency_id=by.agency_id)
    forget_drafts_about(person=person, by=by)
    forget_plan_drafts_about(person=person, by=by)
    forget_talks_with(person=person, by=by)
    forget_check_ins_of(person=person)
    forget_turns_of(person=person)
    forget_ways_of(person=person, by=by)
    record("person.deleted", target=person, by=by, person_id=person.pk)
    return people.erase_person(erasure=erasure, witness=witness, by=by)


@transaction.atomic
def change_program(*, program: Program, level: str, by: User, **fields: object) -> Program:
    """accounts.change_program(), and what a level may be in this house."""
    program = Program.objects.select_related("agency").get(pk=program.pk, agency_id=by.agency_id)
    _check_level(program, level)
    return accounts.change_program(program=program, level=level, by=by, **fields)  # type: ignore[arg-type]


@transaction.atomic
def close_program(*, program: Program, by: User) -> Program:
    """Raises WrongState while somebody walks with somebody in it."""
    if open_pairings_in(program, by).exists():
        raise WrongState(_("People still walk together in this program. It closes when nobody does."))
    return accounts.close_program(program=program, by=by)


def open_pairings_in(program: Program, by: User) -> QuerySet[Pairing]:
    return Pairing.objects.filter(
        person__program=program, agency_id=by.agency_id, state__in=OPEN_STATES, person__died_on=None
    )


def _check_level(program: Program, level: str) -> None:
    if level == program.level:
        return
    if level == Program.Level.BILLABLE and not program.agency.brings_bills:
        raise DomainError(_("This house sends no bills. Change that in the settings first."), field="level")
    keeps_people = SupportedPerson.objects.filter(program=program).exists()
    if level == Program.Level.NONE and keeps_people:
        raise DomainError(
            _("There are people by name in this program. Where nothing is written, nobody has a name."),
            field="level",
        )


def _welcome_peer(user: User, *, by: User) -> None:
    if not PeerSpecialist.objects.filter(user=user).exists():
        people.make_peer(user=user, languages=[user.language], by=by)
