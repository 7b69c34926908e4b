"""The planner: a week day by day, what is open, who is asked when nobody is on call."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.local_time import comes_back_at, to_instant, to_local
from peersupport.people.models import SupervisorLeave
from peersupport.safety.models import OnCallPerson, OnCallShift
from peersupport.safety.times import hours_words, span_words

from .gaps import AHEAD, Gap, gaps_in, open_programs, standing_shifts
from .kept_away import weeks_with_nobody
from .phone_plan import PhoneNumber, phone_plan

WEEK = timedelta(days=7)
# A gap of the last night is shown to its end.
MORNING = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """A shift as one row. `touch` is where its holder, or the office, changes it."""

    pk: str
    when: str
    name: str
    where: str
    place: str
    is_away: bool
    touch: str
    starts_at: datetime


@dataclass(frozen=True)
class Day:
    day: date
    title: str
    is_today: bool
    lines: list[Line] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True)
class Planner:
    days: list[Day]
    title: str
    before: date
    after: date
    gaps: list[Gap]
    nobody_in: list[str]
    phones: list[PhoneNumber]
    zone: str
    is_office: bool


def rank_words(rank: int) -> str:
    return {1: _("asked first"), 2: _("asked second"), 3: _("asked third")}.get(rank, str(rank))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def planner(user: User, *, week: date) -> Planner:
    """The week that begins on this Monday, and the open hours of the next 14 days, in one set of questions."""
    zone, now = user.agency.time_zone, clock.now()
    since, until = _start_of(week, zone), _start_of(week + WEEK, zone)
    programs = open_programs(user)
    shifts = standing_shifts(user, min(since, now), max(until + MORNING, now + AHEAD))
    of_week = gaps_in(shifts, programs, max(since, now), until + MORNING, zone=zone) if until > now else []
    coming = gaps_in(shifts, programs, now, now + AHEAD, zone=zone)
    is_office = Role.ADMIN in user.roles
    nobody = weeks_with_nobody(user, shifts, programs, now, now + AHEAD) if is_office else []
    return Planner(
        days=_days(user, week, shifts, of_week),
        title=_("Week of %(day)s") % {"day": date_format(week, "DATE_FORMAT")},
        before=week - WEEK,
        after=week + WEEK,
        gaps=coming,
        nobody_in=[
            _("%(program)s, in the week of %(day)s")
            % {"program": name, "day": date_format(monday, "DATE_FORMAT")}
            for monday, name in nobody
        ],
        phones=phone_plan(user.agency),
        zone=zone,
        is_office=is_office,
    )


def _days(user: User, week: date, shifts: list[OnCallShift], gaps: list[Gap]) -> list[Day]:
    zone, today = user.agency.time_zone, clock.today(user.agency.time_zone)
    away = away_days(user)
    found = []
    for day in (week + timedelta(days=number) for number in range(7)):
        since, until = _start_of(day, zone), _start_of(day + timedelta(days=1), zone)
        found.append(
            Day(
                day=day,
                title=date_format(day, _("l, F j")),
                is_today=day == today,
                lines=[_line(user, one, away) for one in shifts if since <= one.starts_at < until],
                gaps=[gap for gap in gaps if since <= gap.starts_at < until],
            )
        )
    return found


def _line(user: User, shift: OnCallShift, away: list[tuple[object, date, date]]) -> Line:
    zone = user.agency.time_zone
    may_touch = shift.ends_at > clock.now() and (shift.user_id == user.pk or Role.ADMIN in user.roles)
    return Line(
        pk=str(shift.pk),
        when=hours_words(shift.starts_at, shift.ends_at, zone),
        name=shift.user.name,
        where=shift.program.name if shift.program else _("the whole house"),
        place=rank_words(shift.rank),
        is_away=is_away(shift, away),
        touch=reverse("safety:shift", args=[shift.pk]) if may_touch else "",
        starts_at=shift.starts_at,
    )


def away_days(user: User) -> list[tuple[object, date, date]]:
    """Which supervisors are away from when to when, as far as the house wrote it down."""
    today = user.agency.today()
    leaves = SupervisorLeave.objects.filter(agency_id=user.agency_id, ended_at=None, ends_on__gte=today)
    return list(leaves.values_list("supervisor", "starts_on", "ends_on"))


def is_away(shift: OnCallShift, away: list[tuple[object, date, date]]) -> bool:
    first = to_local(shift.starts_at, shift.time_zone).date()
    last = to_local(shift.ends_at, shift.time_zone).date()
    return any(who == shift.user_id and first <= until and since <= last for who, since, until in away)


def _start_of(day: date, zone: str) -> datetime:
    return to_instant(comes_back_at(datetime.combine(day, time()), zone), zone)


def may_plan(user: User) -> list[OnCallPerson] | None:
    """Those who may be on call, for the office and for each of them; None for everybody else."""
    named = list(OnCallPerson.objects.in_force(user.agency_id))
    is_named = any(person.user_id == user.pk for person in named)
    return named if is_named or Role.ADMIN in user.roles else None


def shift_words(shift: OnCallShift) -> str:
    return span_words(shift.starts_at, shift.ends_at, shift.time_zone)
