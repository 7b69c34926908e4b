"""Small steps and what helps. Done steps gather as "Things I did"; nobody counts them."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.people.models import SupportedPerson
from sessions_app.models import Goal, HelpsMe, Step, WhoseStep

from .hand import Hand, id_under, lock_hand, lock_row, require_not_their_own, require_not_to_come, words

State = Step.State
OPEN_GOALS = frozenset({Goal.State.SUGGESTED, Goal.State.MINE})


@transaction.atomic
def add_step(
    *,
    person: SupportedPerson,
    text: str,
    whose: str,
    goal: Goal | None = None,
    key: uuid.UUID | None = None,
    by: User,
) -> Step:
    """Write down a step and whose it is, towards a goal or for itself. The same key and words make one row.

    Raises DoesNotExist out of scope, NotAllowed, ConsentMissing, WrongState for a goal that is over.
    """
    hand = lock_hand(person_id=person.pk, by=by)
    if goal is not None:
        _require_open_goal(goal, person, by)
    whose, said = WhoseStep(whose), words(text)
    goal_id = goal.pk if goal else None
    pk = id_under(key, hand, what="step", text=said, whose=whose, goal=goal_id)
    found: Step | None = Step.objects.filter(pk=pk).first()
    if found is not None:
        return found
    step = Step(id=pk, text=said, whose=whose, goal_id=goal_id, **hand.author)
    step.save(force_insert=True)
    record("step.added", target=step, by=by, person_id=step.person_id)
    return step


def _require_open_goal(goal: Goal, person: SupportedPerson, by: User) -> None:
    if goal.person_id != person.pk:
        raise Goal.DoesNotExist
    goal, _hand = lock_row(goal, by=by)
    if goal.state not in OPEN_GOALS:
        raise WrongState(_("This has moved on since you opened the page."))


@transaction.atomic
def finish_step(*, step: Step, done_on: date | None = None, by: User) -> Step:
    """It is done: today, or on the day they say. Told again with another day, the day is put right.

    Raises WrongState for a step that was let go, DomainError for a day that can't be.
    """
    step, hand = lock_row(step, by=by)
    day = done_on or (step.done_on or hand.today)
    if step.state == State.LET_GO:
        raise WrongState(_("This has moved on since you opened the page."))
    if (step.state, step.done_on) == (State.DONE, day):
        return step
    _require_not_their_past(step, hand)
    require_not_to_come(day, hand, field="done_on")
    return _put(step, State.DONE, day, "step.done", by)


@transaction.atomic
def reopen_step(*, step: Step, by: User) -> Step:
    """Still to come, after all. For a peer not what the person wrote and did on an earlier day."""
    step, hand = lock_row(step, by=by)
    _require_not_their_past(step, hand)
    return step if step.state == State.OPEN else _put(step, State.OPEN, None, "step.reopened", by)


@transaction.atomic
def let_go_step(*, step: Step, by: User) -> Step:
    """Not any more. Raises WrongState for a step that was done: what somebody did stays theirs."""
    step, _hand = lock_row(step, by=by)
    if step.state == State.DONE:
        raise WrongState(_("This has moved on since you opened the page."))
    return step if step.state == State.LET_GO else _put(step, State.LET_GO, None, "step.let_go", by)


def _require_not_their_past(step: Step, hand: Hand) -> None:
    """A slip is put right on the same day; after that a step of their own stays among the things they did."""
    if step.state == State.DONE and step.done_on != hand.today:
        require_not_their_own(step, hand)


def _put(step: Step, state: str, done_on: date | None, action: str, by: User) -> Step:
    step.state, step.done_on = state, done_on
    step.save(update_fields=["state", "done_on"])
    record(action, target=step, by=by, person_id=step.person_id, fields=["state", "done_on"])
    return step


@transaction.atomic
def add_help(*, person: SupportedPerson, text: str, key: uuid.UUID | None = None, by: User) -> HelpsMe:
    """One of the "things that help me"."""
    hand = lock_hand(person_id=person.pk, by=by)
    said = words(text)
    pk = id_under(key, hand, what="help", text=said)
    found: HelpsMe | None = HelpsMe.objects.filter(pk=pk).first()
    if found is not None:
        return found
    line = HelpsMe(id=pk, text=said, **hand.author)
    line.save(force_insert=True)
    record("help.added", target=line, by=by, person_id=line.person_id)
    return line


@transaction.atomic
def remove_help(*, line: HelpsMe, by: User) -> None:
    """Gone at once: no copy stays. By the person, or by the peer who typed the line.

    Raises NotAllowed for a peer where somebody else wrote it.
    """
    line, hand = lock_row(line, by=by)
    require_not_their_own(line, hand)
    if hand.peer is not None and line.peer_id != hand.peer.pk:
        raise NotAllowed(_("Another peer wrote this. The person can take it away."))
    record("help.removed", target=line, by=by, person_id=line.person_id)
    line.delete()
