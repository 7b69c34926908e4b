"""Opening what was written about a meeting: who reads by which relation, and the trace of it."""

import uuid
from collections.abc import Set
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils import formats

from consent.services import hold_gates
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, Reading, reading
from peersupport.people.models import Pairing, SupervisionLink
from peersupport.rules.models import NotePrompt

from .beside import Beside, open_beside
from .local_time import to_local
from .models import (
    Addendum,
    Connection,
    ConnectionStep,
    GoalTouched,
    Kind,
    SessionNote,
    SupportSession,
    Tag,
    WhyShared,
)
from .querysets import open_authors
from .relation_querysets import BESIDE, open_with_beside
from .sentences import Passage, sentences, texts_of
from .voices import Reader, Voice, with_voices


@dataclass(frozen=True)
class Added:
    """What was added later, and on which day."""

    text: str
    by: User
    day: str
    pk: UUID

    @property
    def author(self) -> str:
        return self.by.name


@dataclass(frozen=True)
class Around:
    """What a note points at, in plain text: goals of the person, and what they connected with, as it stood then."""

    goals: list[str]
    connections: list[tuple[str, Any]]


@dataclass(frozen=True)
class Told:
    """A connection at one attendance, and how far it had come."""

    place: uuid.UUID
    row: Connection
    words: Any


@dataclass(frozen=True)
class NoteWords:
    """The words of one note in plain text, of what was added later, and what the person says to it."""

    note: SessionNote
    text: SimpleNamespace
    added: list[SimpleNamespace]
    voice: Voice


@dataclass(frozen=True)
class OpenNote:
    """One note in plain text as one reader has it, with what was added later and what the person says to it."""

    note: SessionNote
    text: SimpleNamespace
    addenda: list[Added]
    around: Around
    beside: Beside
    voice: Voice = field(default_factory=Voice)
    via: str = ""

    @property
    def sentences(self) -> list[tuple[Any, list[tuple[Passage, str]]]]:
        """What can be left out of it, without what is set aside already."""
        texts = texts_of(self.text, ()) | {("addendum", item.pk): item.text for item in self.addenda}
        stands = {(row.field, row.addendum_id, row.start) for row, _words in self.voice.passages}
        found = [
            (
                label,
                [item for item in items if (item[0].field, item[0].addendum, item[0].start) not in stands],
            )
            for label, items in sentences(texts)
        ]
        return [(label, items) for label, items in found if items]

    @property
    def own_words_struck(self) -> bool:
        return any(row.field == "own_words" for row, _words in self.voice.passages)

    @property
    def state(self) -> str:
        """ready: the two can still change it · finished."""
        return "finished" if self.note.is_final else "ready"

    @property
    def tags(self) -> list[Any]:
        return [Tag(tag).label for tag in self.note.tags]

    @property
    def says(self) -> list[Any]:
        """What its author ticked that it says, in words."""
        return [NotePrompt(prompt).label for prompt in self.note.says]

    @property
    def facts(self) -> list[Any]:
        return own_facts(self.note)

    @property
    def why_shared(self) -> str:
        """The reason for sharing in words; "" where none was given."""
        return str(dict(WhyShared.choices).get(self.text.why_shared, ""))


def own_facts(note: SessionNote) -> list[Any]:
    """Kinds, way and place that this note alone says, in words: the meeting of the group didn't."""
    chosen = [note.get_way_display(), note.get_place_display()]  # type: ignore[attr-defined]
    return [*(Kind(kind).label for kind in note.kinds), *filter(None, chosen)]


def open_notes(
    session: SupportSession,
    *,
    by: User,
    purpose: Purpose,
    only: UUID | None = None,
    for_others: bool = False,
) -> list[OpenNote]:
    """The notes of a meeting that the acting principal may read now. Every person concerned gets a trace.

    `only`: this one of them, so that the others of a group stay closed. `for_others`: as it may go out, whoever reads.
    """
    via = relation(session, by)
    with reading(by=by, purpose=purpose, via=via) as handle:
        notes, stands = _held_notes(session, only)
        opened = opened_for(notes, Reader(via, outside=for_others), handle, stands=stands)
        around = open_around(notes, handle, stands=stands)
        beside = open_beside(notes, handle, stands=stands)
    return [
        OpenNote(
            words.note,
            words.text,
            [_added(item, session) for item in words.added],
            around[words.note.attendance_id],
            beside[words.note.pk],
            words.voice,
            via,
        )
        for words in opened
    ]


