"""The meetings of one person as a page shows them: what comes, the soonest first, and what was, the newest first."""

import uuid
from dataclasses import dataclass
from typing import Any

from peersupport.core import clock

from .models import SupportSession
from .querysets import PAGE, Cursor, SessionFilter

NEXT = 2
PAST_AT_LEAST = 5


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
    """One page of what the acting principal may see. However full the calendar is, some that were held are on it."""
    rows = SupportSession.objects.select_related("peer__user", "group")
    now, place = clock.now(), before
    coming: list[Any] = []
    past: list[Any] = []
    while True:
        page = rows.newest(only=SessionFilter(person_id=person_id), before=place, limit=PAGE + 1)
        shown, more = page[:PAGE], len(page) > PAGE
        coming = [session for session in reversed(shown) if session.starts_at > now] + coming
        past += [session for session in shown if session.starts_at <= now]
        if not more or len(past) >= PAST_AT_LEAST:
            older = Cursor.of(shown[-1]).text if more else ""
            return PersonMeetings(coming, past, older, is_top=before is None)
        place = Cursor.of(shown[-1])
