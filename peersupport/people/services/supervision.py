"""Who looks after which peer, in which of the two ways."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist, SupervisionLink

from .pairings import WAIT_DAYS
from .scope import require, require_same_agency

ROLE_FOR = {
    SupervisionLink.Kind.CLINICAL: Role.CLINICAL_SUPERVISOR,
    SupervisionLink.Kind.SENIOR: Role.SENIOR_PEER_SUPERVISOR,
}


@transaction.atomic
def link_supervision(
    *,
    peer: PeerSpecialist,
    supervisor: User,
    kind: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    covers_for: User | None = None,
    wait_days: int = WAIT_DAYS,
    by: User,
) -> SupervisionLink:
    """What peers wrote opens to the supervisor only after `wait_days` in the news of the people it is about."""
    require(by, Permission.ARRANGE_SUPERVISION)
    require_same_agency(by, peer, supervisor)
    kind = SupervisionLink.Kind(kind)
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).get(pk=peer.pk)
    starts_on = starts_on or by.agency.today()
    _check_supervisor(peer, supervisor, kind, by=by)
    _check_days(starts_on, ends_on, is_cover=covers_for is not None)
    held = SupervisionLink.objects.in_force(starts_on).filter(peer=peer, kind=kind)
    if held.filter(supervisor=supervisor).exists():
        raise WrongState(_("These two are linked in this way already."))
    if covers_for is not None and not held.filter(supervisor=covers_for, covers_for=None).exists():
        raise DomainError(
            _("Choose whom they stand in for: somebody linked to this peer now."), field="covers_for"
        )
    link = SupervisionLink.objects.create(
        agency_id=by.agency_id,
        peer=peer,
        supervisor=supervisor,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        covers_for=covers_for,
        opens_at=_opens_at(starts_on, wait_days, zone=by.agency.time_zone),
        made_by=by,
    )
    record("link.made", target=link, by=by)
    return link


@transaction.atomic
def end_link(*, link: SupervisionLink, by: User) -> SupervisionLink:
    require(by, Permission.ARRANGE_SUPERVISION)
    link = SupervisionLink.objects.select_for_update(no_key=True).get(pk=link.pk, agency_id=by.agency_id)
    if link.ended_at is not None:
        raise WrongState(_("This has ended already."))
    link.ended_at = clock.now()
    link.save(update_fields=["ended_at"])
    record("link.ended", target=link, by=by, fields=["ended_at"])
    return link


def _check_supervisor(
    peer: PeerSpecialist, supervisor: User, kind: SupervisionLink.Kind, *, by: User
) -> None:
    if supervisor.pk == by.pk:
        raise NotAllowed(_("Nobody links themselves. Ask a colleague in the office."))
    if supervisor.pk == peer.user_id:
        raise DomainError(
            _("Nobody looks after their own work alone. Choose somebody else."), field="supervisor"
        )
    if ROLE_FOR[kind] not in supervisor.roles:
        raise DomainError(_("This colleague does not have that task at the moment."), field="supervisor")


def _check_days(starts_on: date, ends_on: date | None, *, is_cover: bool) -> None:
    if ends_on is None and is_cover:
        raise DomainError(_("Standing in needs a last day."), field="ends_on")
    if ends_on is not None and ends_on < starts_on:
        raise DomainError(_("This ends before it starts."), field="ends_on")


def _opens_at(starts_on: date, wait_days: int, *, zone: str) -> datetime:
    first_moment = datetime.combine(starts_on, time(), tzinfo=ZoneInfo(zone))
    return max(clock.now(), first_moment) + timedelta(days=wait_days)
