"""A supervisor returns a note with what is good in it and what they ask; the peer answers; it is closed with thanks.

The note itself never changes: the answer is an addendum, or "I leave it as it is, because".
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, lock_gate
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import News, Pairing
from peersupport.people.services.news import tell
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import NoteReview, ReviewComment, SessionNote

from .addenda import add_addendum
from .scope import ConsentMissing
from .supervised import lock_supervised, own_note

LETTERS = 1000


@transaction.atomic
def keep_review(*, note: SessionNote, good: str, comments: Mapping[str, str], by: User) -> NoteReview:
    """Keep what a supervisor began to write about a note. Nobody but them reads it, and nothing has been asked yet.

    Raises SessionNote.DoesNotExist where its words don't open to them, WrongState while an earlier one of theirs is
    not closed.
    """
    review = _sheet(lock_supervised(note_id=note.pk, by=by), by)
    _write(review, good, comments)
    record("review.kept", target=review, by=by, person_id=review.person_id)
    return review


@transaction.atomic
def return_review(*, note: SessionNote, good: str, comments: Mapping[str, str], by: User) -> NoteReview:
    """Give a note back to who wrote it: what is good in it first, then what is asked, field by field.

    The person is told and reads it too. Raises as keep_review(), DomainError without what is good or without a comment.
    """
    review = _sheet(lock_supervised(note_id=note.pk, by=by), by)
    if not good.strip():
        raise DomainError(_("Please say first what is good in this note."), field="good")
    if not any(text.strip() for text in comments.values()):
        raise DomainError(
            _("Please write beside at least one part what you would like to ask."),
            field=next(iter(comments), None),
        )
    _write(review, good, comments)
    review.state, review.returned_at = NoteReview.State.RETURNED, clock.now()
    review.save(update_fields=["state", "returned_at"])
    record("review.returned", target=review, by=by, person_id=review.person_id)
    tell([review.person_id], News.Kind.NOTE_ASKED, about=by, by=by)
    return review


def _sheet(note: SessionNote, by: User) -> NoteReview:
    """The one this supervisor began, or a new one."""
    found: NoteReview | None = (
        NoteReview.objects.select_for_update(of=("self",))
        .filter(note=note, reviewer=by)
        .exclude(state="closed")
        .first()
    )
    if found is not None and found.state != NoteReview.State.OPEN:
        raise WrongState(_("You returned this note already. First the answer comes."))
    if found is not None:
        return found
    new: NoteReview = NoteReview.objects.create(
        agency_id=note.agency_id, note=note, person_id=note.person_id, reviewer=by
    )
    return new


def _write(review: NoteReview, good: str, comments: Mapping[str, str]) -> None:
    for field, text in {"good": good, **comments}.items():
        if len(text) > LETTERS:
            raise DomainError(_("This is too long. Please make it shorter."), field=field)
    if unknown := set(comments) - set(ReviewComment.Field.values):
        raise DomainError(_("Please choose among those shown."), field=unknown.pop())
    review.good = good.strip()
    review.save(update_fields=["good"])
    review.comments.all().delete()
    for field, text in comments.items():
        if text.strip():
            ReviewComment.objects.create(
                agency_id=review.agency_id,
                review=review,
                person_id=review.person_id,
                field=field,
                text=text.strip(),
            )


@transaction.atomic
def drop_review(*, review: NoteReview, by: User) -> None:
    """Throw away what was begun and not sent. Raises NoteReview.DoesNotExist for anything but one's own open one."""
    review = NoteReview.objects.select_for_update(of=("self",)).get(
        pk=review.pk, reviewer=by, agency_id=by.agency_id, state=NoteReview.State.OPEN
    )
    record("review.dropped", target=review, by=by, person_id=review.person_id)
    review.comments.all().delete()
    review.delete()


@transaction.atomic
def answer_review(*, review: NoteReview, text: str = "", left_because: str = "", by: User) -> NoteReview:
    """By who wrote the note: with something added to it, or with why it stays as it is. One of the two.

    Raises NoteReview.DoesNotExist out of scope, WrongState once answered, DomainError for neither or both, and what
    add_addendum() raises.
    """
    if bool(text.strip()) == bool(left_because.strip()):
        raise DomainError(
            _("Please add something, or say in a few words why you leave it as it is."), field="text"
        )
    if len(left_because) > LETTERS or len(text) > FULL_LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="left_because")
    review = _lock_own(review, by)
    said: dict[str, Any] = {"left_because": left_because.strip()}
    if text.strip():
        key = uuid.uuid5(review.pk, "answer")
        said = {"addendum": add_addendum(note=review.note, text=text, key=key, by=by)}
    review.state, review.answered_at = NoteReview.State.ANSWERED, clock.now()
    for name, value in said.items():
        setattr(review, name, value)
    review.save(update_fields=["state", "answered_at", *said])
    record("review.answered", target=review, by=by, person_id=review.person_id, fields=list(said))
    return review


def _lock_own(review: NoteReview, by: User) -> NoteReview:
    """Locked in the order of every save: pairing, gate, then the row."""
    where = NoteReview.objects.values_list("note__peer_id", "person_id", "note_id")
    peer_id, person_id, note_id = where.get(pk=review.pk, note__peer__user=by)
    Pairing.objects.filter(peer=peer_id, person=person_id).select_for_update(
        of=("self",), no_key=True
    ).first()
    gate = lock_gate(person_id)
    try:
        own_note(note_id=note_id, by=by)
    except SessionNote.DoesNotExist:
        raise NoteReview.DoesNotExist from None
    if Role.PEER not in by.roles:
        raise NoteReview.DoesNotExist
    sent = NoteReview.objects.exclude(state=NoteReview.State.OPEN).select_related("note")
    locked: NoteReview = sent.select_for_update(of=("self",)).get(pk=review.pk)
    if locked.state != NoteReview.State.RETURNED:
        raise WrongState(_("This was answered already."))
    if not consent_holds(gate):
        raise ConsentMissing(
            _("Nothing can be added while there is no yes about what stays private."), field="text"
        )
    return locked


@transaction.atomic
def close_review(*, review: NoteReview, by: User) -> NoteReview:
    """The supervisor who asked says thank you, and it is done.

    Raises NoteReview.DoesNotExist out of scope, WrongState while there is no answer.
    """
    note_id = NoteReview.objects.values_list("note_id", flat=True).get(pk=review.pk, reviewer=by)
    try:
        lock_supervised(note_id=note_id, by=by)
    except SessionNote.DoesNotExist:
        raise NoteReview.DoesNotExist from None
    review = NoteReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.state != NoteReview.State.ANSWERED:
        raise WrongState(_("There is nothing to close here."))
    review.state, review.closed_at = NoteReview.State.CLOSED, clock.now()
    review.save(update_fields=["state", "closed_at"])
    record("review.closed", target=review, by=by, person_id=review.person_id)
    return review
