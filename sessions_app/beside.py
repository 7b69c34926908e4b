"""What stands beside a note: what a supervisor asked about it, and what is withheld from the person."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from consent.models import Disclosure, Way
from peersupport.accounts.models import User
from peersupport.audit.services import Reading
from peersupport.people.models import SupervisionLink

from .models import NoteReview, ReviewComment, SessionNote, WithheldPassage
from .relation_querysets import BESIDE


@dataclass(frozen=True)
class OpenComment:
    field: str
    label: Any
    text: str


@dataclass(frozen=True)
class OpenReview:
    """One review in plain text. answer: the words of "I leave it as it is, because", "" for an addendum."""

    row: NoteReview
    reviewer: str
    good: str
    comments: list[OpenComment]
    left_because: str
    is_mine: bool
    to_answer: bool

    @property
    def id(self) -> uuid.UUID:
        return self.row.pk

    @property
    def state(self) -> str:
        return self.row.state

    @property
    def to_close(self) -> bool:
        return self.is_mine and self.row.state == NoteReview.State.ANSWERED


@dataclass(frozen=True)
class OpenWithheld:
    """That something is withheld; `text` is "" for everybody but its author and, once agreed to, supervisors."""

    row: WithheldPassage
    text: str
    reason: Any
    agreed_by: str
    why_answer: str
    is_mine: bool
    may_agree: bool

    @property
    def state(self) -> str:
        return self.row.state

    @property
    def waits(self) -> bool:
        return self.row.state == WithheldPassage.State.ASKED

    @property
    def to_explain(self) -> bool:
        """The person asked, and the reader is one of those who answer."""
        return self.may_agree and self.row.why_asked_at is not None and self.row.why_answered_at is None


@dataclass(frozen=True)
class Copied:
    """That the note was copied into another record system: when and by whom, never what for."""

    at: datetime
    by: str


@dataclass(frozen=True)
class Beside:
    """may_return: the reader looks after the work of who wrote the note, and has nothing sent that is not closed."""

    reviews: list[OpenReview] = field(default_factory=list)
    withheld: OpenWithheld | None = None
    may_return: bool = False
    copied: list[Copied] = field(default_factory=list)


def open_beside(
    notes: Iterable[SessionNote], handle: Reading, *, stands: Set[str] = BESIDE
) -> dict[uuid.UUID, Beside]:
    """By note, for whoever reads them. What does not open to this reader is not decrypted for them."""
    notes = {note.pk: note for note in notes}
    after = _looked_after(notes.values(), handle.by)
    nothing: dict[Any, Any] = defaultdict(list)
    reviews = _reviews(notes, handle) if "reviews" in stands else nothing
    withheld = _withheld(notes, after, handle) if "withheld" in stands else {}
    copied = _copied(notes) if "copied" in stands else nothing
    return {
        pk: Beside(
            reviews=reviews[pk],
            withheld=withheld.get(pk),
            may_return=note.peer_id in after
            and not any(one.is_mine and one.state in {"returned", "answered"} for one in reviews[pk]),
            copied=copied[str(pk)],
        )
        for pk, note in notes.items()
    }


def _looked_after(notes: Iterable[SessionNote], by: User) -> set[uuid.UUID]:
    """Peers among the authors whose work this reader looks after today."""
    if by.kind == User.Kind.PERSON:
        return set()
    links: Any = SupervisionLink.objects.held_by(by).filter(peer__in={note.peer_id for note in notes})
    return set(links.values_list("peer_id", flat=True))


def _reviews(notes: dict[uuid.UUID, SessionNote], handle: Reading) -> dict[uuid.UUID, list[OpenReview]]:
    rows: list[NoteReview] = list(
        NoteReview.objects.shown_to(handle.by)
        .filter(note__in=notes)
        .select_related("reviewer", "note__peer__user")
    )
    comments = list(ReviewComment.objects.filter(review__in=rows)) if rows else []
    said: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for item in handle.open_all(comments):
        said[item.row.review_id][item.row.field] = item.text
    found: dict[uuid.UUID, list[OpenReview]] = defaultdict(list)
    for opened in handle.open_all(rows):
        row = opened.row
        found[row.note_id].append(
            OpenReview(
                row=row,
                reviewer=row.reviewer.name,
                good=opened.good,
                comments=[
                    OpenComment(code, ReviewComment.Field(code).label, said[row.pk][code])
                    for code in ReviewComment.Field.values
                    if code in said[row.pk]
                ],
                left_because=opened.left_because,
                is_mine=row.reviewer_id == handle.by.pk,
                to_answer=row.state == NoteReview.State.RETURNED and row.note.peer.user_id == handle.by.pk,
            )
        )
    return found


def _withheld(
    notes: dict[uuid.UUID, SessionNote], after: set[uuid.UUID], handle: Reading
) -> dict[uuid.UUID, OpenWithheld]:
    rows = WithheldPassage.objects.filter(note__in=notes).select_related("decided_by")
    found = {}
    for row in rows:
        is_mine, beside = row.author_id == handle.by.pk, notes[row.note_id].peer_id in after
        if (
            row.state != WithheldPassage.State.AGREED
            and not is_mine
            and not (beside and row.state == "asked")
        ):
            continue
        if not is_mine and not (beside and row.state == WithheldPassage.State.AGREED):
            row.text = None
        opened = handle.open(row)
        found[row.note_id] = OpenWithheld(
            row=row,
            text=opened.text,
            reason=WithheldPassage.Reason(row.reason).label,
            agreed_by=row.decided_by.name if row.decided_by else "",
            why_answer=opened.why_answer,
            is_mine=is_mine,
            may_agree=beside,
        )
    return found


def _copied(notes: dict[uuid.UUID, SessionNote]) -> dict[str, list[Copied]]:
    """By the note's id, as the accounting of what went out has it."""
    people = {note.person_id for note in notes.values()}
    these = Q(pk__in=[])
    for pk in notes:
        these |= Q(items__contains=[{"id": str(pk)}])
    went = Disclosure.objects.filter(these, person__in=people, sent_by=Way.COPY).select_related("made_by")
    found: dict[str, list[Copied]] = defaultdict(list)
    for row in went.order_by("at").only("at", "items", "made_by__name"):
        for pk in {item["id"] for item in row.items}:
            found[pk].append(Copied(row.at, row.made_by.name))
    return found


def open_asked(passage: WithheldPassage, handle: Reading) -> str:
    """What is to be withheld, for the second person who decides. The row comes from services' supervised_note()."""
    return str(handle.open(passage).text)
