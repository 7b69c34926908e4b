"""Leaving something out: taken out of a note that is not finished, set aside in one that is."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import User
from peersupport.audit.services import reading, record
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from sessions_app.models import Addendum, HowGiven, PersonResponse, SessionNote, SetAside, SetAsideLifted
from sessions_app.sentences import Passage, cut, texts_of

from .answers import answer_note, require_own_hand
from .ready import HeldNote, hold_note, store_changed


@transaction.atomic
def leave_out(
    *,
    note_id: uuid.UUID,
    passages: Sequence[Passage],
    words: str = "",
    to_senior: bool = False,
    given: str = HowGiven.PEERS_SCREEN,
    key: uuid.UUID | None = None,
    by: User,
) -> PersonResponse:
    """The person asks for something to be left out, with words, passages or both; what they chose is gone at once.

    Before the note is finished the peer's words are taken out of it; afterwards, and of their own words always,
    passages are set aside for other readers, by their own hand (require_own_hand).
    Raises SessionNote.DoesNotExist out of scope, DomainError for nothing.
    """
    held = hold_note(note_id=note_id, by=by)
    if not passages and not words.strip():
        raise DomainError(_("Please choose what to leave out, or write it."), field="passages")
    response = answer_note(
        note_id=note_id, kind=PersonResponse.Kind.LEAVE_OUT, words=words, to_senior=to_senior, given=given,
        key=key, by=by,
    )  # fmt: skip
    set_aside_passages(held, passages, by=by)
    return response


def set_aside_passages(held: HeldNote, passages: Sequence[Passage], *, by: User) -> None:
    note = held.note
    addenda = list(Addendum.objects.filter(note=note))
    with acting_as(by.pk), reading(by=by, purpose=held.purpose, via=held.via) as handle:
        texts = texts_of(handle.open(note), handle.open_all(addenda))
    for passage in passages:
        whole = texts.get((passage.field, passage.addendum), "")
        if not 0 <= passage.start < (passage.end or len(whole)) <= len(whole):
            raise DomainError(_("Please choose among the sentences shown."), field="passages")
    struck = [] if note.is_final else [item for item in passages if item.field in SessionNote.PEERS_WORDS]
    if struck:
        names = {item.field for item in struck}
        store_changed(
            held,
            {name: cut(texts[name, None], [item for item in struck if item.field == name]) for name in names},
            by=by,
        )
    if rest := [passage for passage in passages if passage not in struck]:
        require_own_hand(held)
        _set_aside(note, rest, by=by)


def _set_aside(note: SessionNote, passages: Sequence[Passage], *, by: User) -> None:
    stands = set(note.set_aside.filter(lifted=None).values_list("field", "addendum_id", "start", "end"))
    kept_for = _kept_for(note)
    for passage in passages:
        if (passage.field, passage.addendum, passage.start, passage.end) in stands:
            continue
        SetAside.objects.create(
            agency_id=note.agency_id,
            note=note,
            person_id=note.person_id,
            addendum_id=passage.addendum,
            field=passage.field,
            start=passage.start,
            end=passage.end,
            kept_for=kept_for if passage.field != "own_words" else [],
            by=by,
        )
    record("note.set_aside", target=note, by=by, person_id=note.person_id)


def _kept_for(note: SessionNote) -> list[str]:
    """Who still reads it, by the promise in force, whose words the person has just been shown."""
    if not note.is_for_payment:
        return []
    policy = ConfidentialityPolicy.objects.published_for(note.person.agency)
    return list(policy.kept_for) if policy else []


@transaction.atomic
def strike_own_words(*, note_id: uuid.UUID, by: User) -> None:
    """Words in the person's box, whoever typed them, are read by nobody but the person from now on. Any time."""
    held = hold_note(note_id=note_id, by=by)
    require_own_hand(held)
    if held.note.own_words is None:
        raise DomainError(_("Nothing stands in your box."))
    _set_aside(held.note, [Passage("own_words", 0, None)], by=by)


@transaction.atomic
def put_back(*, passage_id: uuid.UUID, by: User) -> None:
    """The person puts a passage back. Twice is once. Raises SetAside.DoesNotExist out of scope."""
    passage = SetAside.objects.get(pk=passage_id, agency_id=by.agency_id)
    try:
        require_own_hand(hold_note(note_id=passage.note_id, by=by))
    except SessionNote.DoesNotExist:
        raise SetAside.DoesNotExist from None
    if SetAsideLifted.objects.filter(passage=passage).exists():
        return
    SetAsideLifted.objects.create(agency_id=passage.agency_id, passage=passage, by=by)
    record("note.put_back", target=passage, by=by, person_id=passage.person_id)
