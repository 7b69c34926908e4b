"""What may be read of check-ins: everything by the person, one shown line by their peer, words of twenty and more.

Nothing else in the product reads them: no report, list, filter, export, interface (an architecture test says so).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consent.models import ConsentNow
from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Agency, User
from peersupport.people.models import Pairing, SupportedPerson

from .models import Attendance, CheckIn, CheckInAnswer, CheckInQuestion, CheckInWish, SupportSession
from .services.check_ins import require_a_yes, week_of

FEWEST_PEOPLE = 20
SMALLEST_CELL = 5
WEEKS = 13
FIRST_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Wish:
    """Whether somebody likes to be asked, and what."""

    is_on: bool
    questions: list[str]


@dataclass(frozen=True)
class Answered:
    """One answer of one week, in words."""

    week: date
    question: Any
    answer: Any
    shown: bool
    is_this_week: bool


def wish_of(person: SupportedPerson) -> Wish:
    row = CheckInWish.objects.filter(person=person).first()
    return Wish(bool(row and row.is_on), list(row.questions) if row else [])


def question_of_the_week(person: SupportedPerson) -> CheckInQuestion | None:
    """The one question of this week, by turns through those they chose; None while they don't like to be asked.

    It stays the same all week whether it was answered, skipped or left: whoever looks at the page learns nothing.
    One about a meeting waits until there was one this week. No other takes its place meanwhile: somebody who
    skipped that would be asked twice in a week.
    """
    wish = wish_of(person)
    if not wish.is_on or not wish.questions:
        return None
    week = week_of(person)
    asked = CheckIn.objects.filter(person=person, week=week).values_list("question", flat=True).first()
    turn = (week - FIRST_MONDAY).days // 7 % len(wish.questions)
    question = CheckInQuestion(asked or wish.questions[turn])
    return None if question.is_about_a_meeting and not asked and not _met_in(week, person) else question


def _met_in(week: date, person: SupportedPerson) -> bool:
    """Whether a meeting of theirs, alone or in a group, was written down for these seven days; none is linked."""
    begins = datetime.combine(week, time(), ZoneInfo(person.program.time_zone))
    there = Attendance.objects.filter(person=person, session__state=SupportSession.State.COMPLETED)
    return there.filter(starts_at__gte=begins, starts_at__lt=begins + timedelta(days=7)).exists()


def my_answers(person: SupportedPerson) -> list[Answered]:
    """Everything the person ever answered and did not take back, newest first. For them alone."""
    week = week_of(person)
    rows = CheckIn.objects.filter(person=person).order_by("-week")
    return [
        Answered(row.week, row.get_question_display(), row.get_answer_display(), row.shown, row.week == week)
        for row in rows
    ]


def shown_to(user: User, person: SupportedPerson) -> Answered | None:
    """What the person showed this week to the peer who walks with them, while a yes is in force."""
    pairings = Pairing.objects.walking_with(user).settled().filter(person=person, covers_for=None)
    row = CheckIn.objects.filter(
        person__in=pairings.values("person"), shown=True, week=week_of(person)
    ).first()
    if row is None or not consent_holds(ConsentNow.objects.get(person=person)):
        return None
    return Answered(row.week, row.get_question_display(), row.get_answer_display(), True, True)


def agency_check_ins(agency: Agency, question: str) -> dict[str, int | None] | None:
    """How often each word was said last by people of the whole agency; None below twenty different people."""
    return all_agency_check_ins(agency).get(CheckInQuestion(question).value)


def all_agency_check_ins(agency: Agency) -> dict[str, dict[str, int | None]]:
    """agency_check_ins() of every question that twenty people answered. One query.

    Each person counts once, with the newest answer of a quarter; the running week is left out, so that nobody can
    watch an answer come in; numbers under five are None, and no sum is told that would give them away.
    """
    today = agency.today()
    monday = today - timedelta(days=today.weekday())
    rows = (
        CheckIn.objects.filter(
            agency=agency, week__lt=monday, week__gte=monday - timedelta(weeks=WEEKS), person__died_on=None
        )
        .order_by("question", "person", "-week")
        .distinct("question", "person")
        .values_list("question", "answer")
    )
    said: dict[str, Counter[int]] = {}
    for question, answer in rows:
        said.setdefault(question, Counter())[answer] += 1
    return {
        question: {
            str(word.label): count if (count := counts[word]) >= SMALLEST_CELL else None
            for word in CheckInAnswer
        }
        for question, counts in said.items()
        if counts.total() >= FEWEST_PEOPLE
    }


def require_askable(person: SupportedPerson) -> None:
    """Raises ConsentMissing without a yes in force, NotAllowed where nothing is written about people."""
    gate = ConsentNow.objects.get(person=person)
    require_a_yes(holds=consent_holds(gate), level=level_in_force(gate=gate, program=person.program))
