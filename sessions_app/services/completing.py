"""Writing a meeting down: the one service behind the main job."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program, User
from peersupport.audit.services import record
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.rules.models import NotePrompt
from sessions_app import levels, local_time
from sessions_app.entry import SessionEntry
from sessions_app.levels import MOST_FIRST_CONTACTS, may_still_get_words
from sessions_app.models import (
    Attendance,
    ChosenBy,
    Connection,
    Goal,
    HowWritten,
    Kind,
    Place,
    SessionDraft,
    SessionNote,
    SupportSession,
    Tag,
    Way,
    WhoseStep,
    WhoWrote,
    WhyShared,
)
from sessions_app.querysets import open_authors

from .around import tell_connection, touch_goals
from .planning import insert_with_attendance, move_to
from .ready import times_of
from .scope import ConsentMissing, lock_pairing_and_gate, session_under_key

State = SupportSession.State
UNSAID = "unsaid"
CODES = {
    "way": Way,
    "place": Place,
    "agenda_by": ChosenBy,
    "why_shared": WhyShared,
    "own_words_by": WhoWrote,
    "next_step_whose": WhoseStep,
    "how_written": HowWritten,
    "connection_state": Connection.State,
    "their_signature_by": WhoWrote,
}


@transaction.atomic
def complete_session(
    *, key: uuid.UUID, person: SupportedPerson, entry: SessionEntry, keep_draft: bool = False, by: User
) -> SupportSession:
    """Write down that two people met, and what they agreed to write about it.

    The same key and entry again return what is stored, `is_repeated`, whatever became of the two since.
    `keep_draft`: the author's draft stays, because its words still wait for a yes; once there is one, the same
    key may bring them.
    Raises Pairing.DoesNotExist out of scope, NotAllowed during a break, ConsentMissing for words without a
    yes in force, DomainError with a field for what the level needs, WrongState for a key that is used up.
    """
    body_hash = entry.body_hash(person.pk)
    try:
        pairing, gate = lock_pairing_and_gate(person_id=person.pk, by=by)
    except (Pairing.DoesNotExist, NotAllowed):
        if (stored := _stored(session_under_key(key=key, by=by), body_hash)) is not None:
            return stored
        raise
    session = session_under_key(key=key, by=by)
    if (stored := _stored(session, body_hash)) is not None:
        return stored
    holds = consent_holds(gate)
    _require_room_for(entry, session, holds=holds)
    level = level_in_force(gate=gate, program=pairing.person.program)
    _require_permitted(entry, level=level, holds=holds, person=person, session=session, by=by)
    is_new = session is None
    session = session or SupportSession(
        id=key, agency_id=by.agency_id, peer=pairing.peer, state=State.PLANNED
    )
    _fill(session, pairing, entry, level)
    session.body_hash = body_hash
    session.first_contact = session.first_contact or not holds
    session.has_note = levels.RULES[level].keeps_words and holds
    attendance = _store(session, pairing.person, is_new=is_new)
    if session.has_note:
        _write_note(attendance, session, pairing, entry, by=by)
    if not keep_draft:
        SessionDraft.objects.filter(author=by, session_key=key).delete()
    record("session.completed", target=session, by=by, person_id=person.pk, fields=entry.filled())
    return session


def _stored(session: SupportSession | None, body_hash: str) -> SupportSession | None:
    """The meeting, if it was written down with the very same words before."""
    if session is None or session.state != State.COMPLETED or session.body_hash != body_hash:
        return None
    session.is_repeated = True
    return session


def _require_room_for(entry: SessionEntry, session: SupportSession | None, *, holds: bool) -> None:
    """Raises WrongState for a meeting that has its words."""
    if session is None or session.state != State.COMPLETED:
        return
    if not (may_still_get_words(session) and holds and entry.words):
        raise WrongState(_("This meeting is written down already."))


def _require_permitted(
    entry: SessionEntry,
    *,
    level: str,
    holds: bool,
    person: SupportedPerson,
    session: SupportSession | None,
    by: User,
) -> None:
    if level == Program.Level.NONE:
        raise DomainError(_("In this program nothing is written about anybody."))
    if not holds:
        if entry.words:
            raise ConsentMissing(
                _("A note can’t be kept before you two have talked about what stays private.")
            )
        used = SupportSession.objects.filter(attendances__person=person, first_contact=True)
        if used.count() >= MOST_FIRST_CONTACTS:
            raise ConsentMissing(
                _(
                    "Three first meetings are written down already. Before the next, talk about what stays private."
                )
            )
    require_known_codes(entry)
    asks_for_goals = bool(entry.goal_ids) or level == Program.Level.BILLABLE
    has_goals = asks_for_goals and _require_known_goals(entry, person, by)
    for problem in levels.problems(entry, level, has_goals=has_goals):
        raise DomainError(problem.sentence, field=problem.field)
    if session is not None and not session.attendances.filter(person=person).exists():
        raise WrongState(_("This meeting was planned with somebody else."))


def require_known_codes(entry: SessionEntry) -> None:
    """Raises DomainError at the field of an answer that is none."""
    for name, choices in CODES.items():
        if getattr(entry, name) not in ("", *choices.values):
            raise DomainError(_("Please choose one of the answers shown."), field=name)
    if not set(entry.kinds) <= set(Kind.values):
        raise DomainError(_("Please choose among the four kinds."), field="kinds")
    if not set(entry.tags) <= set(Tag.values):
        raise DomainError(_("Please choose one of the answers shown."), field="tags")
    if not set(entry.says) <= set(NotePrompt.values):
        raise DomainError(_("Please choose one of the answers shown."), field="says")


def _require_known_goals(entry: SessionEntry, person: SupportedPerson, by: User) -> bool:
    """Whether the person has goals of their own that `by` may read. Raises DomainError for any other goal."""
    rows = list(Goal.objects.filter(person=person, state__in=(Goal.State.MINE, Goal.State.SUGGESTED)))
    with acting_as(by.pk):
        open_to = open_authors(person.pk, [row.peer_id for row in rows])
    known = {str(row.pk): row.state for row in rows if row.peer_id in open_to}
    if not set(entry.goal_ids) <= known.keys():
        raise DomainError(_("Please choose among the goals shown."), field="goal_ids")
    return Goal.State.MINE in known.values()


def _fill(session: SupportSession, pairing: Pairing, entry: SessionEntry, level: str) -> None:
    program = pairing.person.program
    starts_at = local_time.to_instant(entry.local_start, program.time_zone, entry.fold)
    local_time.require_past(starts_at)
    local_time.require_length(entry.minutes)
    if session.state != State.COMPLETED:
        move_to(session, State.COMPLETED)
    session.program, session.level, session.time_zone = program, level, program.time_zone
    session.local_start, session.starts_at = local_time.stored(entry.local_start), starts_at
    session.minutes, session.way, session.place = entry.minutes, entry.way, entry.place
    session.kinds, session.agenda_by = sorted(set(entry.kinds)), entry.agenda_by


def _store(session: SupportSession, person: SupportedPerson, *, is_new: bool) -> Attendance:
    if is_new:
        return insert_with_attendance(session, person)
    session.save()
    session.attendances.update(starts_at=session.starts_at)
    attendance: Attendance = session.attendances.get(person=person)
    return attendance


def _write_note(
    attendance: Attendance, session: SupportSession, pairing: Pairing, entry: SessionEntry, *, by: User
) -> None:
    SessionNote.objects.create(
        agency_id=session.agency_id,
        attendance=attendance,
        session=session,
        person=pairing.person,
        peer=pairing.peer,
        at=session.starts_at,
        **times_of(pairing.person.agency, read_together=entry.read_together),
        language=entry.language or pairing.person.language,
        how_written=entry.how_written,
        read_together=entry.read_together,
        text=entry.text,
        rest_stays_between_us=entry.rest_stays_between_us,
        agenda=entry.agenda,
        own_words=entry.own_words,
        own_words_by=entry.own_words_by,
        next_step=entry.next_step,
        next_step_whose=entry.next_step_whose,
        why_shared=(entry.why_shared or UNSAID) if entry.shared_story else "",
        taken_along=entry.taken_along,
        tags=sorted(set(entry.tags)),
        says=sorted(set(entry.says)),
        not_read_because=entry.not_read_because,
        their_signature=entry.their_signature,
        their_signature_by=entry.their_signature_by,
        signed_as=signature(pairing) if session.level == Program.Level.BILLABLE else "",
    )
    touch_goals(attendance, entry.goal_ids)
    tell_connection(attendance, pairing.person, entry, by=by)
    newest = max(filter(None, (pairing.last_note_at, session.starts_at)))
    Pairing.objects.filter(pk=pairing.pk).update(last_note_at=newest)


def signature(pairing: Pairing) -> str:
    """Peer and credential as they are today; a peer without one signs with the name."""
    today = pairing.person.program.today()
    titles = [
        credential.title
        for credential in pairing.peer.credentials.order_by("created_at")
        if credential.valid_until is None or credential.valid_until >= today
    ]
    return ", ".join([pairing.peer.user.name, *titles])[:160]
