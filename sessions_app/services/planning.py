"""Meetings to come: made, moved, called off, not met, and each of it undone."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consent.services import level_in_force
from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import SupportedPerson
from sessions_app import local_time
from sessions_app.entry import hash_of
from sessions_app.models import Attendance, SupportSession

from .scope import lock_own_session, lock_pairing_and_gate, session_under_key

State = SupportSession.State


class TooEarly(DomainError):
    """What can't be known before the hour of a meeting."""


@transaction.atomic
def plan_session(
    *,
    key: uuid.UUID,
    person: SupportedPerson,
    local_start: datetime,
    minutes: int,
    way: str = "",
    place: str = "",
    fold: int = 0,
    by: User,
) -> SupportSession:
    """Put a meeting with one person into the calendar. The same call again returns the same meeting.

    Raises Pairing.DoesNotExist out of scope, NotAllowed during a break, WrongState when the key already
    stands for something else, DomainError for times that can't be planned.
    """
    pairing, gate = lock_pairing_and_gate(person_id=person.pk, by=by)
    body = {"at": local_start, "fold": fold, "minutes": minutes, "way": way, "place": place}
    body_hash = hash_of(body | {"person": person.pk})
    if earlier := session_under_key(key=key, by=by):
        return _same_or_refuse(earlier, body_hash)
    program = pairing.person.program
    session = SupportSession(
        id=key,
        agency_id=by.agency_id,
        peer=pairing.peer,
        program=program,
        level=level_in_force(gate=gate, program=program),
        state=State.PLANNED,
        time_zone=program.time_zone,
        way=way,
        place=place,
        body_hash=body_hash,
    )
    _put_at(session, local_start, minutes, fold)
    insert_with_attendance(session, pairing.person)
    record("session.planned", target=session, by=by, person_id=person.pk)
    return session


def _put_at(session: SupportSession, local_start: datetime, minutes: int, fold: int) -> None:
    """Raises DomainError for a start that can't be planned."""
    session.starts_at = local_time.to_instant(local_start, session.time_zone, fold)
    local_time.require_plannable(session.starts_at, session.time_zone)
    local_time.require_length(minutes)
    session.local_start, session.minutes = local_time.stored(local_start), minutes


def _same_or_refuse(session: SupportSession, body_hash: str) -> SupportSession:
    if session.body_hash != body_hash:
        raise WrongState(_("This meeting stands in the calendar already, with other details."))
    return session


def insert_with_attendance(session: SupportSession, person: SupportedPerson) -> Attendance:
    """Raises WrongState if the key was taken by somebody in this very moment; the caller's transaction is over then."""
    try:
        session.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(_("This was saved a moment ago in another window.")) from error
    return Attendance.objects.create(
        agency_id=session.agency_id,
        session=session,
        person=person,
        peer=session.peer,
        starts_at=session.starts_at,
    )


@transaction.atomic
def move_session(
    *, session: SupportSession, local_start: datetime, minutes: int, fold: int = 0, by: User
) -> SupportSession:
    """Give a planned meeting another time. Raises WrongState when it is not planned any more."""
    person_id = _lock_the_two(session, by)
    session = lock_own_session(session_id=session.pk, by=by)
    if session.state != State.PLANNED:
        raise WrongState(_("Only a planned meeting can be moved."))
    _put_at(session, local_start, minutes, fold)
    session.save(update_fields=["local_start", "starts_at", "minutes"])
    session.attendances.update(starts_at=session.starts_at)
    record("session.moved", target=session, by=by, person_id=person_id, fields=["starts_at", "minutes"])
    return session


def _only_person(session: SupportSession) -> uuid.UUID | None:
    """Whom a meeting of two is with; nobody for a group, which is planned without names."""
    if session.group_id is not None:
        return None
    person_id: uuid.UUID = session.attendances.values_list("person_id", flat=True).get()
    return person_id


def _lock_the_two(session: SupportSession, by: User) -> uuid.UUID | None:
    person_id = _only_person(session)
    if person_id is not None:
        lock_pairing_and_gate(person_id=person_id, by=by)
    return person_id


@transaction.atomic
def cancel_session(*, session: SupportSession, by: User) -> SupportSession:
    """Call a planned meeting off. Done twice it stays done."""
    return _close(session, State.CANCELLED, "session.cancelled", by)


@transaction.atomic
def mark_not_met(*, session: SupportSession, by: User) -> SupportSession:
    """ "We didn't connect". No reason is asked. Done twice it stays done. Raises TooEarly before its hour."""
    session = lock_own_session(session_id=session.pk, by=by)
    if not local_time.is_about_now(session.starts_at):
        raise TooEarly(_("This meeting is still to come. You can call it off instead."))
    return _close(session, State.NOT_MET, "session.not_met", by)


@transaction.atomic
def reopen_session(*, session: SupportSession, by: User) -> SupportSession:
    """Undo: the meeting is planned again, at its old time. Like planning, only while the two walk together.

    Raises Pairing.DoesNotExist after a goodbye or a block, NotAllowed during a break, WrongState for a closed group.
    """
    _lock_the_two(session, by)
    if session.group is not None and session.group.closed_at is not None:
        raise WrongState(_("This group is closed. It can be opened again."))
    return _close(session, State.PLANNED, "session.reopened", by)


def _close(session: SupportSession, state: str, action: str, by: User) -> SupportSession:
    session = lock_own_session(session_id=session.pk, by=by)
    if session.state == state:
        return session
    move_to(session, state)
    session.save(update_fields=["state", "closed_at"])
    record(action, target=session, by=by, person_id=_only_person(session), fields=["state"])
    return session


def move_to(session: SupportSession, state: str) -> None:
    """The only way from state to state. Raises WrongState for a step that TRANSITIONS doesn't know."""
    if state not in SupportSession.TRANSITIONS.get(State(session.state), ()):
        raise WrongState(_("This meeting has moved on since you opened the page."))
    session.state = state
    session.closed_at = None if state == State.PLANNED else clock.now()
