"""Somebody has it, is on it, answers each wish, and closes it. Every step stands where the person can follow it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Message
from peersupport.safety.models import Concern, ConcernWish, RepairTalk

from .concern_line import State, Step, add_step, ask, ask_next, line_of, tell_raiser, wait_again

Ending = Concern.Ending
OWN_TEXT_DAYS, REPAIR_DAYS = 90, 14  # while no promise is in force


@transaction.atomic
def take_concern(*, concern: Concern, by: User) -> Concern:
    """ "I have it", by name. Again by the same one changes nothing. Raises Concern.DoesNotExist, WrongState."""
    concern = locked_concern(concern, Concern.objects.addressed_to(by))
    if concern.acknowledged_by_id == by.pk and not concern.is_closed:
        return concern
    if not concern.is_waiting:
        raise WrongState(_("Somebody else has it."))
    now = clock.now()
    concern.state = State.ACKNOWLEDGED
    concern.acknowledged_by, concern.acknowledged_at = by, now
    concern.stands_with, concern.stands_since, concern.moves_at, concern.alarm_at = by, now, None, None
    concern.save(
        update_fields=["state", "acknowledged_by", "acknowledged_at", "stands_with", "stands_since",
                       "moves_at", "alarm_at"]
    )  # fmt: skip
    add_step(concern, Step.TAKEN, by=by)
    tell_raiser(concern)
    return concern


@transaction.atomic
def pass_on(*, concern: Concern, by: User) -> Concern:
    """ "I can't take it": the next in line is asked at once, no reason asked. Raises DoesNotExist, WrongState."""
    concern = locked_concern(concern, Concern.objects.addressed_to(by))
    if concern.stands_with_id != by.pk or concern.is_closed:
        raise WrongState(_("Somebody else has it."))
    wait_again(concern)
    add_step(concern, Step.PASSED_ON, by=by)
    ask_next(concern, now=clock.now())
    return concern


@transaction.atomic
def start_acting(
    *, concern: Concern, by: User, tried: str = "", asked: str = "", smallest: str = "", words: str = ""
) -> Concern:
    """What whoever has it does, saying the same things as the peer. Raises DoesNotExist, NotAllowed, WrongState."""
    concern = _had_by(concern, by)
    add_step(concern, Step.ACTING, by=by, tried=tried, asked=asked, smallest=smallest, words=words)
    if concern.state == State.ACKNOWLEDGED:
        concern.state, concern.acting_at = State.ACTING, clock.now()
        concern.save(update_fields=["state", "acting_at"])
    tell_raiser(concern)
    return concern


@transaction.atomic
def write_step(*, concern: Concern, words: str, by: User) -> Concern:
    """A line in the course, by who raised it or has it. Raises Concern.DoesNotExist, DomainError, WrongState."""
    concern = locked_concern(concern, Concern.objects.read_by(by))
    if concern.is_closed:
        raise WrongState(_("This is closed."))
    if not words:
        raise DomainError(_("Please write something here."), field="words")
    add_step(concern, Step.SAID, by=by, words=words)
    return concern


@transaction.atomic
def hand_on(*, concern: Concern, to: User, by: User, words: str = "") -> Concern:
    """To another who is on call. It waits again until they have it. Raises DoesNotExist, NotAllowed, WrongState."""
    concern = _had_by(concern, by)
    if to.pk == by.pk or to.pk not in {user.pk for user in line_of(concern, clock.now())}:
        raise NotAllowed(_("They can't be asked now."))
    wait_again(concern)
    ask(concern, to, kind=Step.HANDED_ON, by=by, words=words)
    return concern


def who_could_take_it(*, concern: Concern, by: User) -> list[User]:
    """To whom whoever has it could hand it on at this instant."""
    return [user for user in line_of(concern, clock.now()) if user.pk != by.pk]


@transaction.atomic
def answer_wish(*, wish: ConcernWish, answer: str, by: User, because: str = "") -> ConcernWish:
    """Followed, or not followed because … Answered once. Raises DoesNotExist, DomainError, WrongState."""
    concern = locked_concern(wish.concern, Concern.objects.read_by(by))
    wish = concern.wishes.get(pk=wish.pk)
    if concern.is_closed or wish.answer:
        raise WrongState(_("This was answered already."))
    if answer == ConcernWish.Answer.NOT_FOLLOWED and not because:
        raise DomainError(_("Please say why: they read it."), field="because")
    wish.answer, wish.because = ConcernWish.Answer(answer), because
    wish.answered_by, wish.answered_at = by, clock.now()
    wish.save(update_fields=["answer", "because", "answered_by", "answered_at"])
    add_step(concern, Step.ANSWERED, by=by)
    return wish


@transaction.atomic
def close_concern(*, concern: Concern, ending: str, by: User, words: str = "") -> Concern:
    """With an ending, when every wish has its answer. By who has it; while nobody has, by who raised it.

    Raises Concern.DoesNotExist, NotAllowed, DomainError, WrongState.
    """
    concern = locked_concern(concern, Concern.objects.read_by(by))
    if concern.is_closed:
        raise WrongState(_("This is closed."))
    if not _may_close(concern, by):
        raise NotAllowed(_("Whoever has it closes it."))
    if concern.wishes.filter(answer="").exists():
        raise DomainError(_("One of their wishes has no answer yet."))
    policy = ConfidentialityPolicy.objects.published_for(by.agency)
    now = clock.now()
    days = policy.own_text_days if policy else OWN_TEXT_DAYS
    concern.state, concern.closed_at, concern.ending = State.CLOSED, now, Ending(ending)
    concern.readable_until = clock.now() + timedelta(days=days)
    concern.moves_at = concern.alarm_at = None
    concern.save(update_fields=["state", "closed_at", "ending", "readable_until", "moves_at", "alarm_at"])
    add_step(concern, Step.CLOSED, by=by, words=words)
    asked = Message.objects.filter(about_id=concern.pk, kind=Kind.CONCERN, route__channel=Channel.INBOX)
    asked.update(drop_at=now)  # it stands on nobody's page "For you" any more
    if concern.person is not None and concern.kind == Concern.Kind.CONCERN:
        _talk_afterwards(concern, policy)
    if by.pk != concern.raised_by_id:
        tell_raiser(concern)
    return concern


@transaction.atomic
def say_ground(*, concern: Concern, basis: str, by: User) -> Concern:
    """On which ground something may leave a program under 42 CFR Part 2. A clinical supervisor says it, not the peer.

    Said again it holds instead; which one was said before stands in the course.

    Raises Concern.DoesNotExist.
    """
    concern = locked_concern(concern, Concern.objects.asking_for_a_ground(by))
    concern.basis, concern.basis_by = Concern.Basis(basis), by
    concern.save(update_fields=["basis", "basis_by"])
    add_step(concern, Step.GROUND, by=by, words=str(Concern.Basis(basis).label))
    return concern


def locked_concern(concern: Concern, rows: Any) -> Concern:
    locked = Concern.objects.select_for_update(of=("self",), no_key=True)
    found: Concern = (
        locked.filter(pk__in=rows.filter(pk=concern.pk).values("pk"))
        .select_related("person__program", "program", "raised_by", "agency")
        .get()
    )
    return found


def _had_by(concern: Concern, by: User) -> Concern:
    concern = locked_concern(concern, Concern.objects.addressed_to(by))
    if concern.is_closed:
        raise WrongState(_("This is closed."))
    if concern.acknowledged_by_id != by.pk:
        raise NotAllowed(_("Please say first that you have it."))
    return concern


def _may_close(concern: Concern, by: User) -> bool:
    if concern.acknowledged_by_id is None:
        return concern.raised_by_id == by.pk
    return concern.acknowledged_by_id == by.pk


def _talk_afterwards(concern: Concern, policy: ConfidentialityPolicy | None) -> None:
    days = policy.repair_talk_days if policy else REPAIR_DAYS
    person = concern.person
    assert person is not None
    RepairTalk(
        agency_id=concern.agency_id,
        concern=concern,
        person=person,
        due_on=person.program.today() + timedelta(days=days),
    ).save(force_insert=True)
