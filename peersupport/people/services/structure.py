"""Dated exceptions from the rules about a peer's links, and who decides on a peer's pay, contract or discipline.

The one who decides on somebody's work can't be the one they open up to: neither may come second without an exception.
"""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import DecidesOn, LinkException, PeerSpecialist, SupervisionLink
from peersupport.people.models.structure import EXCEPTION_AT_MOST
from peersupport.people.structure_querysets import on_a_same_day

from .scope import line, require, require_same_agency


@transaction.atomic
def make_exception(
    *,
    peer: PeerSpecialist,
    kind: str,
    supervisor: User | None = None,
    reason: str,
    ends_on: date,
    starts_on: date | None = None,
    by: User,
) -> LinkException:
    """For at most 180 days, shown to the peer with its reason. Nobody makes one that they gain by.

    Raises NotAllowed, DomainError at its field, WrongState where one of this kind holds in these days already.
    """
    kind = LinkException.Kind(kind)
    peer = _locked_peer(peer, by)
    starts_on = starts_on or by.agency.today()
    if kind not in LinkException.NEEDS_SOMEBODY:
        supervisor = None
    elif supervisor is None:
        raise DomainError(_("Choose whom this is for."), field="supervisor")
    else:
        require_same_agency(by, supervisor)
    if by.pk == peer.user_id or (supervisor is not None and by.pk == supervisor.pk):
        raise NotAllowed(_("Nobody makes an exception for themselves. Ask a colleague in the office."))
    _check_exception_days(starts_on, ends_on)
    others = LinkException.objects.filter(peer=peer, kind=kind, supervisor=supervisor)
    if others.sharing_a_day(starts_on, ends_on).exists():
        raise WrongState(_("This exception holds in these days already."))
    sign_history(by=by)
    made = LinkException.objects.create(
        agency_id=by.agency_id, peer=peer, kind=kind, supervisor=supervisor, starts_on=starts_on,
        ends_on=ends_on, reason=line(reason, field="reason", most=200, required=True), made_by=by,
    )  # fmt: skip
    record("link_exception.made", target=made, by=by)
    return made


@transaction.atomic
def end_exception(*, exception: LinkException, by: User) -> LinkException:
    """Raises WrongState while somebody holds two tasks by it: they end first."""
    peer = _locked_peer(exception.peer, by)
    found: LinkException = LinkException.objects.select_for_update(of=("self",)).get(
        pk=exception.pk, peer=peer
    )
    if found.ended_at is not None:
        raise WrongState(_("This has ended already."))
    if _stands_on(found):
        raise WrongState(_("Somebody holds two tasks by this exception. End one of the two first."))
    sign_history(by=by)
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    record("link_exception.ended", target=found, by=by, fields=["ended_at"])
    return found


@transaction.atomic
def set_decides(
    *,
    peer: PeerSpecialist,
    user: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User,
) -> DecidesOn:
    """Write down that a colleague decides on a peer's pay, contract or discipline. The peer sees it.

    Raises NotAllowed, DomainError where they hold the senior peer supervisor's link, WrongState.
    """
    peer = _locked_peer(peer, by)
    require_same_agency(by, user)
    if user.pk == peer.user_id:
        raise DomainError(_("Nobody decides on their own work. Choose somebody else."), field="user")
    starts_on = starts_on or by.agency.today()
    if ends_on is not None and ends_on < starts_on:
        raise DomainError(_("This ends before it starts."), field="ends_on")
    if DecidesOn.objects.filter(peer=peer, user=user).sharing_a_day(starts_on, ends_on).exists():
        raise WrongState(_("This is written down for these days already."))
    senior = SupervisionLink.objects.filter(
        on_a_same_day(starts_on, ends_on), peer=peer, supervisor=user, kind=SupervisionLink.Kind.SENIOR
    )
    if senior.exists():
        check_exception(
            peer, LinkException.Kind.DECIDES, user, starts_on, ends_on,
            refused=_(
                "%(name)s is this peer’s senior peer supervisor, and whoever decides on a peer’s pay can’t be. "
                "End that link first, or write down an exception."
            ) % {"name": user.name},
            field="user",
        )  # fmt: skip
    sign_history(by=by)
    made = DecidesOn.objects.create(
        agency_id=by.agency_id, peer=peer, user=user, starts_on=starts_on, ends_on=ends_on, made_by=by
    )
    record("decides.set", target=made, by=by)
    return made


