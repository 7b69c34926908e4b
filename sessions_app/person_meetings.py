"""The meetings of one person as a page shows them: what comes, the soonest first, and what was, the newest first."""

import uuid
from dataclasses import dataclass
from typing import Any

from peersupport.core import clock

from .models import Attendance, SupportSession
from .querysets import PAGE, Cursor, SessionFilter

NEXT = 2
# What a line shows. A page of whole rows spends as long on dates and texts that nobody sees as on the list itself.
SHOWN = (
    "starts_at", "local_start", "time_zone", "minutes", "way", "state", "has_note", "peer__user__name", "group__name",
)  # fmt: skip
MOST_COMING = 75


@dataclass(frozen=True)
class PersonMeetings:
    coming: list[Any]
    past: list[Any]
    older: str
    is_top: bool = True

    @property
    def soonest(self) -> list[Any]:
        """The next ones that are planned."""
        planned = [session for session in self.coming if session.state == SupportSession.State.PLANNED]
        return planned[:NEXT]

    @property
    def further(self) -> list[Any]:
        """What else stands in the calendar, with what was called off."""
        soonest = self.soonest
        return [session for session in self.coming if session not in soonest]

    @property
    def last_held(self) -> Any | None:
        """The newest one that took place, at the top of the list only."""
        held = (session for session in self.past if session.state == SupportSession.State.COMPLETED)
        return next(held, None) if self.is_top else None


def meetings_of(person_id: uuid.UUID, *, before: Cursor | None = None) -> PersonMeetings:
    """One page of what the acting principal may see. At the top it looks just far enough to get past the calendar.

    As many queries however many there are.
    """
    now = clock.now()
    limit = PAGE
    if before is None:
        # An upper bound, shown to nobody: some of them may be hidden from this reader.
        limit += Attendance.objects.filter(person=person_id, starts_at__gt=now)[:MOST_COMING].count()
    rows = SupportSession.objects.select_related("peer__user", "group").only(*SHOWN)
    found = rows.newest(only=SessionFilter(person_id=person_id), before=before, limit=limit + 1)
    coming = [session for session in found[:limit] if session.starts_at > now]
    past = [session for session in found[:limit] if session.starts_at <= now][:PAGE]
    more = len(found) > len(coming) + len(past)
    older = Cursor.of((past or coming)[-1]).text if more else ""
    return PersonMeetings(coming[::-1], past, older, is_top=before is None)
