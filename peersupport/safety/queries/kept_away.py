"""Weeks in which somebody here would have nobody, because they keep everybody on call away (K5).

A block is nobody's business. So this says neither who nor whom, nor which night, nor how many, and nothing at all
- of a program with fewer than five people,
- of a week in which all nights are the same people's: it would point at them,
- of shifts that the reader has a part in: nobody finds out that they are kept away themselves,
- to anybody but the office.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from peersupport.accounts.models import Program, User
from peersupport.core.local_time import to_local
from peersupport.people.models import BlockedStaff, SupportedPerson
from peersupport.safety.models import OnCallShift

LEAST_PEOPLE = 5
LEAST_LINES = 2
Humans = frozenset[uuid.UUID]


def weeks_with_nobody(
    user: User, shifts: Iterable[OnCallShift], programs: list[Program], since: datetime, until: datetime
) -> list[tuple[date, str]]:
    """The Monday of each such week, and the program's name. In two questions."""
    shifts = list(shifts)
    sizes = Counter(
        SupportedPerson.objects.filter(agency_id=user.agency_id, died_on=None).values_list(
            "program", flat=True
        )
    )
    keep_away = _kept_away(user)
    found = []
    for program in programs:
        if sizes[program.pk] < LEAST_PEOPLE:
            continue
        lines = _lines_by_week(user, shifts, program, since, until)
        for monday, humans in sorted(lines.items()):
            if len(humans) >= LEAST_LINES and _somebody_has_nobody(humans, keep_away[program.pk]):
                found.append((monday, program.name))
    return found


def _kept_away(user: User) -> dict[uuid.UUID, list[Humans]]:
    """By program: whom each person there keeps away."""
    rows = BlockedStaff.objects.filter(agency_id=user.agency_id, person__died_on=None)
    whom: dict[tuple[uuid.UUID, uuid.UUID], set[uuid.UUID]] = defaultdict(set)
    for program, person, blocked in rows.values_list("person__program", "person", "user"):
        whom[program, person].add(blocked)
    found: dict[uuid.UUID, list[Humans]] = defaultdict(list)
    for (program, _person), blocked_ones in whom.items():
        found[program].append(frozenset(blocked_ones))
    return found


def _lines_by_week(
    user: User, shifts: list[OnCallShift], program: Program, since: datetime, until: datetime
) -> dict[date, set[Humans]]:
    """Who is on call together at some time in each week, without the lines that the reader stands in."""
    mine = [shift for shift in shifts if shift.program_id in {program.pk, None}]
    edges = sorted({since, until} | {edge for one in mine for edge in (one.starts_at, one.ends_at)})
    found: dict[date, set[Humans]] = defaultdict(set)
    for start in (edge for edge in edges if since <= edge < until):
        humans = frozenset(one.user_id for one in mine if one.starts_at <= start < one.ends_at)
        if humans and user.pk not in humans:
            day = to_local(start, program.time_zone).date()
            found[day - timedelta(days=day.weekday())].add(humans)
    return found


def _somebody_has_nobody(lines: set[Humans], keep_away: list[Humans]) -> bool:
    return any(humans <= blocked for humans in lines for blocked in keep_away)
