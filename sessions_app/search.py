"""Searching what was written: notes are opened one after the other, looked through and closed again. There is no index.

The words of a search stand in no address, log or table. See docs/decisions/0021-search-opens-and-looks.md.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from consent.services import hold_gates
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, Reading, reading

from .models import SessionNote
from .querysets import Cursor
from .reading import NoteWords, opened_for
from .voices import AUTHOR, PERSON, Reader

LOOKED_THROUGH = 500
AT_ONCE = 100
FOUND_AT_MOST = 25
SHORTEST = 2
OTHERS = "others"  # a relation for which no promise keeps anything readable
AROUND = 60

# What of a note is looked through, in the order in which its page shows it.
FIELDS = ("agenda", "text", "own_words", "next_step", "taken_along", "not_read_because")
ADDED = "added"


@dataclass(frozen=True)
class Hit:
    """A note in which every word stands: in which of its fields, and the words around the first place."""

    note: SessionNote
    fields: list[str]
    snippet: str


@dataclass(frozen=True)
class Found:
    """What one look found. `further`: where the next one goes on, None when everything open was looked through."""

    hits: list[Hit]
    looked: int
    back_to: datetime | None
    further: Cursor | None


def words_in(query: str) -> list[str]:
    """The words of a search as they are compared; [] where all of it is too short to find anything by."""
    words = folded(query).split()
    return words if any(len(word) >= SHORTEST for word in words) else []


def folded(text: str) -> str:
    """Without accents and capitals, so that "Café" and "CAFE" are one word."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def search_notes(
    *, words: list[str], by: User, purpose: Purpose, own_only: bool = False, before: Cursor | None = None
) -> Found:
    """The newest notes with all of `words` in them that the acting principal may read now, from `before` on.

    own_only: of their own writing alone. Everybody whose notes are opened for it gets a trace that says search;
    at most LOOKED_THROUGH are, and none behind the last of FOUND_AT_MOST hits.
    """
    hits: list[Hit] = []
    looked = 0
    via = "person" if by.kind == User.Kind.PERSON else "search"
    with reading(by=by, purpose=purpose, via=via) as handle:
        notes = _held_notes(before)
        place, is_end = None, len(notes) <= LOOKED_THROUGH
        for note, hit in _looked_through(notes[:LOOKED_THROUGH], words, by if own_only else None, handle):
            place, looked = note, looked + (hit is not None)
            if hit is not None and hit.fields:
                hits.append(hit)
                if len(hits) == FOUND_AT_MOST:
                    is_end = is_end and note == notes[-1]
                    break
    back_to = place.at if place is not None and looked else None
    return Found(hits, looked, back_to, None if is_end or place is None else Cursor(place.at, place.pk))


def _held_notes(before: Cursor | None) -> list[SessionNote]:
    """Asked for again once the gates of the people they are about are held: what has just closed stays closed."""
    limit = LOOKED_THROUGH + 1
    keys = SessionNote.objects.newest_readable_keys(before=before, limit=limit)
    hold_gates(SessionNote.objects.filter(pk__in=keys).values("person"))
    notes = SessionNote.objects.select_related("peer__user", "session")
    return [note for note in notes.newest_readable(before=before, limit=limit) if note.pk in set(keys)]


def _looked_through(
    notes: list[SessionNote], words: list[str], only: User | None, handle: Reading
) -> Iterator[tuple[SessionNote, Hit | None]]:
    """Each note, and what was found in it; None for one that was not opened."""
    for start in range(0, len(notes), AT_ONCE):
        some = notes[start : start + AT_ONCE]
        wanted = [note for note in some if only is None or note.peer.user_id == only.pk]
        opened = {found.note.pk: found for found in _opened(wanted, handle)}
        for note in some:
            yield note, _hit(opened[note.pk], words) if note.pk in opened else None


def _opened(notes: list[SessionNote], handle: Reading) -> Iterator[NoteWords]:
    """What is set aside in a note, or waits for the person to read it first, is found by its two alone."""
    for is_author in (True, False):
        via = AUTHOR if is_author else PERSON if handle.by.kind == User.Kind.PERSON else OTHERS
        some = [note for note in notes if (note.peer.user_id == handle.by.pk) == is_author]
        yield from opened_for(some, Reader(via), handle)


def _hit(opened: NoteWords, words: list[str]) -> Hit:
    """fields is empty where a word is missing."""
    texts = [(name, getattr(opened.text, name)) for name in FIELDS]
    texts += [(ADDED, added.text) for added in opened.added]
    looked_at = [(name, text, folded(text)) for name, text in texts if text]
    if not all(any(word in plain for _name, _text, plain in looked_at) for word in words):
        return Hit(opened.note, [], "")
    inside = [(name, text) for name, text, plain in looked_at if any(word in plain for word in words)]
    return Hit(opened.note, list(dict.fromkeys(name for name, _text in inside)), _around(inside[0][1], words))


def _around(text: str, words: list[str]) -> str:
    """Some of the text around the first word that stands in it."""
    letters = [(plain, at) for at, letter in enumerate(text) for plain in folded(letter)]
    plain = "".join(letter for letter, _at in letters)
    found = min((place for word in words if (place := plain.find(word)) >= 0), default=0)
    start = letters[found][1] if letters else 0
    first, last = max(0, start - AROUND), start + AROUND
    return f"{'… ' if first else ''}{text[first:last].strip()}{' …' if last < len(text) else ''}"


def further_text(place: Cursor, by: User) -> str:
    """`place` for a hidden field, signed: nobody else's, and nobody goes on from a place they made up."""
    return signing.dumps(place.text, salt=_salt(by))


def further_place(text: str, by: User) -> Cursor | None:
    """The place that further_text() wrote down for this user; None for anything else."""
    try:
        return Cursor.read(signing.loads(text, salt=_salt(by)))
    except signing.BadSignature:
        return None


def _salt(by: User) -> str:
    return f"search for {by.pk}"
