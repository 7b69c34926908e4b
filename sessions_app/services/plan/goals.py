"""What matters to somebody, in their words. Suggested until they say "this is mine"; never a percentage."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.people.models import SupportedPerson
from sessions_app.local_time import to_local
from sessions_app.models import Goal, IdeaOf, Step

from .hand import Hand, id_under, lock_hand, lock_row, require_not_past, require_not_their_own, words

State = Goal.State


@transaction.atomic
def add_goal(
    *,
    person: SupportedPerson,
    text: str,
    idea_of: str,
    said_mine: bool = False,
    wanted_by: date | None = None,
    key: uuid.UUID | None = None,
    by: User,
) -> Goal:
    """Write down something the person wants. Typed by them as their own idea, or said to be theirs, it is theirs.

    The same key and words again return the row that is there.
    Raises DoesNotExist out of scope, NotAllowed, ConsentMissing, DomainError at the field.
    """
    hand = lock_hand(person_id=person.pk, by=by)
    idea_of, said = IdeaOf(idea_of), words(text)
    require_not_past(wanted_by, hand, field="wanted_by")
    pk = id_under(key, hand, what="goal", text=said, idea_of=idea_of, wanted_by=wanted_by)
    found: Goal | None = Goal.objects.filter(pk=pk).first()
    if found is not None:
        return found
    goal = Goal(id=pk, text=said, idea_of=idea_of, wanted_by=wanted_by, **hand.author)
    if said_mine or (hand.peer is None and idea_of == IdeaOf.THEM):
        _make_theirs(goal, by)
    goal.save(force_insert=True)
    record("goal.added", target=goal, by=by, person_id=goal.person_id)
    return goal


def _make_theirs(goal: Goal, by: User) -> None:
    goal.state, goal.mine_at, goal.mine_recorded_by = State.MINE, clock.now(), by


@transaction.atomic
def say_mine(*, goal: Goal, by: User) -> Goal:
    """ "This is mine": by the person's own tap, or said to their peer, who writes down that they heard it."""
    goal, _hand = lock_row(goal, by=by)
    if goal.state == State.MINE:
        return goal
    _require_way(goal, State.MINE, only_from={State.SUGGESTED})
    _make_theirs(goal, by)
    goal.save(update_fields=["state", "mine_at", "mine_recorded_by"])
    record("goal.said_mine", target=goal, by=by, person_id=goal.person_id, fields=["state"])
    return goal


@transaction.atomic
def take_mine_back(*, goal: Goal, by: User) -> Goal:
    """Undo of say_mine: a suggestion again. What the person said themselves only they take back."""
    goal, hand = lock_row(goal, by=by)
    if goal.state == State.SUGGESTED:
        return goal
    if hand.peer is not None and goal.mine_recorded_by_id == hand.person.user_id:
        raise NotAllowed(_("%(name)s said that it is theirs.") % {"name": hand.person.chosen_name})
    _require_way(goal, State.SUGGESTED, only_from={State.MINE})
    goal.state, goal.mine_at, goal.mine_recorded_by = State.SUGGESTED, None, None
    goal.save(update_fields=["state", "mine_at", "mine_recorded_by"])
    record("goal.mine_taken_back", target=goal, by=by, person_id=goal.person_id, fields=["state"])
    return goal


@transaction.atomic
def reach(*, goal: Goal, by: User) -> Goal:
    """ "I did this." Done twice it stays done. Raises WrongState for a goal that is not theirs yet."""
    return _close(goal, State.REACHED, "goal.reached", by)


@transaction.atomic
def let_go(*, goal: Goal, by: User) -> Goal:
    """Not any more, and no reason is asked. Done twice it stays done."""
    return _close(goal, State.LET_GO, "goal.let_go", by)


def _close(goal: Goal, state: str, action: str, by: User) -> Goal:
    goal, _hand = lock_row(goal, by=by)
    if goal.state == state:
        return goal
    _require_way(goal, state)
    goal.state, goal.closed_at = state, clock.now()
    goal.save(update_fields=["state", "closed_at"])
    record(action, target=goal, by=by, person_id=goal.person_id, fields=["state"])
    return goal


@transaction.atomic
def reopen_goal(*, goal: Goal, by: User) -> Goal:
    """It counts again: as theirs, if they ever said so, else as a suggestion.

    For a peer not what the person wrote and reached on an earlier day.
    """
    goal, hand = lock_row(goal, by=by)
    if goal.state in {State.MINE, State.SUGGESTED}:
        return goal
    if goal.state == State.REACHED and _closed_before_today(goal, hand):
        require_not_their_own(goal, hand)
    state = State.MINE if goal.mine_at else State.SUGGESTED
    _require_way(goal, state)
    goal.state, goal.closed_at = state, None
    goal.save(update_fields=["state", "closed_at"])
    record("goal.reopened", target=goal, by=by, person_id=goal.person_id, fields=["state"])
    return goal


@transaction.atomic
def reword_goal(*, goal: Goal, text: str, said_mine: bool = False, by: User) -> Goal:
    """Say it differently: a new row with the new words, its steps move along, the old words stay readable.

    Said by the person themselves it is theirs; typed by a peer only with said_mine, else a suggestion again.
    Raises NotAllowed for a peer where the person typed the words.
    """
    goal, hand = lock_row(goal, by=by)
    require_not_their_own(goal, hand)
    said = words(text)
    _require_way(goal, State.REWORDED)
    goal.state, goal.closed_at = State.REWORDED, clock.now()
    goal.save(update_fields=["state", "closed_at"])
    anew = Goal(text=said, idea_of=goal.idea_of, wanted_by=goal.wanted_by, said_before=goal, **hand.author)
    if said_mine or hand.peer is None:
        _make_theirs(anew, by)
    anew.save(force_insert=True)
    Step.objects.filter(goal=goal).update(goal=anew)
    record("goal.reworded", target=anew, by=by, person_id=anew.person_id)
    return anew


def _closed_before_today(goal: Goal, hand: Hand) -> bool:
    closed_at = goal.closed_at
    return closed_at is not None and to_local(closed_at, hand.person.program.time_zone).date() < hand.today


def _require_way(goal: Goal, state: str, *, only_from: set[str] | None = None) -> None:
    ways = Goal.TRANSITIONS.get(State(goal.state), set())
    if state not in ways or (only_from is not None and goal.state not in only_from):
        raise WrongState(_("This has moved on since you opened the page."))
