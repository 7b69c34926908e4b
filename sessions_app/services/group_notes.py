"""A note about one person who came to a group: theirs, under their key, by the peer who wrote the meeting down."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program, User
from peersupport.audit.services import Purpose, reading, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import Pairing
from sessions_app import levels
from sessions_app.models import Attendance, HowWritten, SessionNote, SupportSession, WhoWrote

from .completing import signature
from .scope import ConsentMissing, lock_own_session, lock_pairing_and_gate


@dataclass(frozen=True)
class Words:
    """What may stand in such a note. `read_together` is asked at level together alone."""

    text: str = ""
    own_words: str = ""
    own_words_by: str = ""
    rest_stays_between_us: bool = False
    read_together: bool | None = None
    not_read_because: str = ""
    how_written: str = ""
    language: str = ""


@transaction.atomic
def write_group_note(*, session: SupportSession, person_id: uuid.UUID, words: Words, by: User) -> SessionNote:
    """The peer's note about one who was named at a group. The same words again return what is stored.

    Raises Pairing.DoesNotExist for somebody they don't walk with, NotAllowed during a break, ConsentMissing without
    a yes, Attendance.DoesNotExist for somebody not named there, DomainError with a field for what the level needs,
    WrongState for another note or a level without words.
    """
    pairing, gate = lock_pairing_and_gate(person_id=person_id, by=by)
    session = lock_own_session(session_id=session.pk, by=by)
    attendance = session.attendances.get(person=person_id)
    if session.group_id is None or session.state != SupportSession.State.COMPLETED:
        raise WrongState(_("A note can be added when the group has met."))
    if not consent_holds(gate):
        raise ConsentMissing(_("A note can’t be kept before you two have talked about what stays private."))
    level = level_in_force(gate=gate, program=pairing.person.program)
    _require_whole(words, level)
    note: SessionNote | None = SessionNote.objects.filter(attendance=attendance).first()
    if note is not None:
        if _same(note, words, by):
            return note
        raise WrongState(_("This note is written already. You can add something below it."))
    note = _stored(session, attendance, pairing, words, level)
    newest = max(filter(None, (pairing.last_note_at, session.starts_at)))
    Pairing.objects.filter(pk=pairing.pk).update(last_note_at=newest)
    record("note.written", target=note, by=by, person_id=person_id)
    return note


def _stored(
    session: SupportSession, attendance: Attendance, pairing: Pairing, words: Words, level: str
) -> SessionNote:
    note: SessionNote = SessionNote.objects.create(
        agency_id=session.agency_id,
        attendance=attendance,
        session=session,
        person=pairing.person,
        peer=pairing.peer,
        at=session.starts_at,
        completed_at=clock.now(),
        language=words.language or pairing.person.language,
        how_written=words.how_written,
        read_together=words.read_together,
        not_read_because=words.not_read_because,
        text=words.text,
        own_words=words.own_words,
        own_words_by=words.own_words_by if words.own_words else "",
        rest_stays_between_us=words.rest_stays_between_us,
        signed_as=signature(pairing) if level == Program.Level.BILLABLE else "",
    )
    return note


def _same(note: SessionNote, words: Words, by: User) -> bool:
    with reading(by=by, purpose=Purpose.OWN_WORK, via="author") as handle:
        stored = handle.open(note)
    return (stored.text, stored.own_words) == (words.text, words.own_words)


def _require_whole(words: Words, level: str) -> None:
    rule = levels.RULES[level]
    if not rule.keeps_words:
        raise WrongState(_("At the level you two agreed on, this is not written down."))
    if not (words.text or words.own_words or words.rest_stays_between_us):
        raise DomainError(levels.missing("text"), field="text")
    if len(words.text) > rule.most_letters:
        raise DomainError(levels.too_long(len(words.text), rule.most_letters), field="text")
    told = words.read_together is True or (words.read_together is False and words.not_read_because)
    if "read_together" in rule.required and not told:
        raise DomainError(levels.missing("read_together"), field="read_together")
    if words.own_words_by not in ("", *WhoWrote.values) or words.how_written not in ("", *HowWritten.values):
        raise DomainError(_("Please choose one of the answers shown."), field="own_words_by")
