"""Opening what was written about a meeting: who reads by which relation, and the trace of it."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils import formats

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import Pairing, SupervisionLink

from .local_time import to_local
from .models import Addendum, SessionNote, SupportSession, WhyShared
from .services.completing import UNSAID


@dataclass(frozen=True)
class Added:
    """What was added later, and on which day."""

    text: str
    author: str
    day: str


@dataclass(frozen=True)
class OpenNote:
    """One note in plain text, with what was added later."""

    note: SessionNote
    text: SimpleNamespace
    addenda: list[Added]

    @property
    def why_shared(self) -> str:
        """The reason for sharing in words; "" where none was given."""
        return "" if self.text.why_shared in {"", UNSAID} else str(WhyShared(self.text.why_shared).label)


def open_notes(session: SupportSession, *, by: User, purpose: Purpose) -> list[OpenNote]:
    """The notes of a meeting that the acting principal may read now. Every person concerned gets a trace."""
    notes = SessionNote.objects.select_related("peer__user", "person").readable(session.pk)
    addenda = list(Addendum.objects.filter(note__in=notes).select_related("author"))
    with reading(by=by, purpose=purpose, via=relation(session, by)) as handle:
        texts = handle.open_all(notes)
        added = handle.open_all(addenda)
    return [
        OpenNote(note, text, [_added(item, session) for item in added if item.row.note_id == note.pk])
        for note, text in zip(notes, texts, strict=True)
    ]


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
