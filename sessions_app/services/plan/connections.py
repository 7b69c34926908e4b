"""A group, a place or somebody: how far it has come, as the person tells it."""

import uuid
from datetime import date

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.people.models import SupportedPerson
from sessions_app.models import Attendance, Connection, ConnectionStep

from .hand import Hand, id_under, lock_hand, lock_row, require_not_past, require_not_to_come, words

State = Connection.State


@transaction.atomic
def add_connection(
    *,
    person: SupportedPerson,
    text: str,
    state: str,
    goes_along: str = "",
    planned_on: date | None = None,
    key: uuid.UUID | None = None,
    by: User,
) -> Connection:
    """Write down a group, place or person, and where it stands. The same key and words make one row.

    Raises DoesNotExist out of scope, NotAllowed, ConsentMissing, DomainError at the field.
    """
    hand = lock_hand(person_id=person.pk, by=by)
    state, said = State(state), words(text)
    body = {"text": said, "state": state, "goes_along": goes_along, "planned_on": planned_on}
    pk = id_under(key, hand, what="connection", **body)
    found: Connection | None = Connection.objects.filter(pk=pk).first()
    if found is not None:
        return found
    row = Connection(id=pk, text=said, state=state, **hand.author)
    _say_when(row, hand, goes_along=goes_along, planned_on=planned_on)
    row.save(force_insert=True)
    _turn(row, hand.today, by)
    record("connection.added", target=row, by=by, person_id=row.person_id)
    return row


@transaction.atomic
def move_connection(
    *,
    connection: Connection,
    state: str,
    on: date | None = None,
    goes_along: str = "",
    planned_on: date | None = None,
    told_at: Attendance | None = None,
    by: User,
) -> Connection:
    """Where it stands now, and since which day. Who goes along and when belong to "planned" alone.

    Told again with another day, that day counts; without anything new the course stays as it is.
    told_at: the meeting whose note tells it. Written down late, it tells of then, and newer turns stand.
    Raises DoesNotExist out of scope, DomainError at the field.
    """
    row: Connection
    row, hand = lock_row(connection, by=by)
    state, day = State(state), on or hand.today
    require_not_to_come(day, hand, field="on")
    if told_at is not None and row.course.filter(on__gt=day).exists():
        _turn(row, day, by, state=state, told_at=told_at)
        return row
    is_turn = state != row.state or told_at is not None or (on is not None and not _is_told(row, on))
    if not is_turn and state != State.PLANNED:
        return row
    row.state = state
    _say_when(row, hand, goes_along=goes_along, planned_on=planned_on)
    row.save(update_fields=["state", "goes_along", "planned_on"])
    if is_turn:
        _turn(row, day, by, told_at=told_at)
    record("connection.moved", target=row, by=by, person_id=row.person_id, fields=["state"])
    return row


def _is_told(row: Connection, on: date) -> bool:
    newest: ConnectionStep | None = row.course.order_by("at", "id").last()
    return newest is not None and newest.on == on


def _say_when(row: Connection, hand: Hand, *, goes_along: str, planned_on: date | None) -> None:
    is_planned = row.state == State.PLANNED
    row.goes_along = words(goes_along, field="goes_along", required=False) if is_planned else ""
    row.planned_on = planned_on if is_planned else None
    require_not_past(row.planned_on, hand, field="planned_on")


def _turn(
    row: Connection, day: date, by: User, *, state: str = "", told_at: Attendance | None = None
) -> None:
    ConnectionStep.objects.create(
        agency_id=row.agency_id,
        connection=row,
        state=state or row.state,
        on=day,
        told_to=by,
        told_at=told_at,
    )
