"""Who is asked, one after the other, until somebody has it. And what the trails are told, later and by themselves.

A concern's own transaction writes Concern, ConcernStep and Message rows alone: a broken trail must not stop it. The
steps are the queue: enter_steps() puts into the trails what they don't know yet.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import DatabaseError, transaction

from peersupport.accounts.models import User
from peersupport.audit.services import enter, record
from peersupport.core import clock
from peersupport.core.clock_querysets import database_now
from peersupport.core.errors import CannotOpen
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import write_messages
from peersupport.people.models import SupervisionLink
from peersupport.safety.models import Concern, ConcernStep, OnCallShift

log = structlog.get_logger(__name__)
State, Step = Concern.State, ConcernStep.Kind
AT_ONCE = 200


def add_step(
    concern: Concern, kind: str, *, by: User | None, to: User | None = None, **words: str
) -> ConcernStep:
    """The next step of a concern that the caller has locked, or made a moment ago. It saves the count alone."""
    concern.steps_count += 1
    step = ConcernStep(
        agency_id=concern.agency_id,
        concern=concern,
        person_id=concern.person_id,
        number=concern.steps_count,
        kind=kind,
        by=by,
        to=to,
        **words,
    )
    step.save(force_insert=True)
    concern.save(update_fields=["steps_count"])
    return step


def line_of(concern: Concern, now: datetime) -> list[User]:
    """Who can be asked at this instant, in order, each once: never who raised it, never whom the person keeps away."""
    about = concern.person
    if concern.program is not None:
        shifts = OnCallShift.objects.line(concern.program, now, about=about)
    else:
        shifts = OnCallShift.objects.in_the_house(concern.agency, now, about=about)
    own = {concern.raised_by_id, about.also_staff_id if about else None}
    users = [shift.user for shift in shifts.select_related("user__agency")]
    return list({user.pk: user for user in users if user.pk not in own}.values())


def ask_next(concern: Concern, *, now: datetime) -> None:
    """Ask the next who was not asked yet; at the end of the line the alarm stands. The caller has locked it."""
    free = _free(concern, database_now()) or _free(concern, now)  # on call by either clock, if one is wrong
    if free:
        ask(concern, free[0], kind=Step.ASKED, by=None)
        return
    was_asked = concern.stands_with_id is not None
    if concern.alarm_at is not None and not was_asked:
        return
    add_step(concern, Step.END_OF_LINE, by=None)
    concern.stands_with, concern.stands_since, concern.moves_at = None, None, None
    concern.alarm_at = concern.alarm_at or now
    concern.save(update_fields=["stands_with", "stands_since", "moves_at", "alarm_at"])
    if was_asked:
        tell_raiser(concern)


def _free(concern: Concern, now: datetime) -> list[User]:
    asked = set(concern.steps.filter(kind__in=(Step.ASKED, Step.HANDED_ON)).values_list("to", flat=True))
    return [user for user in line_of(concern, now) if user.pk not in asked]


def ask(concern: Concern, user: User, *, kind: str, by: User | None, **words: str) -> None:
    """Its minutes run by the database's clock: the machine that asks need not be the one that moves it on."""
    step = add_step(concern, kind, by=by, to=user, **words)
    concern.stands_with, concern.stands_since = user, database_now()
    concern.moves_at = concern.stands_since + timedelta(minutes=concern.acknowledge_minutes)
    # Nothing has gone out to them yet, whatever went out to somebody before.
    concern.state, concern.sent_at = State.RECORDED, None
    concern.save(update_fields=["stands_with", "stands_since", "moves_at", "state", "sent_at"])
    write_messages(kind=Kind.CONCERN, occasion=f"{concern.pk}:{step.number}", to=user, about=concern.pk)


def tell(concern: Concern, users: Iterable[User]) -> None:
    """They hear that something became of it, or is asked of them. What can't be said must not undo what was done."""
    occasion = f"{concern.pk}:{concern.steps_count}"
    try:
        with transaction.atomic():
            for user in users:
                write_messages(kind=Kind.CONCERN_COURSE, occasion=occasion, to=user, about=concern.pk)
    except (DatabaseError, CannotOpen):
        log.exception("concern_course_not_told", concern=str(concern.pk))


def tell_raiser(concern: Concern) -> None:
    tell(concern, [concern.raised_by])


def supervisors_of(concern: Concern) -> set[User]:
    """Who looks after whoever raised it today."""
    links = SupervisionLink.objects.in_force(concern.agency.today()).filter(peer__user=concern.raised_by_id)
    return {link.supervisor for link in links.select_related("supervisor__agency")}


def move_on_overdue() -> int:
    """Pass on what nobody took in its minutes. Safe to call any number of times at once; gives how many moved.

    Each is a transaction of its own, so that one that can't be moved keeps no other back.
    """
    _each(Concern.objects.went_out(), _note_sent)
    _each(Concern.objects.stranded(), _take_back)
    return _each(Concern.objects.overdue(database_now()), _move_on)


def enter_steps() -> int:
    """Put into the trails what happened with concerns. Safe to call any number of times at once."""
    return _each(Concern.objects.not_entered(), _enter)


def _each(rows: Any, act: Callable[[Concern], bool]) -> int:
    return sum(_one(pk, rows, act) for pk in _ids(rows))


def _ids(rows: Any) -> Iterable[uuid.UUID]:
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _one(pk: uuid.UUID, rows: Any, act: Callable[[Concern], bool]) -> bool:
    """Locked under the same condition that found it: what another process did meanwhile is left alone."""
    try:
        with transaction.atomic():
            locked = rows.filter(pk=pk).select_for_update(of=("self",), skip_locked=True, no_key=True)
            concern = locked.select_related("person", "program", "raised_by").first()
            return concern is not None and act(concern)
    except (DatabaseError, CannotOpen):
        log.exception("concern_sweep_failed", concern=str(pk), act=act.__name__)
        return False


def _note_sent(concern: Concern) -> bool:
    concern.state, concern.sent_at = State.SENT, concern.left_at  # type: ignore[attr-defined]
    concern.save(update_fields=["state", "sent_at"])
    add_step(concern, Step.SENT, by=None, to=concern.stands_with)
    return True


def _take_back(concern: Concern) -> bool:
    """Whoever has it or is asked can't open it any more: kept away meanwhile, or without a task here."""
    wait_again(concern)
    ask_next(concern, now=clock.now())
    return True


def wait_again(concern: Concern) -> None:
    """Nobody has it any more."""
    concern.state = State.RECORDED
    concern.sent_at = concern.acknowledged_by = concern.acknowledged_at = concern.acting_at = None
    concern.save(update_fields=["state", "sent_at", "acknowledged_by", "acknowledged_at", "acting_at"])


def _move_on(concern: Concern) -> bool:
    before = concern.steps_count
    ask_next(concern, now=clock.now())
    return concern.steps_count > before


def _enter(concern: Concern) -> bool:
    steps = list(concern.steps.filter(number__gt=concern.steps_entered).select_related("by"))
    for step in steps:
        record(
            f"concern.{step.kind}",
            target=concern,
            by=step.by,
            person_id=concern.person_id,
            at=step.created_at,
        )
    concern.steps_entered = concern.steps_count
    concern.save(update_fields=["steps_entered"])
    if concern.kind == Concern.Kind.CONCERN:
        steps_told = [
            {"step": step.number, "kind": step.kind, "at": step.created_at.isoformat()} for step in steps
        ]
        enter(
            "concern.course",
            target=concern,
            by=None,
            person_id=concern.person_id,
            payload={"steps": steps_told},
        )
    return True