def opened_for(
    notes: list[SessionNote], reader: Reader, handle: Reading, *, stands: Set[str] = BESIDE
) -> list[NoteWords]:
    """The words of these notes as this reader has them. Every page, list and search opens them here.

    stands: kinds of things that stand beside one of them, as far as that is known.
    """
    if not notes:
        return []
    addenda = (
        list(Addendum.objects.filter(note__in=notes).select_related("author")) if "addenda" in stands else []
    )
    texts, added = handle.open_all(notes), handle.open_all(addenda)
    voices = with_voices(texts, added, reader, handle, stands=stands)
    return [
        NoteWords(note, text, [item for item in added if item.row.note_id == note.pk], voices[note.pk])
        for note, text in zip(notes, texts, strict=True)
    ]


def _held_notes(session: SupportSession, only: UUID | None) -> tuple[list[SessionNote], Set[str]]:
    """Asked for after the gates of the people they are about are held: what has just been closed stays closed.

    With the kinds of things that stand beside them.
    """
    about = SessionNote.objects.filter(session=session.pk, **({"pk": only} if only else {}))
    hold_gates(about.values("person"))
    opens = {pk: kinds for pk, kinds in open_with_beside(session.pk).items() if only in {None, pk}}
    if not opens:
        return [], frozenset()
    notes = SessionNote.objects.select_related("peer__user", "person").in_bulk(list(opens))
    return [notes[pk] for pk in opens], frozenset().union(*opens.values())


def open_around(
    notes: list[SessionNote], handle: Reading, *, stands: Set[str] = BESIDE
) -> dict[uuid.UUID, Around]:
    """Per attendance of these notes: goals and connections, as far as the acting principal may read them."""
    places = [note.attendance_id for note in notes]
    goals_there = GoalTouched.objects.filter(attendance__in=places).select_related("goal")
    touched = list(goals_there) if "goals" in stands else []
    told = _told_at(places) if "connections" in stands else []
    open_to = {note.person_id: _open_authors(note.person_id, touched, told) for note in notes}
    goals = [row for row in touched if row.goal.peer_id in open_to[row.goal.person_id]]
    told = [item for item in told if item.row.peer_id in open_to[item.row.person_id]]
    rows = {row.pk: row for row in [*(row.goal for row in goals), *(item.row for item in told)]}
    texts = {item.row.pk: item.text for item in handle.open_all(list(rows.values()))}
    return {
        place: Around(
            goals=[texts[row.goal_id] for row in goals if row.attendance_id == place],
            connections=[(texts[item.row.pk], item.words) for item in told if item.place == place],
        )
        for place in places
    }


def _open_authors(
    person_id: uuid.UUID, touched: list[GoalTouched], told: list[Told]
) -> set[uuid.UUID | None]:
    rows = [*(row.goal for row in touched), *(item.row for item in told)]
    return open_authors(person_id, list({row.peer_id for row in rows if row.person_id == person_id}))


def _told_at(places: list[uuid.UUID]) -> list[Told]:
    """What began, and what went on, at these meetings, and how far it had come then; the plan shows how it went on."""
    begun = list(Connection.objects.filter(told_at__in=places).order_by("created_at", "pk"))
    first: dict[uuid.UUID, Any] = {}
    for turn in ConnectionStep.objects.filter(connection__in=begun) if begun else ():
        first.setdefault(turn.connection_id, turn.get_state_display())
    turns = ConnectionStep.objects.filter(told_at__in=places).select_related("connection")
    return [
        *(Told(row.told_at_id, row, first[row.pk]) for row in begun if row.told_at_id is not None),
        *(Told(turn.told_at_id, turn.connection, turn.get_state_display()) for turn in turns),
    ]


def _added(opened: SimpleNamespace, session: SupportSession) -> Added:
    local = to_local(opened.row.at, session.time_zone)
    return Added(opened.text, opened.row.author, formats.date_format(local, "DATE_FORMAT"), opened.row.pk)


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
