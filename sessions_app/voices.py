"""The person's voice in a note, as one reader has it: answers beside it, and passages set aside in it.

Every view of a note goes through reading.open_notes(), and that through here: page, print, API and what goes out.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from peersupport.audit.services import Reading

from .models import NoteVersion, PersonResponse, SessionNote, SetAside, WhoWrote
from .relation_querysets import BESIDE
from .sentences import Passage, cut, texts_of

PERSON, AUTHOR, SENIOR = "person", "author", "senior"
# By which relation somebody reads → the audience a promise may keep set-aside passages readable for.
AUDIENCES = {
    "paired": "paired",
    "cover": "cover",
    "clinical": "clinical",
    SENIOR: SENIOR,
    "grant": "responder",
}
# Loaded with the answers in one query.
AROUND = ("words", "taken_back", "reply__author")


@dataclass(frozen=True)
class Reply:
    text: str
    author: Any
    at: Any


@dataclass(frozen=True)
class Answer:
    """One answer. `elsewhere`: its words went to the senior peer supervisor, and this reader doesn't have them."""

    row: PersonResponse
    words: str = ""
    reply: Reply | None = None
    elsewhere: bool = False
    is_taken_back: bool = False

    @property
    def kind(self) -> Any:
        return PersonResponse.Kind(self.row.kind).label

    @property
    def given(self) -> Any:
        return self.row.get_given_display()  # type: ignore[attr-defined]

    @property
    def stands_against(self) -> bool:
        """They see it differently, and have not taken that back."""
        return not self.is_taken_back and self.row.kind == PersonResponse.Kind.DIFFERENT


@dataclass(frozen=True)
class Voice:
    """What stands beside one note. passages: (row, its words) of what is set aside, for the two alone."""

    answers: list[Answer] = field(default_factory=list)
    passages: list[tuple[SetAside, str]] = field(default_factory=list)
    hides: bool = False  # something is set aside from this reader
    words_wait: bool = False  # the person reads what was typed for them first
    changes: int = 0  # how often the note was changed while it was ready; told to the two alone

    @property
    def standing(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.stands_against]


@dataclass(frozen=True)
class Reader:
    """By which relation somebody reads. outside: it is for somebody else's eyes, whoever prepares it."""

    via: str
    outside: bool = False

    @property
    def is_one_of_two(self) -> bool:
        return not self.outside and self.via in {PERSON, AUTHOR}

    def misses(self, row: SetAside) -> bool:
        if self.outside:
            return True
        if self.via == PERSON:
            return False
        if self.via == AUTHOR:
            return row.field == "own_words"
        return AUDIENCES.get(self.via) not in row.kept_for

    def has_words_of(self, row: PersonResponse) -> bool:
        """Those for the senior peer supervisor are theirs and the person's."""
        return not row.to_senior or (not self.outside and self.via in {PERSON, SENIOR})


def with_voices(
    opened: list[SimpleNamespace],
    added: list[SimpleNamespace],
    reader: Reader,
    handle: Reading,
    *,
    stands: Set[str] = BESIDE,
) -> dict[uuid.UUID, Voice]:
    """Take out of the opened texts what this reader doesn't have, and say what stands beside each note."""
    notes: list[SessionNote] = [text.row for text in opened]
    rows = _responses(notes) if "answers" in stands else []
    answers = _answers(rows, reader, handle)
    passages = defaultdict(list)
    for row in SetAside.objects.filter(note__in=notes, lifted=None) if "set_aside" in stands else ():
        passages[row.note_id].append(row)
    changes = _changes(notes) if reader.is_one_of_two and "versions" in stands else {}
    return {
        text.row.pk: _voice(
            text,
            [item for item in added if item.row.note_id == text.row.pk],
            reader,
            answers[text.row.pk],
            passages[text.row.pk],
            confirmed=_is_confirmed(text.row, rows),
            changes=changes.get(text.row.pk, 0),
        )
        for text in opened
    }


def _responses(notes: list[SessionNote]) -> list[PersonResponse]:
    return list(PersonResponse.objects.filter(note__in=notes).select_related(*AROUND))


def _changes(notes: list[SessionNote]) -> dict[uuid.UUID, int]:
    found: dict[uuid.UUID, int] = defaultdict(int)
    for note_id in NoteVersion.objects.filter(note__in=notes).values_list("note", flat=True):
        found[note_id] += 1
    return found


def _voice(
    text: SimpleNamespace,
    added: list[SimpleNamespace],
    reader: Reader,
    answers: list[Answer],
    passages: list[SetAside],
    *,
    confirmed: bool,
    changes: int,
) -> Voice:
    whole = texts_of(text, added)
    missing = [row for row in passages if reader.misses(row)]
    _mask(text, added, missing)
    words_wait = bool(
        not confirmed and not reader.is_one_of_two and text.own_words and not text.row.is_final
        and text.row.own_words_by == WhoWrote.TYPED_FOR_THEM
    )  # fmt: skip
    if words_wait:
        text.own_words = ""
    shown = [row for row in passages if row not in missing] if reader.is_one_of_two else []
    return Voice(
        answers=answers,
        passages=[(row, whole[row.field, row.addendum_id][row.start : row.end]) for row in shown],
        hides=bool(missing),
        words_wait=words_wait,
        changes=changes,
    )


def _mask(text: SimpleNamespace, added: list[SimpleNamespace], missing: Iterable[SetAside]) -> None:
    instead = "[" + _("set aside at the person's request") + "]"
    by_place: dict[Any, list[Passage]] = defaultdict(list)
    for row in missing:
        by_place[row.field, row.addendum_id].append(Passage(row.field, row.start, row.end))
    for (name, addendum), passages in by_place.items():
        if addendum:
            later = next(item for item in added if item.row.pk == addendum)
            later.text = cut(later.text, passages, instead=instead)
        else:
            setattr(text, name, cut(getattr(text, name), passages, instead=instead))


def _is_confirmed(note: SessionNote, rows: list[PersonResponse]) -> bool:
    """The person read what was typed for them, and said that it is right."""
    return any(
        row.note_id == note.pk and row.kind == PersonResponse.Kind.RIGHT and not _taken_back(row)
        for row in rows
    )


def _taken_back(row: PersonResponse) -> bool:
    return getattr(row, "taken_back", None) is not None


def _answers(rows: list[PersonResponse], reader: Reader, handle: Reading) -> dict[uuid.UUID, list[Answer]]:
    """What was taken back is told to the two alone, without what it was."""
    readable = [row for row in rows if not _taken_back(row) and reader.has_words_of(row)]
    words = _opened(handle, [getattr(row, "words", None) for row in readable])
    replies = _opened(handle, [getattr(row, "reply", None) for row in readable])
    found: dict[uuid.UUID, list[Answer]] = defaultdict(list)
    for row in rows:
        if _taken_back(row):
            if reader.is_one_of_two and reader.has_words_of(row):
                found[row.note_id].append(Answer(row, is_taken_back=True))
            continue
        said = replies.get(row.pk)
        found[row.note_id].append(
            Answer(
                row,
                words=words[row.pk].text if row.pk in words else "",
                reply=Reply(said.text, said.row.author, said.row.at) if said else None,
                elsewhere=not reader.has_words_of(row),
            )
        )
    return found


def _opened(handle: Reading, rows: list[Any]) -> dict[uuid.UUID, SimpleNamespace]:
    return {item.row.response_id: item for item in handle.open_all([row for row in rows if row is not None])}
