"""A note while it is ready to read: the two can still change what they wrote, and what stood before is kept."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy
from consent.querysets import may_read
from consent.services import consent_holds, lock_gate
from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import Purpose, reading, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupportedPerson
from sessions_app.levels import FULL_LETTERS, RULES
from sessions_app.models import NoteVersion, SessionNote, WhoWrote

from .scope import ConsentMissing, lock_pairing_and_gate


def times_of(agency: Agency, *, read_together: bool | None) -> dict[str, datetime]:
    """When a note completed now opens for the person, and when it is finished, as the promise says.

    What was read together in the room is finished at once.
    """
    now = clock.now()
    policy = ConfidentialityPolicy.objects.published_for(agency)
    if read_together or policy is None:
        return {"completed_at": now, "opens_at": now, "final_at": now}
    opens_at = now + timedelta(days=policy.note_delay_days)
    return {
        "completed_at": now,
        "opens_at": opens_at,
        "final_at": opens_at + timedelta(days=policy.ready_days),
    }


@dataclass(frozen=True)
class HeldNote:
    """A note under its lock, with the one of the two who does something to it."""

    note: SessionNote
    is_person: bool
    is_author: bool

    @property
    def via(self) -> str:
        return "person" if self.is_person else "author" if self.is_author else "paired"

    @property
    def purpose(self) -> Purpose:
        return Purpose.OWN_RECORD if self.is_person else Purpose.OWN_WORK


def hold_note(*, note_id: uuid.UUID, by: User) -> HeldNote:
    """The note, for the person it is about, or for a peer who walks with them and may read it.

    Raises SessionNote.DoesNotExist out of scope, NotAllowed during a break, ConsentMissing for a peer without a yes.
    """
    note = SessionNote.objects.select_related("peer").get(pk=note_id, agency_id=by.agency_id)
    is_person = by.kind == User.Kind.PERSON
    if is_person:
        mine = SupportedPerson.objects.changed_by(by).filter(died_on=None)
        if not mine.filter(pk=note.person_id).exists() or note.opens_at > clock.now():
            raise SessionNote.DoesNotExist
        lock_gate(note.person_id)
    else:
        _require_walking(note, by)
    locked = SessionNote.objects.select_for_update(of=("self",), no_key=True)
    held: SessionNote = locked.select_related("peer__user", "person", "session").get(pk=note_id)
    return HeldNote(held, is_person, note.peer.user_id == by.pk)


def _require_walking(note: SessionNote, by: User) -> None:
    if Role.PEER not in by.roles:
        raise SessionNote.DoesNotExist
    try:
        _pairing, gate = lock_pairing_and_gate(person_id=note.person_id, by=by)
    except Pairing.DoesNotExist:
        raise SessionNote.DoesNotExist from None
    with acting_as(by.pk):
        opens = may_read(person_id=note.person_id, content="narrative", author_id=note.peer_id)
    if not opens:
        raise SessionNote.DoesNotExist
    if not consent_holds(gate):
        raise ConsentMissing(_("First the two of you talk about what stays private."))


@transaction.atomic
def change_note(*, note_id: uuid.UUID, words: Mapping[str, str], by: User) -> SessionNote:
    """Change what one wrote, while the note is ready to read: the author the peer's words, the person their own.

    The text before stays readable to the two. The same words again change nothing. Raises SessionNote.DoesNotExist
    out of scope, NotAllowed for what is not theirs to change, WrongState once it is finished, DomainError with a field.
    """
    held = hold_note(note_id=note_id, by=by)
    if not held.is_person and not held.is_author:
        raise SessionNote.DoesNotExist
    mine = {"own_words"} if held.is_person else set(SessionNote.PEERS_WORDS)
    if not set(words) <= mine:
        raise NotAllowed(_("These are the words of the other one."))
    _require_short_enough(held.note, words)
    return store_changed(held, words, by=by)


def _require_short_enough(note: SessionNote, words: Mapping[str, str]) -> None:
    for name, text in words.items():
        most = RULES[note.session.level].most_letters if name == "text" else FULL_LETTERS
        if len(text) > (most or FULL_LETTERS):
            raise DomainError(_("This is too long. Please make it shorter."), field=name)
    if "text" in words and not words["text"].strip() and not note.rest_stays_between_us:
        raise DomainError(_("Please write a line, or say that the rest stays between you two."), field="text")


def store_changed(held: HeldNote, words: Mapping[str, str], *, by: User) -> SessionNote:
    """Keep what stood there, then write. The caller holds the note and has checked whose words they are."""
    note = held.note
    require_not_final(note)
    with acting_as(by.pk), reading(by=by, purpose=held.purpose, via=held.via) as handle:
        stood = handle.open(note)
    before = {name: getattr(stood, name) for name in words if getattr(stood, name) != words[name]}
    if not before:
        return note
    NoteVersion.objects.create(
        agency_id=note.agency_id,
        note=note,
        person_id=note.person_id,
        number=version_of(note),
        fields=sorted(before),
        before=json.dumps(before, ensure_ascii=False),
        changed_by=by,
    )
    for name in before:
        setattr(note, name, words[name])
    changed = list(before)
    if "own_words" in before and held.is_person:
        note.own_words_by = WhoWrote.THEM if words["own_words"] else ""
        changed.append("own_words_by")
    note.save(update_fields=changed)
    record("note.changed", target=note, by=by, person_id=note.person_id, fields=sorted(before))
    return note


def require_not_final(note: SessionNote) -> None:
    if note.is_final:
        raise WrongState(_("This note is finished and stays as it is. You can add something below it."))


def version_of(note: SessionNote) -> int:
    """The number of the text as it stands now; the first is 1."""
    return int(note.versions.count()) + 1
