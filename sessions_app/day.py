"""The end of the day: meetings whose hour has come and of which nobody said yet what became of them."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program, User
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.people.models import Pairing, SupportedPerson

from .levels import MOST_FIRST_CONTACTS, RULES, LevelRule
from .models import Attendance, SessionDraft, SupportSession
from .queries import open_pairings

BACK = timedelta(days=14)
MOST = 30
# What a card has room for. Words beyond that are finished where they were begun.
ON_THE_CARD = frozenset(
    {
        "key",
        "person",
        "opened_at",
        "minutes",
        "minutes_other",
        "kinds",
        "text",
        "rest_stays_between_us",
        "read_together",
        "not_read_because",
    }
)
SHORT = {Program.Level.ATTENDANCE, Program.Level.BRIEF, Program.Level.TOGETHER}


@dataclass(frozen=True)
class DayMeeting:
    """One planned meeting, and what may be written down about it."""

    session: SupportSession
    person: SupportedPerson | None
    level: str
    has_consent: bool
    may_be_kept: bool
    draft: dict[str, list[str]]

    @property
    def rule(self) -> LevelRule:
        return RULES[self.level]

    @property
    def is_short(self) -> bool:
        """Whether a few taps are enough. Otherwise the card leads to the whole form."""
        return self.person is not None and self.may_be_kept and self.level in SHORT and not self.says_more

    @property
    def says_more(self) -> bool:
        """A draft with words that a card has no room for: they must not be lost."""
        later = {"when", "start_date", "start_time", "which_hour", "language", "way", "place", "kept_hints"}
        return any(any(values) for name, values in self.draft.items() if name not in ON_THE_CARD | later)

    @property
    def title(self) -> str:
        if self.person is not None:
            return self.person.chosen_name
        return self.session.group.name if self.session.group else ""


def day_meetings(user: User, *, also: Collection[uuid.UUID] = ()) -> list[DayMeeting]:
    """Unwritten meetings of the last two weeks, the oldest first, and `also` those of theirs with these keys.

    Nobody on a break, nobody who said goodbye or keeps the peer away. The number of queries doesn't grow with them.
    """
    now = clock.now()
    waiting = Q(state=SupportSession.State.PLANNED, starts_at__lte=now, starts_at__gt=now - BACK)
    mine = SupportSession.objects.written_by(user).filter(waiting | Q(pk__in=also)).select_related("group")
    sessions = list(mine.order_by("starts_at", "pk")[: MOST + len(also)])
    people = _people(user, sessions)
    drafts = _drafts(user, [session.pk for session in sessions])
    used = _first_contacts(list(people.values()))
    return [
        _meeting(session, people.get(session.pk), used, drafts.get(session.pk, {}))
        for session in sessions
        if session.pk in people or session.group_id is not None
    ]


def _people(user: User, sessions: list[SupportSession]) -> dict[uuid.UUID, SupportedPerson]:
    walking = open_pairings(user).filter(state=Pairing.State.ACTIVE).order_by().values("person")
    alone = [session.pk for session in sessions if session.group_id is None]
    rows = Attendance.objects.filter(session__in=alone, person__in=walking)
    return {row.session_id: row.person for row in rows.select_related("person__program", "person__gate")}


def _drafts(user: User, keys: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    rows = list(SessionDraft.objects.of(user).filter(session_key__in=keys))
    if not rows:
        return {}
    with reading(by=user, purpose=Purpose.OWN_WORK, via="author") as handle:
        return {item.row.session_key: json.loads(item.payload) for item in handle.open_all(rows)}


def _first_contacts(people: list[SupportedPerson]) -> dict[uuid.UUID, int]:
    """How many first contacts are written down, of those who have not said yes."""
    asked = [person.pk for person in people if not consent_holds(person.gate)]
    counted = SupportSession.objects.filter(first_contact=True, attendances__person__in=asked)
    return dict(counted.order_by().values_list("attendances__person").annotate(Count("pk"))) if asked else {}


def _meeting(
    session: SupportSession,
    person: SupportedPerson | None,
    used: dict[uuid.UUID, int],
    draft: dict[str, Any],
) -> DayMeeting:
    if person is None:
        return DayMeeting(session, None, session.level, has_consent=False, may_be_kept=False, draft={})
    holds = consent_holds(person.gate)
    return DayMeeting(
        session=session,
        person=person,
        level=level_in_force(gate=person.gate, program=person.program),
        has_consent=holds,
        may_be_kept=holds or used.get(person.pk, 0) < MOST_FIRST_CONTACTS,
        draft=draft,
    )
