"""What the office sees: numbers of groups, and what waits for it. Never a meeting."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.home import querysets
from sessions_app.check_ins import all_agency_check_ins
from sessions_app.models import CheckInQuestion, Kind

from .in_groups import came_to_groups

SMALLEST_CELL = 5


@dataclass(frozen=True)
class Cell:
    """A count, or None for a hidden one. Nothing shown is computed from a hidden one, so no sum gives it away."""

    label: str
    count: int | None


@dataclass(frozen=True)
class ToConfirm:
    person_id: uuid.UUID
    name: str
    added_by: str
    confirm_by: date


@dataclass(frozen=True)
class Waiting:
    """A question that is open between two, and since when; `wished`: the person asked for it."""

    person_id: uuid.UUID
    person: str
    peer: str
    since: datetime
    wished: bool


@dataclass(frozen=True)
class Returned:
    """Two who walk together again by the peer's word, to be looked at by the office."""

    pairing_id: uuid.UUID
    person_id: uuid.UUID
    person: str
    peer: str
    confirm_by: date


@dataclass(frozen=True)
class Said:
    """How often each word was said to one question, by twenty people and more."""

    question: str
    cells: list[Cell]


@dataclass(frozen=True)
class OfficeHome:
    people: int | None
    peers: int
    walking: int | None
    by_program: list[Cell]
    by_kind: list[Cell]
    in_groups: int | None
    month: date
    to_confirm: list[ToConfirm]
    offers: list[Waiting]
    returned: list[Returned]
    how_it_is: list[Said]


def shown(meetings: int, people: int) -> int | None:
    """The count, or None where it, or the group of people behind it, is small enough to point at somebody."""
    return meetings if min(meetings, people) >= SMALLEST_CELL else None


def part(count: int, whole: int) -> int | None:
    """A part of a shown whole: hidden as well where the rest of it would be small."""
    return count if min(count, whole - count) >= SMALLEST_CELL else None


def office_home(user: User) -> OfficeHome:
    month = user.agency.today().replace(day=1)
    people, walking, peers = querysets.house_people()
    waiting = querysets.house_waiting()
    by_program, by_kind = _meetings(user, month)
    return OfficeHome(
        people=shown(people, people),
        peers=peers,
        walking=part(walking, people),
        by_program=by_program,
        by_kind=by_kind,
        in_groups=came_to_groups(user, month, smallest=SMALLEST_CELL),
        month=month,
        to_confirm=[
            ToConfirm(row.person_id, row.person, row.colleague, row.day)
            for row in waiting
            if row.what == "confirm"
        ],
        offers=[
            Waiting(row.person_id, row.person, row.colleague, row.since, row.wished)
            for row in waiting
            if row.what == "offer"
        ],
        returned=[
            Returned(row.pairing_id, row.person_id, row.person, row.colleague, row.day)
            for row in waiting
            if row.what == "returned"
        ],
        how_it_is=_how_it_is(user),
    )


def _how_it_is(user: User) -> list[Said]:
    return [
        Said(str(CheckInQuestion(question).label), [Cell(word, count) for word, count in words.items()])
        for question, words in all_agency_check_ins(user.agency).items()
    ]


def _meetings(user: User, month: date) -> tuple[list[Cell], list[Cell]]:
    """This month's meetings by program and by kind of support."""
    since, now = datetime.combine(month, time(), ZoneInfo(user.agency.time_zone)), clock.now()
    rows = querysets.house_meetings(since, now)
    programs = sorted(
        Program.objects.filter(agency_id=user.agency_id, closed_on=None), key=lambda program: program.name
    )
    met = {row.program_id: row.meetings for row in rows if not row.code}
    people = querysets.house_people_met(
        since, now, cells=[([program.pk], "") for program in programs], at_most=SMALLEST_CELL
    )
    counts = [shown(met.get(program.pk, 0), some) for program, some in zip(programs, people, strict=True)]
    by_program = [Cell(program.name, count) for program, count in zip(programs, counts, strict=True)]
    open_ones = [program.pk for program, count in zip(programs, counts, strict=True) if count is not None]
    return by_program, _by_kind(rows, open_ones, since, now)


def _by_kind(
    rows: list[querysets.HouseRow], programs: list[uuid.UUID], since: datetime, now: datetime
) -> list[Cell]:
    """Over the programs whose number is shown: with the others in it, the difference would tell theirs.

    A kind is hidden as well where all meetings but a few had it: those few would be known.
    """
    met = Counter[str]()
    for row in rows:
        if row.program_id in programs:
            met[row.code] += row.meetings
    people = querysets.house_people_met(
        since, now, cells=[(programs, kind) for kind in Kind.values], at_most=SMALLEST_CELL
    )
    return [
        Cell(Kind(kind).label, None if 0 < met[""] - met[kind] < SMALLEST_CELL else shown(met[kind], some))
        for kind, some in zip(Kind.values, people, strict=True)
    ]
