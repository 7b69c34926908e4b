"""What was counted without names: a peer's own days, and the months of the house for the office."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.http import Http404

from peersupport.accounts.models import Program, User

from . import local_time
from .models import SupportSession, Tally

DAYS = 14
MONTHS = 12
SMALLEST_CELL = 5
FIRST_LENGTH = 15


@dataclass(frozen=True)
class Day:
    day: date
    people: int
    minutes: int


@dataclass(frozen=True)
class MyCounts:
    last: Tally | None
    today: Day | None
    days: list[Day]


@dataclass(frozen=True)
class MonthOfProgram:
    """A number, or None where it is small enough to point at somebody; then its minutes are not shown either."""

    month: date
    program: str
    people: int | None
    minutes: int | None


def my_counts(user: User, last_id: uuid.UUID | None) -> MyCounts:
    """`last_id`: what was counted a moment ago, to count it again. No hour is kept that could tell."""
    mine = Tally.objects.written_by(user)
    rows = [Day(row["day"], row["count"], row["length"]) for row in mine.per_day()[:DAYS]]
    last = mine.filter(pk=last_id, program__level=Program.Level.NONE).select_related("program").first()
    here = last.program.today() if last else user.agency.today()
    return MyCounts(
        last=last if last and last.day == here else None,
        today=next((row for row in rows if row.day == here), None),
        days=[row for row in rows if row.day != here],
    )


def plan_to_count(user: User, plan_id: uuid.UUID | None) -> SupportSession | None:
    """The planned meeting that this was; None without one, and for one that was counted and is forgotten since.

    Raises Http404 for a plan that is not theirs.
    """
    if plan_id is None:
        return None
    plan: SupportSession | None = SupportSession.objects.written_by(user).planned().filter(pk=plan_id).first()
    if plan is None and not Tally.objects.written_by(user).filter(pk=plan_id).exists():
        raise Http404
    return plan


def starting_values(user: User, plan: SupportSession | None) -> dict[str, Any]:
    """What a plan answers; else as long as the last one took."""
    if plan is not None:
        day = local_time.from_stored(plan.local_start).date()
        past = {"day": day} if day <= plan.program.today() else {}
        answers = {
            "minutes": plan.minutes,
            "plan": plan.pk,
            "way": plan.way,
            "program": plan.program_id,
        }
        return answers | past
    last = Tally.objects.written_by(user).order_by("-day", "pk").first()
    return {"minutes": last.minutes if last else FIRST_LENGTH, "way": last.way if last else ""}


def months_of_house(user: User) -> list[MonthOfProgram]:
    """Totals by month and program. A number under five is hidden, and no sum stands beside it that would tell it."""
    programs = {program.pk: program.name for program in Program.objects.filter(agency_id=user.agency_id)}
    rows = (
        Tally.objects.filter(agency_id=user.agency_id)
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values("month", "program")
        .annotate(count=Sum("people"), length=Sum("minutes"))
        .order_by("-month")
    )
    found = [
        MonthOfProgram(
            row["month"],
            programs[row["program"]],
            row["count"] if row["count"] >= SMALLEST_CELL else None,
            row["length"] if row["count"] >= SMALLEST_CELL else None,
        )
        for row in rows[: MONTHS * max(1, len(programs))]
    ]
    return sorted(found, key=lambda cell: (cell.month, cell.program), reverse=True)
