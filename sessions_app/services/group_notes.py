"""A note about one person who came to a group: theirs, under their key, by the peer who wrote the meeting down."""

import uuid
from dataclasses import dataclass, fields
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program, User
from peersupport.audit.services import Purpose, reading, record
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import Pairing, SupportedPerson
from sessions_app import levels, local_time
from sessions_app.entry import SessionEntry
from sessions_app.models import Attendance, Goal, SessionNote, SupportSession

from .around import open_goals, touch_goals
from .completing import require_known_codes, signature
from .ready import times_of
from .scope import ConsentMissing, lock_own_session, lock_pairing_and_gate


@dataclass(frozen=True)
class Words:
    """What may stand in such a note. kinds, way, place: only what the meeting of the group doesn't say."""

    text: str = ""
    own_words: str = ""
    own_words_by: str = ""
    rest_stays_between_us: bool = False
    read_together: bool | None = None
    not_read_because: str = ""
    their_signature: str = ""
    their_signature_by: str = ""
    next_step: str = ""
    next_step_whose: str = ""
    goal_ids: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    way: str = ""
    place: str = ""
    how_written: str = ""
    language: str = ""

    def at(self, session: SupportSession) -> SessionEntry:
        """The same as the entry of a meeting of two, with what the meeting of the group says already."""
        start = local_time.from_stored(session.local_start)
        facts = {
            "kinds": self.kinds or tuple(session.kinds),
            "way": self.way or session.way,
            "place": self.place or session.place,
        }
        return SessionEntry(
            local_start=start,
            minutes=session.minutes,
            ends_local=start + timedelta(minutes=session.minutes),
            **{item.name: getattr(self, item.name) for item in fields(self)} | facts,
        )


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
    _require_whole(words.at(session), level, pairing.person, by)
    note: SessionNote | None = SessionNote.objects.filter(attendance=attendance).first()
    if note is not None:
        if _same(note, words, by):
            return note
        raise WrongState(_("This note is written already. You can add something below it."))
    note = _stored(session, attendance, pairing, words, level)
    touch_goals(attendance, words.goal_ids)
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
        **times_of(pairing.person.agency, read_together=words.read_together),
        language=words.language or pairing.person.language,
        how_written=words.how_written,
        read_together=words.read_together,
        not_read_because=words.not_read_because,
        text=words.text,
        own_words=words.own_words,
        own_words_by=words.own_words_by if words.own_words else "",
        rest_stays_between_us=words.rest_stays_between_us,
        next_step=words.next_step,
        next_step_whose=words.next_step_whose,
        their_signature=words.their_signature,
        their_signature_by=words.their_signature_by,
        says=sorted(set(words.says)),
        kinds=sorted(set(words.kinds)),
        way=words.way,
        place=words.place,
        signed_as=signature(pairing) if level == Program.Level.BILLABLE else "",
    )
    return note


def _same(note: SessionNote, words: Words, by: User) -> bool:
    with reading(by=by, purpose=Purpose.OWN_WORK, via="author") as handle:
        stored = handle.open(note)
    return all(
        getattr(stored, name) == getattr(words, name)
        for name in ("text", "own_words", "next_step", "their_signature", "not_read_because")
    )


def _require_whole(entry: SessionEntry, level: str, person: SupportedPerson, by: User) -> None:
    if not levels.RULES[level].keeps_words:
        raise WrongState(_("At the level you two agreed on, this is not written down."))
    require_known_codes(entry)
    goals = open_goals(person, by)
    if not set(entry.goal_ids) <= goals.keys():
        raise DomainError(_("Please choose among the goals shown."), field="goal_ids")
    for problem in levels.problems(entry, level, has_goals=Goal.State.MINE in goals.values()):
        if problem.field == "text" and entry.own_words and not entry.text:
            continue  # of one among many their own words may be all there is to say
        raise DomainError(problem.sentence, field=problem.field)
