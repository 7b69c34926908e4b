"""Meetings that come back. Each is a meeting of its own: it can be moved, skipped and written down like any other."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import level_in_force
from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from sessions_app import local_time
from sessions_app.models import Attendance, Group, SessionSeries, SupportSession
from sessions_app.series_days import days_between, horizon

from .scope import lock_pairing_and_gate

NO_LONGER = (Pairing.DoesNotExist, Group.DoesNotExist, NotAllowed)


@transaction.atomic
def start_series(
    *,
    key: uuid.UUID,
    every: int,
    local_start: datetime,
    minutes: int,
    person: SupportedPerson | None = None,
    group: Group | None = None,
    way: str = "",
    place: str = "",
    ends_on: date | None = None,
    by: User,
) -> SessionSeries:
    """Plan a meeting every week or every other, with one person or a group; eight weeks of them stand at once.

    The same key and details again return the same series. Raises Pairing.DoesNotExist or Group.DoesNotExist out
    of scope, NotAllowed during a break, WrongState for a key that stands for something else, DomainError with a
    field for what can't be planned.
    """
    series = SessionSeries(
        id=key,
        agency_id=by.agency_id,
        every=every,
        local_start=local_time.stored(local_start),
        minutes=minutes,
        way=way,
        place=place,
        ends_on=ends_on,
    )
    series.person, series.group = person, group
    level = lock_and_fill_in(series, by=by)
    if earlier := series_under_key(key=key, by=by):
        return _same_or_refuse(earlier, series)
    require_plannable(series)
    series.save(force_insert=True)
    make_ahead(series, level=level)
    record("series.started", target=series, by=by, person_id=series.person_id)
    return series


def lock_and_fill_in(series: SessionSeries, *, by: User) -> str:
    """Lock whom it is with, in the order of the house, and set peer, program and zone. Returns the level in force."""
    if series.person_id is None:
        return _lock_group(series, by=by)
    pairing, gate = lock_pairing_and_gate(person_id=series.person_id, by=by)
    program = pairing.person.program
    _fill_in(series, peer=pairing.peer, program=program)
    return level_in_force(gate=gate, program=program)


def _lock_group(series: SessionSeries, *, by: User) -> str:
    if Role.PEER not in by.roles:
        raise Group.DoesNotExist
    open_groups = Group.objects.open_in(by.agency_id).select_for_update(of=("self",), no_key=True)
    group = open_groups.select_related("program").get(pk=series.group_id)
    if group.lead_id is not None and group.lead_id != by.peer.pk:
        raise NotAllowed(_("The peer who leads this group plans its meetings."))
    _fill_in(series, peer=by.peer, program=group.program)
    level: str = group.program.level
    return level


def _fill_in(series: SessionSeries, *, peer: PeerSpecialist, program: Program) -> None:
    """A series that runs already keeps its program and zone: its clock on the wall is a promise."""
    if series.made_through is None:
        series.peer, series.program, series.time_zone = peer, program, program.time_zone


def series_under_key(*, key: uuid.UUID, by: User) -> SessionSeries | None:
    """The series this key already stands for, locked. Raises SessionSeries.DoesNotExist if it is not theirs."""
    found: SessionSeries | None = (
        SessionSeries.objects.select_for_update(of=("self",), no_key=True)
        .select_related("peer__user")
        .filter(pk=key)
        .first()
    )
    if found is not None and found.peer.user_id != by.pk:
        raise SessionSeries.DoesNotExist
    return found


SAME = ("person_id", "group_id", "every", "local_start", "minutes", "way", "place", "ends_on")


def _same_or_refuse(earlier: SessionSeries, wanted: SessionSeries) -> SessionSeries:
    if [getattr(earlier, name) for name in SAME] != [getattr(wanted, name) for name in SAME]:
        raise WrongState(_("These meetings stand in the calendar already, with other details."))
    return earlier


def require_plannable(series: SessionSeries) -> None:
    if series.every not in SessionSeries.Every:
        raise DomainError(_("Please choose one of the answers shown."), field="repeats")
    first = local_time.from_stored(series.local_start)
    local_time.require_plannable(_instant(series, first), series.time_zone)
    local_time.require_length(series.minutes)
    if series.ends_on is not None and series.ends_on < first.date():
        raise DomainError(_("The last day can’t be before the first meeting."), field="ends_on")


def _instant(series: SessionSeries, local: datetime) -> datetime:
    return local_time.to_instant(local_time.comes_back_at(local, series.time_zone), series.time_zone)


def make_ahead(series: SessionSeries, *, level: str) -> int:
    """The meetings that are still missing. Days before today are never filled in afterwards. Series and pairing
    are locked by the caller; made_through keeps a skipped or moved one from coming back."""
    today = clock.today(series.time_zone)
    first = local_time.from_stored(series.local_start).date()
    through = horizon(first, today=today, ends_on=series.ends_on)
    if series.made_through is not None and series.made_through >= through:
        return 0
    days = days_between(first, every=series.every, after=series.made_through, through=through)
    made = [_meeting(series, day, level) for day in days if day >= today]
    SupportSession.objects.bulk_create(made)
    Attendance.objects.bulk_create(_attendances(series, made))
    series.made_through = through
    series.save(update_fields=["made_through"])
    return len(made)


def put_on(session: SupportSession, series: SessionSeries, day: date) -> None:
    """The meeting takes the place that the series has on that day, by the rule of comes_back_at()."""
    wanted = datetime.combine(day, local_time.from_stored(series.local_start).time())
    local = local_time.comes_back_at(wanted, series.time_zone)
    session.series, session.occurrence = series, day
    session.program, session.time_zone = series.program, series.time_zone
    session.local_start = local_time.stored(local)
    session.starts_at = local_time.to_instant(local, series.time_zone)
    session.minutes, session.way, session.place = series.minutes, series.way, series.place


def _meeting(series: SessionSeries, day: date, level: str) -> SupportSession:
    session = SupportSession(
        agency_id=series.agency_id,
        peer=series.peer,
        group=series.group,
        level=level,
        state=SupportSession.State.PLANNED,
    )
    put_on(session, series, day)
    return session


def _attendances(series: SessionSeries, made: list[SupportSession]) -> Iterator[Attendance]:
    """Who comes to a group is written down afterwards; two who meet are there from the start."""
    for session in made if series.person is not None else ():
        yield Attendance(
            agency_id=series.agency_id,
            session=session,
            person=series.person,
            peer=series.peer,
            starts_at=session.starts_at,
        )


@transaction.atomic
def top_up_series(*, series_id: uuid.UUID) -> int:
    """Bring a running series up to eight weeks ahead. Any number of workers may do so any number of times.

    Nothing is made for two who take a break, who said goodbye, or where the person keeps the peer away, nor for a
    group that closed: how many were made is returned.
    """
    series = SessionSeries.objects.select_related("peer__user__agency").filter(pk=series_id).first()
    if series is None:
        return 0
    by = series.peer.user
    try:
        level = lock_and_fill_in(series, by=by)
    except NO_LONGER:
        return 0
    locked = SessionSeries.objects.running().select_for_update(of=("self",), no_key=True)
    series = locked.select_related("peer", "program", "group", "person").filter(pk=series_id).first()
    made = 0 if series is None else make_ahead(series, level=level)
    if series is not None and made:
        record("series.topped_up", target=series, by=None, person_id=series.person_id)
    return made