@transaction.atomic
def end_decides(*, decides: DecidesOn, by: User) -> DecidesOn:
    peer = _locked_peer(decides.peer, by)
    found: DecidesOn = DecidesOn.objects.select_for_update(of=("self",)).get(pk=decides.pk, peer=peer)
    if found.ended_at is not None:
        raise WrongState(_("This has ended already."))
    sign_history(by=by)
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    record("decides.ended", target=found, by=by, fields=["ended_at"])
    return found


def check_two_tasks(
    peer: PeerSpecialist, supervisor: User, kind: str, *, starts_on: date, ends_on: date | None
) -> None:
    """For a link to be made: nobody is both supervisors of one peer, and nobody decides on whom they look after as a
    senior peer supervisor, but by a dated exception. Raises DomainError.
    """
    both = SupervisionLink.objects.filter(
        on_a_same_day(starts_on, ends_on), peer=peer, supervisor=supervisor
    ).exclude(kind=kind)
    if both.exists():
        check_exception(
            peer, LinkException.Kind.BOTH_ROOMS, supervisor, starts_on, ends_on,
            refused=_(
                "%(name)s is the other supervisor of this peer. The two rooms belong to two people. "
                "Choose somebody else, or write down an exception first."
            ) % {"name": supervisor.name},
            field="supervisor",
        )  # fmt: skip
    decides = DecidesOn.objects.filter(peer=peer, user=supervisor).sharing_a_day(starts_on, ends_on)
    if kind == SupervisionLink.Kind.SENIOR and decides.exists():
        check_exception(
            peer, LinkException.Kind.DECIDES, supervisor, starts_on, ends_on,
            refused=_(
                "%(name)s decides on this peer’s pay, contract or discipline, and so can’t be their senior peer "
                "supervisor. Choose somebody else, or write down an exception first."
            ) % {"name": supervisor.name},
            field="supervisor",
        )  # fmt: skip


def check_exception(
    peer: PeerSpecialist,
    kind: str,
    supervisor: User,
    starts_on: date,
    ends_on: date | None,
    *,
    refused: str,
    field: str,
) -> None:
    """Raises DomainError unless an exception holds on the first day, and until the last one."""
    holding = LinkException.objects.filter(peer=peer, kind=kind, supervisor=supervisor).in_force(starts_on)
    last = max((found.ends_on for found in holding), default=None)
    if last is None:
        raise DomainError(refused, field=field)
    if ends_on is None or ends_on > last:
        raise DomainError(
            _("The exception ends on %(day)s. Give this a last day by then.")
            % {"day": date_format(last, "DATE_FORMAT")},
            field="ends_on",
        )


def _stands_on(exception: LinkException) -> bool:
    """Whether two tasks are held by it, today or on a day to come."""
    if exception.supervisor_id is None:
        return False
    days = on_a_same_day(max(exception.starts_on, exception.agency.today()), exception.ends_on)
    links = SupervisionLink.objects.filter(days, peer=exception.peer_id, supervisor=exception.supervisor_id)
    if exception.kind == LinkException.Kind.BOTH_ROOMS:
        return len(set(links.values_list("kind", flat=True))) > 1
    decides = DecidesOn.objects.filter(days, peer=exception.peer_id, user=exception.supervisor_id)
    return links.filter(kind=SupervisionLink.Kind.SENIOR).exists() and decides.exists()


def _check_exception_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise DomainError(_("This ends before it starts."), field="ends_on")
    if ends_on > starts_on + EXCEPTION_AT_MOST:
        raise DomainError(_("An exception lasts at most 180 days."), field="ends_on")


def _locked_peer(peer: PeerSpecialist, by: User) -> PeerSpecialist:
    require(by, Permission.ARRANGE_SUPERVISION)
    found: PeerSpecialist = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).get(
        pk=peer.pk, agency_id=by.agency_id
    )
    return found
