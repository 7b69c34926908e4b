"""Who may be on call, and shifts: planned by the office or by whoever takes them, given back by whoever has them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.accounts.services import only_admin
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.local_time import comes_back_at, exists, to_instant
from peersupport.safety.models import HandOver, OnCallPerson, OnCallShift

from .conflicts import require_free
from .scope import house_locked, line, require_named, require_office

DAY = timedelta(days=1)
AHEAD = timedelta(days=366)
RANKS = (1, 2, 3)


@dataclass(frozen=True)
class Times:
    """A shift on the clock on the wall: the first day, from when to when (the next day where the end is not after the
    start), and, for a series, on which days of the week (Monday is 0) until when.
    """

    day: date
    start: time
    end: time
    weekdays: frozenset[int] = frozenset()
    until: date | None = None

    def days(self) -> list[date]:
        if not self.weekdays:
            return [self.day]
        last = self.until or self.day
        every = (self.day + timedelta(days=number) for number in range((last - self.day).days + 1))
        return [day for day in every if day.weekday() in self.weekdays]


@transaction.atomic
def name_for_on_call(*, user: User, phone: str = "", by: User) -> OnCallPerson:
    """From now on they may be on call; named again, only their number changes.

    Nobody of the office names themselves while a colleague could: who is on call reads what is written to them.
    """
    require_office(by)
    house_locked(by)
    user = User.objects.get(pk=user.pk, agency_id=by.agency_id, kind=User.Kind.STAFF, is_active=True)
    if user.pk == by.pk and not only_admin(by):
        raise NotAllowed(_("A colleague in the office names you."))
    phone = line(phone, field="phone", most=60)
    sign_history(by=by)
    now = OnCallPerson.objects.filter(user=user, ended_at=None).first()
    if now is not None:
        now.phone = phone
        now.save(update_fields=["phone"])
    else:
        now = OnCallPerson.objects.create(agency_id=by.agency_id, user=user, phone=phone, made_by=by)
    record("on_call.named", target=now, by=by)
    return now


@transaction.atomic
def end_naming(*, person: OnCallPerson, by: User) -> list[OnCallShift]:
    """They are on call no more, from now on. Returns the shifts that stand empty by it."""
    require_office(by)
    house_locked(by)
    person = OnCallPerson.objects.select_for_update(of=("self",)).get(pk=person.pk, agency_id=by.agency_id)
    if person.ended_at is not None:
        raise WrongState(_("This has ended already."))
    sign_history(by=by)
    person.ended_at = clock.now()
    person.save(update_fields=["ended_at"])
    theirs = OnCallShift.objects.filter(user=person.user_id, ended_at=None, ends_at__gt=clock.now())
    ended = _end(theirs)
    record("on_call.naming_ended", target=person, by=by, fields=["ended_at"])
    return ended


@transaction.atomic
def plan_shifts(
    *, key: uuid.UUID, user: User, program: Program | None, rank: int, times: Times, by: User
) -> list[OnCallShift]:
    """One shift, or every one of a series, at once; `key` a second time plans nothing more.

    By the office, or by somebody who may be on call for themselves. Raises NotAllowed, DomainError at its field, also
    where somebody is first, second or third then already, or the same human would be asked twice.
    """
    house_locked(by)
    if found := list(OnCallShift.objects.filter(batch=key, agency_id=by.agency_id).order_by("starts_at")):
        return found
    if Role.ADMIN not in by.roles and user.pk != by.pk:
        raise NotAllowed(_("You can take shifts yourself. The office plans for others."))
    require_named(user, by=by)
    if program is not None:
        program = Program.objects.get(pk=program.pk, agency_id=by.agency_id, closed_on=None)
    if rank not in RANKS:
        raise DomainError(_("Please choose one."), field="rank")
    zone = program.time_zone if program else by.agency.time_zone
    shifts = [
        OnCallShift(
            agency_id=by.agency_id, program=program, user=user, rank=rank, starts_at=starts_at, ends_at=ends_at,
            time_zone=zone, batch=key, made_by=by,
        )
        for starts_at, ends_at in _spans(times, zone)
    ]  # fmt: skip
    require_free(shifts)
    sign_history(by=by)
    OnCallShift.objects.bulk_create(shifts)
    record("on_call.planned", target=shifts[0], by=by)
    return shifts


@transaction.atomic
def take_back_shifts(*, key: uuid.UUID, by: User) -> list[OnCallShift]:
    """Undo: what was planned in one step and is not over stands no more. By the office, or by who planned it."""
    house_locked(by)
    planned = OnCallShift.objects.filter(batch=key, agency_id=by.agency_id)
    if Role.ADMIN not in by.roles:
        planned = planned.filter(made_by=by, user=by)
    if not planned.exists():
        raise OnCallShift.DoesNotExist
    sign_history(by=by)
    ended = _end(planned.filter(ended_at=None, ends_at__gt=clock.now()))
    if not ended:
        raise WrongState(_("Nothing of it stands any more."))
    record("on_call.taken_back", target=ended[0], by=by, fields=["ended_at"])
    return ended


@transaction.atomic
def give_back_shift(*, shift: OnCallShift, by: User) -> OnCallShift:
    """Whoever has it can't take it, or the office takes it off: at once, and nobody asks why.

    Who stands behind moves up by itself; where nobody does, it is a gap. Raises WrongState when it is over.
    """
    house_locked(by)
    mine = OnCallShift.objects.filter(agency_id=by.agency_id)
    if Role.ADMIN not in by.roles:
        mine = mine.filter(user=by)
    shift = mine.select_related("user", "program", "agency").get(pk=shift.pk)
    sign_history(by=by)
    if not _end(OnCallShift.objects.filter(pk=shift.pk, ended_at=None, ends_at__gt=clock.now())):
        raise WrongState(_("This shift is over, or somebody else has it by now."))
    record("on_call.given_back", target=shift, by=by, fields=["ended_at"])
    return shift


def _end(shifts: Iterable[OnCallShift]) -> list[OnCallShift]:
    """Now, with what a colleague was asked about them. The house is locked."""
    now = clock.now()
    ended = list(shifts)
    keys = [shift.pk for shift in ended]
    OnCallShift.objects.filter(pk__in=keys).update(ended_at=now)
    waiting = HandOver.objects.filter(shift__in=keys, state=HandOver.State.ASKED)
    waiting.update(state=HandOver.State.TAKEN_BACK, closed_at=now)
    return ended


def _spans(times: Times, zone: str) -> list[tuple[datetime, datetime]]:
    """The instants, by the rule of all that repeats (core.local_time). A single time that doesn't exist is refused."""
    today = clock.today(zone)
    if not today - DAY <= times.day <= today + AHEAD:
        raise DomainError(_("Please choose a day within the next year."), field="day")
    if times.weekdays and (times.until is None or not times.day <= times.until <= times.day + AHEAD):
        raise DomainError(_("Please give the last day, at most a year later."), field="until")
    if not times.weekdays:
        _require_existing(times, zone)
    spans = [_span(day, times, zone) for day in times.days()]
    spans = [span for span in spans if span[1] > clock.now()]
    if not spans:
        raise DomainError(_("Nothing of this is still to come."), field="until" if times.weekdays else "day")
    return spans


def _span(day: date, times: Times, zone: str) -> tuple[datetime, datetime]:
    last = day if times.end > times.start else day + DAY
    starts = comes_back_at(datetime.combine(day, times.start), zone)
    ends = comes_back_at(datetime.combine(last, times.end), zone)
    starts_at, ends_at = to_instant(starts, zone), to_instant(ends, zone)
    if ends_at <= starts_at:  # both in the hour that the clocks skip
        raise DomainError(_("That night the clocks go forward, and nothing of this is left."), field="end")
    return starts_at, ends_at


def _require_existing(times: Times, zone: str) -> None:
    last = times.day if times.end > times.start else times.day + DAY
    for field, local in (
        ("start", datetime.combine(times.day, times.start)),
        ("end", datetime.combine(last, times.end)),
    ):
        if not exists(local, zone):
            raise DomainError(
                _("That time doesn't exist: the clocks went forward that night. Please choose another."),
                field=field,
            )
