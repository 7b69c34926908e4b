"""What the office sees: numbers of groups, and what waits for it. Never a meeting."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.home import querysets
from peersupport.people.models import BlockedStaff, Pairing, PeerSpecialist, SupportedPerson
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
    people, walking = querysets.house_people()
    by_program, by_kind = _meetings(user, month)
    return OfficeHome(
        people=shown(people, people),
        peers=PeerSpecialist.objects.in_agency_of(user).filter(user__is_active=True).count(),
        walking=part(walking, people),
        by_program=by_program,
        by_kind=by_kind,
        in_groups=came_to_groups(user, month, smallest=SMALLEST_CELL),
        month=month,
        to_confirm=_to_confirm(user),
        offers=_offers(user),
        returned=_returned(user),
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


def _not_kept_away_from(user: User) -> Any:
    """People of the agency whom the office reaches: not colleagues, not those who keep this user away."""
    kept_away = BlockedStaff.objects.filter(user=user).values("person")
    return SupportedPerson.objects.in_agency_of(user).filter(also_staff=None).exclude(pk__in=kept_away)


def _to_confirm(user: User) -> list[ToConfirm]:
    rows = (
        _not_kept_away_from(user)
        .filter(confirmed_at=None, confirm_by__isnull=False, died_on=None)
        .select_related("added_by")
        .order_by("confirm_by", "name_key", "pk")
    )
    return [ToConfirm(row.pk, row.chosen_name, row.added_by.name, row.confirm_by) for row in rows]


def _offers(user: User) -> list[Waiting]:
    rows = (
        Pairing.objects.filter(state=Pairing.State.OFFERED, person__in=_not_kept_away_from(user))
        .select_related("person", "peer__user")
        .order_by("offered_at", "pk")
    )
    return [
        Waiting(
            person_id=row.person_id,
            person=row.person.chosen_name,
            peer=row.peer.user.name,
            since=row.offered_at,
            wished=row.is_the_persons_wish,
        )
        for row in rows
    ]


def _returned(user: User) -> list[Returned]:
    rows = Pairing.objects.to_confirm(user).select_related("person", "peer__user")
    return [
        Returned(row.pk, row.person_id, row.person.chosen_name, row.peer.user.name, row.confirm_by)
        for row in rows
        if row.peer.user_id != user.pk
    ]
