"""A meeting of a group as far as somebody may see it: as a group, or as one person's presence."""

import uuid
from dataclasses import dataclass

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import BlockedStaff, Pairing

from .levels import RULES
from .models import Attendance, Gathering, SessionNote, SupportSession
from .reading import is_author, relation


@dataclass(frozen=True)
class Attendee:
    """Somebody the author named; a note about them is offered where it can be kept."""

    person_id: uuid.UUID
    name: str
    note_id: uuid.UUID | None
    may_get_note: bool


@dataclass(frozen=True)
class OpenGathering:
    came: int
    agreement_read: bool
    text: str
    attendees: list[Attendee]


def gathering_of(session: SupportSession, user: User) -> OpenGathering | None:
    """Number and text for who sees the group whole; names for its author alone. None for everybody else.

    `session` comes from reached(), which says how much of it this reader sees.
    """
    gathering = Gathering.objects.filter(session=session).first() if session.whole else None
    if gathering is None:
        return None
    is_own = is_author(session, user)
    purpose = Purpose.OWN_WORK if is_own else Purpose.DOCUMENTATION
    with reading(by=user, purpose=purpose, via=relation(session, user)) as handle:
        text = handle.open(gathering).text
    return OpenGathering(
        came=gathering.headcount,
        agreement_read=gathering.agreement_read,
        text=text,
        attendees=_attendees(session, user) if is_own else [],
    )


def _attendees(session: SupportSession, user: User) -> list[Attendee]:
    """Without those who keep the author away since."""
    away = BlockedStaff.objects.filter(user=user).values("person")
    rows = (
        Attendance.objects.filter(session=session)
        .exclude(person__in=away)
        .exclude(person__also_staff=user)
        .select_related("person__program", "person__gate")
        .order_by("person__name_key", "pk")
    )
    pairings = Pairing.objects.walking_with(user).filter(state=Pairing.State.ACTIVE, person__died_on=None)
    walking = set(pairings.values_list("person_id", flat=True))
    written = dict(SessionNote.objects.filter(session=session).values_list("person_id", "pk"))
    return [_attendee(row, walking, written) for row in rows]


def _attendee(row: Attendance, walking: set[uuid.UUID], written: dict[uuid.UUID, uuid.UUID]) -> Attendee:
    gate, note_id = row.person.gate, written.get(row.person_id)
    level = level_in_force(gate=gate, program=row.person.program)
    keeps = consent_holds(gate) and RULES[level].keeps_words
    may = row.person_id in walking and keeps and note_id is None
    return Attendee(row.person_id, row.person.chosen_name, note_id, may)
