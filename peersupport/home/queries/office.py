"""What the office sees: numbers of groups, and what waits for it. Never a meeting."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.people.models import BlockedStaff, Pairing, PeerSpecialist, SupportedPerson
from sessions_app.check_ins import all_agency_check_ins
from sessions_app.models import Attendance, CheckInQuestion, Kind, SupportSession

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
    counted = (
        SupportedPerson.objects.in_agency_of(user)
        .filter(also_staff=None, died_on=None)
        .aggregate(
            people=Count("pk"),
            walking=Count("pk", filter=Q(pk__in=Pairing.objects.walking().values("person"))),
        )
    )
    by_program = _by_program(user, month)
    return OfficeHome(
        people=shown(counted["people"], counted["people"]),
        peers=PeerSpecialist.objects.in_agency_of(user).filter(user__is_active=True).count(),
        walking=part(counted["walking"], counted["people"]),
        by_program=[cell for _pk, cell in by_program],
        by_kind=_by_kind(user, month, [pk for pk, cell in by_program if cell.count is not None]),
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


def _met_since(user: User, day: date) -> Any:
    start = datetime.combine(day, time(), ZoneInfo(user.agency.time_zone))
    return Attendance.objects.filter(
        agency_id=user.agency_id,
        session__state=SupportSession.State.COMPLETED,
        person__died_on=None,
        starts_at__gte=start,
        starts_at__lte=clock.now(),
    ).order_by()


def _by_program(user: User, month: date) -> list[tuple[uuid.UUID, Cell]]:
    rows = (
        _met_since(user, month)
        .values("session__program")
        .annotate(meetings=Count("session", distinct=True), people=Count("person", distinct=True))
    )
    counted = {row["session__program"]: shown(row["meetings"], row["people"]) for row in rows}
    programs = Program.objects.filter(agency_id=user.agency_id, closed_on=None)
    return [
        (program.pk, Cell(program.name, counted.get(program.pk)))
        for program in sorted(programs, key=lambda program: program.name)
    ]


def _by_kind(user: User, month: date, programs: list[uuid.UUID]) -> list[Cell]:
    """Over the programs whose number is shown: with the others in it, the difference would tell theirs.

    A kind is hidden as well where all meetings but a few had it: those few would be known.
    """
    counts = {"meetings": Count("session", distinct=True)}
    for kind in Kind.values:
        has_kind = Q(session__kinds__contains=[kind])
        counts[f"{kind}_meetings"] = Count("session", filter=has_kind, distinct=True)
        counts[f"{kind}_people"] = Count("person", filter=has_kind, distinct=True)
    row = _met_since(user, month).filter(session__program__in=programs).aggregate(**counts)
    cells = []
    for kind in Kind.values:
        count = shown(row[f"{kind}_meetings"], row[f"{kind}_people"])
        without = row["meetings"] - row[f"{kind}_meetings"]
        cells.append(Cell(Kind(kind).label, None if 0 < without < SMALLEST_CELL else count))
    return cells


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
