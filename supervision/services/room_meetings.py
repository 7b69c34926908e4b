"""Meetings of the two rooms: planned, held, called off, and each of it undone. A day and a length are enough."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import PeerSpecialist
from sessions_app.local_time import is_about_now, require_plannable, to_instant
from supervision.humility import HOW_MANY
from supervision.models import SeniorMeeting, TalkWish
from supervision.rooms import Room

from .room_lines import move_on
from .room_scope import check_held, check_not_twice, check_who, locked_meeting, locked_peers

APART = timedelta(minutes=30)
UNDO_DAYS = 7


class Said(NamedTuple):
    """What is said of a meeting that was."""

    on: date
    minutes: int
    functions: tuple[str, ...]


@transaction.atomic
def plan_meeting(
    *,
    room: Room,
    peers: Sequence[PeerSpecialist],
    supervisor: User | None,
    form: str,
    local_start: datetime,
    fold: int = 0,
    by: User,
) -> Any:
    """By one of those who meet. What was left for next time by the same people comes along.

    supervisor: None for peers among themselves. Raises DomainError, NotAllowed, WrongState for an hour that is taken.
    """
    meeting, places = _new(room, peers, supervisor, form, by=by)
    zone = by.agency.time_zone
    meeting.planned_for = to_instant(local_start, zone, fold)
    require_plannable(meeting.planned_for, zone)
    _check_free(room, meeting, places)
    _save_new(room, meeting, places)
    _take_along(room, meeting, places)
    record(f"{room.key}_meeting.planned", target=meeting, by=by)
    return meeting


@transaction.atomic
def note_meeting(
    *,
    room: Room,
    peers: Sequence[PeerSpecialist],
    supervisor: User | None,
    form: str,
    held_on: date,
    minutes: int,
    functions: Iterable[str] = (),
    by: User,
) -> Any:
    """We met, and nobody had planned it. Raises DomainError, NotAllowed, WrongState for the same one twice."""
    meeting, places = _new(room, peers, supervisor, form, by=by)
    _hold(room, meeting, places, Said(held_on, minutes, tuple(functions)), by=by)
    _save_new(room, meeting, places)
    record(f"{room.key}_meeting.held", target=meeting, by=by)
    return meeting


@transaction.atomic
def hold_meeting(
    *, room: Room, meeting: Any, held_on: date, minutes: int, functions: Iterable[str] = (), by: User
) -> Any:
    """We met. Raises DoesNotExist out of scope, WrongState unless planned and not still to come, DomainError."""
    meeting = locked_meeting(room, meeting.pk, by=by)
    if not meeting.is_planned:
        raise WrongState(_("Somebody has said already what became of this meeting."))
    if meeting.planned_for and not is_about_now(meeting.planned_for):
        raise WrongState(_("This is still to come. If you met earlier, write that meeting down by itself."))
    peers = [peer.pk for peer in _locked_with(meeting, by=by)]
    _hold(room, meeting, peers, Said(held_on, minutes, tuple(functions)), by=by)
    meeting.save()
    record(f"{room.key}_meeting.held", target=meeting, by=by, fields=["state", "held_on", "minutes"])
    return meeting


@transaction.atomic
def call_off_meeting(*, room: Room, meeting: Any, by: User) -> Any:
    """Nobody has to say why; what is open in it comes along next time. Raises DoesNotExist, WrongState."""
    meeting = locked_meeting(room, meeting.pk, by=by)
    if not meeting.is_planned:
        raise WrongState(_("Somebody has said already what became of this meeting."))
    meeting.state, meeting.settled_at = "cancelled", clock.now()
    meeting.save(update_fields=["state", "settled_at"])
    for line in meeting.lines.filter(state="open").select_related("meeting", "peer"):
        move_on(room, line)
    record(f"{room.key}_meeting.called_off", target=meeting, by=by, fields=["state"])
    return meeting


@transaction.atomic
def undo_meeting(*, room: Room, meeting: Any, by: User) -> Any:
    """Within a week: planned again, or gone where it never was planned and nothing is written in it. Then None.

    Raises DoesNotExist out of scope, WrongState where there is nothing to undo or the hour is taken by now.
    """
    meeting = locked_meeting(room, meeting.pk, by=by)
    if not can_undo(meeting):
        raise WrongState(_("There is nothing to undo here any more."))
    if meeting.planned_for is None:
        if meeting.lines.exists():
            raise WrongState(_("Something is written in this meeting. Take that out first."))
        record(f"{room.key}_meeting.undone", target=meeting, by=by)
        meeting.places.all().delete()
        meeting.delete()
        return None
    _check_free(room, meeting, [peer.pk for peer in _locked_with(meeting, by=by)])
    if meeting.state == meeting.State.CANCELLED:
        meeting.lines.filter(state="later").update(state="open")
    meeting.state, meeting.settled_at, meeting.held_on, meeting.minutes = "planned", None, None, None
    meeting.functions = []
    meeting.save()
    record(f"{room.key}_meeting.undone", target=meeting, by=by, fields=["state"])
    return meeting


def can_undo(meeting: Any) -> bool:
    """Somebody said within the last week what became of it."""
    return meeting.settled_at is not None and meeting.settled_at > clock.ago(days=UNDO_DAYS)


def _new(
    room: Room, peers: Sequence[PeerSpecialist], supervisor: User | None, form: str, *, by: User
) -> tuple[Any, list[Any]]:
    if form not in room.meetings.Form.values:
        raise DomainError(_("Please choose among those shown."), field="form")
    locked = locked_peers(peers, by=by)
    check_who(room, locked, supervisor, form, by=by)
    meeting = room.meetings(agency_id=by.agency_id, supervisor=supervisor, form=form, made_by=by)
    if room.is_senior:
        meeting.question = _next_question(locked)
    return meeting, [peer.pk for peer in locked]


def _locked_with(meeting: Any, *, by: User) -> list[PeerSpecialist]:
    """The peers of a meeting, locked: others who plan or hold at the same time wait."""
    return locked_peers([place.peer for place in meeting.places.select_related("peer")], by=by)


def _next_question(peers: list[PeerSpecialist]) -> int:
    before = SeniorMeeting.objects.of_peers(peers).order_by("-created_at").values_list("question", flat=True)
    last = before.first()
    return 0 if last is None else (last + 1) % HOW_MANY


def _save_new(room: Room, meeting: Any, peer_ids: list[Any]) -> None:
    meeting.save(force_insert=True)
    room.places.objects.bulk_create(
        room.places(agency_id=meeting.agency_id, meeting=meeting, peer_id=pk) for pk in peer_ids
    )


def _hold(room: Room, meeting: Any, peer_ids: list[Any], said: Said, *, by: User) -> None:
    check_held(said.on, said.minutes, today=by.agency.today())
    chosen = [code for code in room.meetings.Function.values if code in said.functions]
    if len(chosen) != len(set(said.functions)):
        raise DomainError(_("Please choose among those shown."), field="functions")
    check_not_twice(room, peer_ids, meeting, said.on, said.minutes)
    meeting.state, meeting.settled_at = "held", clock.now()
    meeting.held_on, meeting.minutes, meeting.functions = said.on, said.minutes, chosen
    if room.is_senior and meeting.supervisor_id:
        over = datetime.combine(said.on + timedelta(days=1), time(), ZoneInfo(by.agency.time_zone))
        TalkWish.objects.filter(peer__in=peer_ids, created_at__lt=over).delete()


def _check_free(room: Room, meeting: Any, peer_ids: list[Any]) -> None:
    """In this room only: what stands in the other one is none of its business."""
    at = meeting.planned_for
    near = room.meetings.objects.planned().filter(planned_for__gt=at - APART, planned_for__lt=at + APART)
    same = near.of_peers(peer_ids)
    if meeting.supervisor_id:
        same = same | near.filter(supervisor=meeting.supervisor_id)
    if same.exists():
        raise WrongState(_("There is a meeting in this room at nearly the same time. Choose another time."))


def _take_along(room: Room, meeting: Any, peer_ids: list[Any]) -> None:
    """What waits from meetings in which all of them read already; of a supervisor, among the same peers alone."""
    meetings = room.meetings.objects.filter(supervisor=meeting.supervisor_id)
    same = Q(meeting__in=meetings.within(peer_ids).values("pk"))
    waiting = room.lines.objects.filter(
        Q(author=F("peer__user")) | same,
        state="later",
        peer__in=peer_ids,
        meeting__in=meetings.of_all(peer_ids).values("pk"),
    )
    waiting.update(meeting=meeting, state="open")
