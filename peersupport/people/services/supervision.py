"""Who looks after which peer, in which of the two ways; and when a second colleague has to agree to it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News, PeerSpecialist, SupervisionLink
from peersupport.people.relation_querysets import WAIT_DAYS
from peersupport.people.structure_querysets import on_a_same_day

from .news import people_of, tell
from .scope import require, require_same_agency
from .structure import check_two_tasks

ALONE_WAITS = timedelta(hours=24)
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
    """What peers wrote opens to the supervisor only after `wait_days` in the news of the people it is about.

    Whoever runs the house alone waits a day first. Raises NotAllowed where a second colleague has to confirm:
    then it is for propose_link().
    """
    require(by, Permission.ARRANGE_SUPERVISION)
    require_same_agency(by, peer, supervisor)
    check_own_hand(supervisor, by=by)
    starts_on = starts_on or by.agency.today()
    if not others_who_confirm(peer=peer, supervisor=supervisor, by=by):
        starts_on = max(starts_on, _first_day_alone(by))
    elif is_in_line(peer=peer, by=by):
        raise NotAllowed(_("A second colleague in the office confirms this first."))
    return made_link(
        peer=peer, supervisor=supervisor, kind=kind, starts_on=starts_on, ends_on=ends_on,
        covers_for=covers_for, wait_days=wait_days, confirmed_by=None, by=by,
    )  # fmt: skip


def check_own_hand(supervisor: User, *, by: User) -> None:
    if supervisor.pk == by.pk:
        raise NotAllowed(_("Nobody links themselves. Ask a colleague in the office."))


def is_in_line(*, peer: PeerSpecialist, by: User) -> bool:
    """Whether who arranges is also a part of it: the peer, or somebody who looks after peers."""
    return peer.user_id == by.pk or bool(by.roles & set(ROLE_FOR.values()))


def others_who_confirm(*, peer: PeerSpecialist, supervisor: User, by: User) -> bool:
    """Whether anybody else in the office has no part in it."""
    offices = Membership.objects.in_force(by.agency.today()).filter(
        agency_id=by.agency_id, role=Role.ADMIN, user__is_active=True
    )
    return offices.exclude(user__in=[by.pk, supervisor.pk, peer.user_id]).exists()


def made_link(
    *,
    peer: PeerSpecialist,
    supervisor: User,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    covers_for: User | None,
    wait_days: int = WAIT_DAYS,
    confirmed_by: User | None,
    by: User,
) -> SupervisionLink:
    """The row, once it is clear that it may be. `by` asked for it; `confirmed_by` agreed, where somebody had to."""
    kind = SupervisionLink.Kind(kind)
    sign_history(by=confirmed_by or by)
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).get(pk=peer.pk)
    check_link(peer, supervisor, kind, starts_on=starts_on, ends_on=ends_on, covers_for=covers_for, by=by)
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
        confirmed_by=confirmed_by,
    )
    record("link.made", target=link, by=confirmed_by or by)
    tell(people_of(peer), News.Kind.LINKED, about=supervisor, opens_at=link.opens_at, by=by)
    return link


def check_link(
    peer: PeerSpecialist,
    supervisor: User,
    kind: SupervisionLink.Kind,
    *,
    starts_on: date,
    ends_on: date | None,
    covers_for: User | None,
    by: User,
) -> None:
    """Raises NotAllowed, DomainError or WrongState for a link that can't be."""
    _check_supervisor(peer, supervisor, kind, by=by)
    _check_days(starts_on, ends_on, is_cover=covers_for is not None)
    of_the_kind = SupervisionLink.objects.filter(peer=peer, kind=kind)
    if of_the_kind.filter(on_a_same_day(starts_on, ends_on), supervisor=supervisor).exists():
        raise WrongState(_("These two are linked in this way already."))
    check_two_tasks(peer, supervisor, kind, starts_on=starts_on, ends_on=ends_on)
    if covers_for is not None:
        covered = of_the_kind.in_force(starts_on).filter(supervisor=covers_for, covers_for=None)
        if not covered.filter(Q(ends_on=None) | Q(ends_on__gte=ends_on)).exists():
            raise DomainError(
                _("Choose whom they stand in for: somebody linked to this peer now."), field="covers_for"
            )


@transaction.atomic
def end_link(*, link: SupervisionLink, by: User) -> SupervisionLink:
    require(by, Permission.ARRANGE_SUPERVISION)
    sign_history(by=by)
    link = SupervisionLink.objects.select_for_update(no_key=True).get(pk=link.pk, agency_id=by.agency_id)
    if link.ended_at is not None:
        raise WrongState(_("This has ended already."))
    link.ended_at = clock.now()
    link.save(update_fields=["ended_at"])
    record("link.ended", target=link, by=by, fields=["ended_at"])
    tell(people_of(link.peer), News.Kind.LINK_ENDED, about=link.supervisor, by=by)
    return link


def _check_supervisor(
    peer: PeerSpecialist, supervisor: User, kind: SupervisionLink.Kind, *, by: User
) -> None:
    check_own_hand(supervisor, by=by)
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


def _first_day_alone(by: User) -> date:
    """Nobody else can agree: the first whole day that is a day away, so that the people it is about can read of it."""
    return (clock.now() + ALONE_WAITS).astimezone(ZoneInfo(by.agency.time_zone)).date() + timedelta(days=1)
