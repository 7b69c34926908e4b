"""Opening what was written about a meeting: who reads by which relation, and the trace of it."""

import uuid
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils import formats

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, Reading, reading
from peersupport.people.models import Pairing, SupervisionLink

from .local_time import to_local
from .models import (
    Addendum,
    Connection,
    ConnectionStep,
    GoalTouched,
    SessionNote,
    SupportSession,
    Tag,
    WhyShared,
)
from .querysets import open_authors
from .services.completing import UNSAID


@dataclass(frozen=True)
class Added:
    """What was added later, and on which day."""

    text: str
    author: str
    day: str


@dataclass(frozen=True)
class Around:
    """What a note points at, in plain text: goals of the person, and what they connected with, as it stood then."""

    goals: list[str]
    connections: list[tuple[str, Any]]


@dataclass(frozen=True)
class OpenNote:
    """One note in plain text, with what was added later."""

    note: SessionNote
    text: SimpleNamespace
    addenda: list[Added]
    around: Around

    @property
    def tags(self) -> list[Any]:
        return [Tag(tag).label for tag in self.note.tags]

    @property
    def why_shared(self) -> str:
        """The reason for sharing in words; "" where none was given."""
        return "" if self.text.why_shared in {"", UNSAID} else str(WhyShared(self.text.why_shared).label)


def open_notes(
    session: SupportSession, *, by: User, purpose: Purpose, only: UUID | None = None
) -> list[OpenNote]:
    """The notes of a meeting that the acting principal may read now. Every person concerned gets a trace.

    `only`: this one of them, so that the others of a group stay closed.
    """
    notes = SessionNote.objects.select_related("peer__user", "person").readable(session.pk)
    notes = [note for note in notes if only in {None, note.pk}]
    addenda = list(Addendum.objects.filter(note__in=notes).select_related("author"))
    with reading(by=by, purpose=purpose, via=relation(session, by)) as handle:
        texts = handle.open_all(notes)
        added = handle.open_all(addenda)
        around = open_around(notes, handle)
    return [
        OpenNote(
            note,
            text,
            [_added(item, session) for item in added if item.row.note_id == note.pk],
            around[note.attendance_id],
        )
        for note, text in zip(notes, texts, strict=True)
    ]


def open_around(notes: list[SessionNote], handle: Reading) -> dict[uuid.UUID, Around]:
    """Per attendance of these notes: goals and connections, as far as the acting principal may read them."""
    places = [note.attendance_id for note in notes]
    touched = list(GoalTouched.objects.filter(attendance__in=places).select_related("goal"))
    told = list(Connection.objects.filter(told_at__in=places).order_by("created_at", "pk"))
    open_to = {note.person_id: _open_authors(note.person_id, touched, told) for note in notes}
    goals = [row for row in touched if row.goal.peer_id in open_to[row.goal.person_id]]
    told = [row for row in told if row.peer_id in open_to[row.person_id]]
    texts = {item.row.pk: item.text for item in handle.open_all([*(row.goal for row in goals), *told])}
    then = _states_then(told)
    return {
        place: Around(
            goals=[texts[row.goal_id] for row in goals if row.attendance_id == place],
            connections=[(texts[row.pk], then[row.pk]) for row in told if row.told_at_id == place],
        )
        for place in places
    }


def _open_authors(
    person_id: uuid.UUID, touched: list[GoalTouched], told: list[Connection]
) -> set[uuid.UUID | None]:
    rows = [*(row.goal for row in touched), *told]
    return open_authors(person_id, list({row.peer_id for row in rows if row.person_id == person_id}))


def _states_then(told: list[Connection]) -> dict[uuid.UUID, Any]:
    """How far each had come when it was written down; the plan shows how it went on."""
    course = ConnectionStep.objects.filter(connection__in=told) if told else ()
    first: dict[uuid.UUID, Any] = {}
    for turn in course:
        first.setdefault(turn.connection_id, turn.get_state_display())
    return first


def _added(opened: SimpleNamespace, session: SupportSession) -> Added:
    local = to_local(opened.row.at, session.time_zone)
    return Added(opened.text, opened.row.author.name, formats.date_format(local, "DATE_FORMAT"))


def is_author(session: SupportSession, user: User) -> bool:
    return bool(session.peer.user_id == user.pk)


def relation(session: SupportSession, user: User) -> str:
    """By which relation somebody reads. It stands in the trace that the person sees."""
    if user.kind == user.Kind.PERSON:
        return "person"
    if is_author(session, user):
        return "author"
    people = session.attendances.values("person")
    pairing: Any = Pairing.objects.walking_with(user).filter(person__in=people).first()
    if pairing is not None:
        return "cover" if pairing.covers_for_id else "paired"
    link: Any = SupervisionLink.objects.held_by(user).filter(peer=session.peer).order_by("kind").first()
    return link.kind if link is not None else "grant"
