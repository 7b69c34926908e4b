"""A supervisor is away for some days: a colleague stands in for all their peers in one step, and it ends in one tap."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import ProposedLink, SupervisionLink, SupervisorLeave
from peersupport.people.relation_querysets import WAIT_DAYS

from .proposing import drop_proposal, propose_link
from .scope import require, require_same_agency
from .supervision import ROLE_FOR, check_own_hand, end_link


@dataclass
class Arranged:
    """Who is covered, whose cover waits for a second colleague, and for whom there is none, with the reason."""

    leave: SupervisorLeave
    linked: list[SupervisionLink] = field(default_factory=list)
    asked: list[ProposedLink] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def arrange_leave(
    *,
    supervisor: User,
    kind: str,
    stands_in: User,
    starts_on: date,
    ends_on: date,
    wait_days: int = WAIT_DAYS,
    by: User,
) -> Arranged:
    """A dated link for each peer whom the supervisor looks after in this way. What people read waits as for any link.

    Peers for whom the colleague can't stand in are named with the reason. Raises NotAllowed, DomainError, WrongState.
    """
    kind = SupervisionLink.Kind(kind)
    require(by, Permission.ARRANGE_SUPERVISION)
    require_same_agency(by, supervisor, stands_in)
    check_own_hand(stands_in, by=by)
    _check(supervisor, kind, stands_in, starts_on, ends_on)
    leave = SupervisorLeave.objects.create(
        agency_id=by.agency_id, supervisor=supervisor, kind=kind, stands_in=stands_in, starts_on=starts_on,
        ends_on=ends_on, made_by=by,
    )  # fmt: skip
    record("leave.arranged", target=leave, by=by)
    done = Arranged(leave)
    for link in _looked_after(leave):
        _cover(done, link, wait_days=wait_days, by=by)
    if not done.linked and not done.asked:
        raise DomainError(done.left[0][1], field="stands_in")
    return done


@transaction.atomic
def end_leave(*, leave: SupervisorLeave, by: User) -> SupervisorLeave:
    """They are back: every cover of this leave ends now, and what waits for a second colleague is off the list."""
    require(by, Permission.ARRANGE_SUPERVISION)
    found: SupervisorLeave = SupervisorLeave.objects.select_for_update(of=("self",)).get(
        pk=leave.pk, agency_id=by.agency_id
    )
    if found.ended_at is not None:
        raise WrongState(_("This has ended already."))
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    for link in _of(SupervisionLink.objects.filter(ended_at=None), found).select_related(
        "peer", "supervisor"
    ):
        end_link(link=link, by=by)
    for proposal in _of(ProposedLink.objects.open_in(by.agency_id), found):
        drop_proposal(proposal=proposal, by=by)
    record("leave.ended", target=found, by=by, fields=["ended_at"])
    return found


def _cover(done: Arranged, link: SupervisionLink, *, wait_days: int, by: User) -> None:
    """Ask or make one cover; what can't be leaves nothing behind but its reason."""
    leave = done.leave
    try:
        with transaction.atomic():
            made = propose_link(
                peer=link.peer, supervisor=leave.stands_in, kind=leave.kind, starts_on=leave.starts_on,
                ends_on=leave.ends_on, covers_for=leave.supervisor, wait_days=wait_days, by=by,
            )  # fmt: skip
    except DomainError as error:
        done.left.append((link.peer.user.name, str(error)))
    else:
        if isinstance(made, SupervisionLink):
            done.linked.append(made)
        else:
            done.asked.append(made)


def _of(rows: Any, leave: SupervisorLeave) -> Any:
    """The covers of this leave. Two leaves of one supervisor never share a day, so their last day tells them apart."""
    return rows.filter(
        kind=leave.kind, supervisor=leave.stands_in_id, covers_for=leave.supervisor_id, ends_on=leave.ends_on
    )


def _looked_after(leave: SupervisorLeave) -> list[SupervisionLink]:
    rows = SupervisionLink.objects.in_force(leave.starts_on).filter(
        supervisor=leave.supervisor, kind=leave.kind, covers_for=None
    )
    return list(rows.select_related("peer__user").order_by("peer__user__name", "pk"))


def _check(supervisor: User, kind: str, stands_in: User, starts_on: date, ends_on: date) -> None:
    if supervisor.pk == stands_in.pk:
        raise DomainError(_("Nobody stands in for themselves. Choose somebody else."), field="stands_in")
    if ROLE_FOR[SupervisionLink.Kind(kind)] not in stands_in.roles:
        raise DomainError(_("This colleague does not have that task at the moment."), field="stands_in")
    if ends_on < starts_on:
        raise DomainError(_("This ends before it starts."), field="ends_on")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=supervisor.pk)
    away = SupervisorLeave.objects.filter(supervisor=supervisor, kind=kind)
    if away.sharing_a_day(starts_on, ends_on).exists():
        raise WrongState(_("Somebody stands in for them in these days already."))
    held = SupervisionLink.objects.in_force(starts_on).filter(
        supervisor=supervisor, kind=kind, covers_for=None
    )
    if not held.exists():
        raise DomainError(_("This colleague looks after nobody on that day."), field="supervisor")
