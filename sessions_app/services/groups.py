"""Groups and open house: started, changed, closed, and who is fine with being known to come."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News, PeerSpecialist, SupportedPerson
from peersupport.people.services.news import tell
from sessions_app.models import Group, GroupRegular, SessionSeries, SupportSession

from .series_undo import UNDO_WITHIN

LedBy = Group.LedBy


def _lock_group(group_id: uuid.UUID, by: User) -> Group:
    """Raises Group.DoesNotExist for another house, and for whoever does not keep groups."""
    if not by.may(Permission.KEEP_GROUPS):
        raise Group.DoesNotExist
    mine = Group.objects.of_house(by).select_for_update(of=("self",), no_key=True)
    group: Group = mine.select_related("agency").get(pk=group_id)
    return group


@transaction.atomic
def start_group(
    *,
    key: uuid.UUID,
    name: str,
    program: Program,
    shape: str = Group.Shape.GROUP,
    led_by: str = LedBy.PEER,
    lead: PeerSpecialist | None = None,
    by: User,
) -> Group:
    """Something several people can come to. The same key again returns the same group.

    Raises NotAllowed for a role that keeps no groups, DomainError for no name or a lead that doesn't fit.
    """
    if not by.may(Permission.KEEP_GROUPS):
        raise NotAllowed(_("Peers and the office start groups."))
    earlier: Group | None = Group.objects.of_house(by).filter(pk=key).first()
    if earlier is not None:
        if (earlier.name, earlier.program_id, earlier.led_by) != (name.strip(), program.pk, led_by):
            raise WrongState(_("This was saved a moment ago in another window."))
        return earlier
    if program.agency_id != by.agency_id or program.closed_on is not None:
        raise DomainError(_("Please choose one of the programs shown."), field="program")
    group = Group(id=key, agency_id=by.agency_id, program=program, started_by=by, shape=shape)
    _settle(group, name=name, led_by=led_by, lead=lead)
    try:
        group.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(_("This was saved a moment ago in another window.")) from error
    record("group.started", target=group, by=by)
    return group


@transaction.atomic
def change_group(
    *, group: Group, name: str, shape: str, led_by: str, lead: PeerSpecialist | None = None, by: User
) -> Group:
    """Another name, shape or lead. Who is known to come said so to the lead of that time: with another one the
    list begins anew.

    Raises Group.DoesNotExist out of scope, DomainError for no name or a lead that doesn't fit.
    """
    group = _lock_group(group.pk, by)
    known_to = group.lead_id
    group.shape = shape
    _settle(group, name=name, led_by=led_by, lead=lead)
    group.save(update_fields=["name", "shape", "led_by", "lead"])
    if group.lead_id != known_to:
        regulars = GroupRegular.objects.filter(group=group)
        tell(list(regulars.values_list("person_id", flat=True)), News.Kind.OFF_LIST, by=by)
        regulars.delete()
    record("group.changed", target=group, by=by, fields=["name", "shape", "led_by", "lead"])
    return group


def _settle(group: Group, *, name: str, led_by: str, lead: PeerSpecialist | None) -> None:
    if not name.strip():
        raise DomainError(_("Please write something here."), field="name")
    if group.shape not in Group.Shape.values or led_by not in LedBy.values:
        raise DomainError(_("Please choose one of the answers shown."), field="led_by")
    if led_by == LedBy.PEER and (lead is None or lead.agency_id != group.agency_id or not _works_here(lead)):
        raise DomainError(_("Please say which peer leads it."), field="lead")
    group.name, group.led_by = name.strip(), led_by
    group.lead = lead if led_by == LedBy.PEER else None


def _works_here(peer: PeerSpecialist) -> bool:
    return bool(peer.user.is_active and Role.PEER in peer.user.roles)


@transaction.atomic
def close_group(*, group: Group, by: User) -> int:
    """No more meetings of it: those still to come are called off and no series goes on. Returns how many it were.

    What was written stays, also what has begun and is not written yet. Done twice it stays done.
    """
    group = _lock_group(group.pk, by)
    if group.closed_at is not None:
        return 0
    group.closed_at = clock.now()
    group.save(update_fields=["closed_at"])
    SessionSeries.objects.filter(group=group, ended_at=None).update(ended_at=group.closed_at)
    coming = SupportSession.objects.to_come_of(group, group.closed_at)
    called_off: int = coming.update(state=SupportSession.State.CANCELLED, closed_at=group.closed_at)
    record("group.closed", target=group, by=by)
    return called_off


@transaction.atomic
def open_group_again(*, group: Group, by: User) -> int:
    """Undo of closing: within an hour exactly what it called off is planned again, and that many are returned.

    Later the group opens without meetings. What somebody changed in the meantime, or planned and then left, stays off.
    """
    group = _lock_group(group.pk, by)
    closed_at = group.closed_at
    if closed_at is None:
        return 0
    group.closed_at = None
    group.save(update_fields=["closed_at"])
    again = 0 if closed_at < clock.now() - UNDO_WITHIN else _planned_again(group, closed_at)
    record("group.opened_again", target=group, by=by)
    return again


def _planned_again(group: Group, closed_at: datetime) -> int:
    here = PeerSpecialist.objects.at_work_in(group.agency)
    SessionSeries.objects.filter(group=group, ended_at=closed_at, peer__in=here).update(ended_at=None)
    called_off = SupportSession.objects.filter(
        group=group, state=SupportSession.State.CANCELLED, closed_at=closed_at, peer__in=here
    )
    return int(called_off.update(state=SupportSession.State.PLANNED, closed_at=None))


@transaction.atomic
def add_regular(*, group: Group, person_id: uuid.UUID, by: User) -> GroupRegular:
    """This person comes here and is fine with its lead knowing their chosen name. Done twice it stays done.

    By their own peer or the office, who heard their yes, or by themselves. Raises SupportedPerson.DoesNotExist out of
    reach, WrongState where nobody leads or the group is closed.
    """
    person = _person_of(person_id, by)
    group = (
        Group.objects.filter(agency=by.agency_id)
        .select_for_update(of=("self",), no_key=True)
        .select_related("lead__user")
        .get(pk=group.pk)
    )
    if group.lead is None or group.closed_at is not None:
        raise WrongState(_("This group keeps no list of who comes."))
    regular, is_new = GroupRegular.objects.get_or_create(
        group=group, person=person, defaults={"agency_id": group.agency_id, "added_by": by}
    )
    if is_new:
        record("regular.added", target=regular, by=by, person_id=person.pk)
        tell([person.pk], News.Kind.ON_LIST, about=group.lead.user, by=by)
    return regular


@transaction.atomic
def remove_regular(*, group: Group, person_id: uuid.UUID, by: User) -> None:
    """Off the list at once: by the person, their peer, the office or the lead. Done twice it stays done."""
    known = GroupRegular.objects.known_to(by).filter(group=group, person=person_id)
    if not known.exists():
        _person_of(person_id, by)
    regular = GroupRegular.objects.filter(agency=by.agency_id, group=group, person=person_id).first()
    if regular is not None:
        record("regular.removed", target=regular, by=by, person_id=person_id)
        regular.delete()
        tell([person_id], News.Kind.OFF_LIST, by=by)


def _person_of(person_id: uuid.UUID, by: User) -> SupportedPerson:
    """Somebody this user may put on a list: themselves, whom they walk with, for the office everybody they reach."""
    people = SupportedPerson.objects.changed_by(by).listed()
    return people.select_for_update(of=("self",), no_key=True).get(pk=person_id)  # type: ignore[no-any-return]
