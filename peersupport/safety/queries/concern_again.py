"""Questions to read again what is closed for good: one's own, those one may answer, and those about oneself."""

from dataclasses import dataclass, field
from typing import Any

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.safety.models import Concern, ReadingAgain

SHOWN = 20


@dataclass(frozen=True)
class AgainLine:
    """reason: "" where it was not opened, so that the person's list of readings tells of no reading."""

    row: ReadingAgain
    reason: str = ""
    concerns: list[Concern] = field(default_factory=list)


def own_lines(user: User) -> list[AgainLine]:
    """What waits for a second person, and what is open now, with the days of the worries it opened."""
    rows = ReadingAgain.objects
    waiting = rows.waiting().filter(asked_by=user, agency_id=user.agency_id)
    shown = rows.filter(pk__in=waiting.values("pk")) | rows.filter(pk__in=rows.open_to(user).values("pk"))
    found = list(
        shown.select_related("person", "asked_by", "answered_by").order_by("created_at", "pk")[:SHOWN]
    )
    is_open = any(row.until for row in found)
    concerns = list(Concern.objects.opened_again(user).order_by("created_at", "pk")) if is_open else []
    return [AgainLine(row, concerns=_within(row, concerns)) for row in found]


def asked_line(row: ReadingAgain, *, by: User) -> AgainLine:
    """A question with its reason, for whoever may agree to it."""
    return _opened([row], by=by, purpose=Purpose.SAFETY, via="second")[0]


def about_me(user: User) -> list[AgainLine]:
    """Everything that was asked about the person themselves, answered or not, the newest first."""
    rows = ReadingAgain.objects.known_to_person(user).select_related("asked_by", "answered_by")
    newest = list(rows.order_by("-created_at", "pk")[:SHOWN])
    return _opened(newest, by=user, purpose=Purpose.OWN_RECORD, via="person")


def _opened(rows: list[ReadingAgain], **reader: Any) -> list[AgainLine]:
    if not rows:
        return []
    with reading(**reader) as handle:
        return [AgainLine(one.row, one.reason) for one in handle.open_all(rows)]


def _within(row: ReadingAgain, concerns: list[Concern]) -> list[Concern]:
    return [
        concern
        for concern in concerns
        if row.until
        and concern.person_id == row.person_id
        and row.from_at <= concern.created_at < row.to_at
        and (row.line or concern.raised_by_id == row.asked_by_id)
    ]
