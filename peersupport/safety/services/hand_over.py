"""A shift goes to a colleague who says yes. Until then whoever has it keeps it."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.safety.models import HandOver, OnCallShift

from .conflicts import require_free
from .scope import house_locked, require_named


@transaction.atomic
def ask_to_take_over(*, shift: OnCallShift, asked: User, by: User) -> HandOver:
    """One colleague at a time; asking another takes the first question back. Raises WrongState when it is over."""
    house_locked(by)
    shift = _mine(shift, by)
    if asked.pk == by.pk:
        raise DomainError(_("Choose a colleague."), field="asked")
    require_named(asked, by=by, field="asked")
    require_free([_passed_on(shift, asked)], field="asked", instead_of=shift)
    waiting = HandOver.objects.filter(shift=shift, state=HandOver.State.ASKED)
    waiting.update(state=HandOver.State.TAKEN_BACK, closed_at=clock.now())
    made = HandOver.objects.create(agency_id=by.agency_id, shift=shift, asked=asked, asked_by=by)
    record("hand_over.asked", target=made, by=by)
    return made


@transaction.atomic
def answer_hand_over(*, hand_over: HandOver, says_yes: bool, by: User) -> OnCallShift | None:
    """With a yes the shift is theirs from this moment on, or from its beginning. Returns it, or None after a no."""
    house_locked(by)
    asked = HandOver.objects.waiting().filter(asked=by, agency_id=by.agency_id).select_related("shift")
    hand_over = asked.filter(pk=hand_over.pk).first() or _gone(hand_over, by)
    passed = None
    if says_yes:
        require_named(by, by=by)
        passed = _passed_on(hand_over.shift, by)
        require_free([passed], instead_of=hand_over.shift)
        sign_history(by=by)
        OnCallShift.objects.filter(pk=hand_over.shift_id).update(ended_at=clock.now())
        passed.save(force_insert=True)
    hand_over.state = HandOver.State.YES if says_yes else HandOver.State.NO
    hand_over.closed_at = clock.now()
    hand_over.save(update_fields=["state", "closed_at"])
    record("hand_over.answered", target=hand_over, by=by, fields=["state"])
    return passed


@transaction.atomic
def take_back_asking(*, hand_over: HandOver, by: User) -> HandOver:
    house_locked(by)
    mine = HandOver.objects.filter(asked_by=by, agency_id=by.agency_id)
    hand_over = mine.get(pk=hand_over.pk)
    if hand_over.state != HandOver.State.ASKED:
        raise WrongState(_("Your colleague has answered already."))
    hand_over.state, hand_over.closed_at = HandOver.State.TAKEN_BACK, clock.now()
    hand_over.save(update_fields=["state", "closed_at"])
    record("hand_over.taken_back", target=hand_over, by=by, fields=["state"])
    return hand_over


def _mine(shift: OnCallShift, by: User) -> OnCallShift:
    found: OnCallShift = OnCallShift.objects.filter(user=by, agency_id=by.agency_id).get(pk=shift.pk)
    if found.ended_at is not None or found.ends_at <= clock.now():
        raise WrongState(_("This shift is over, or somebody else has it by now."))
    return found


def _gone(hand_over: HandOver, by: User) -> HandOver:
    """Asked of them, but not any more; of others it does not exist."""
    HandOver.objects.filter(asked=by, agency_id=by.agency_id).get(pk=hand_over.pk)
    raise WrongState(_("This is not asked any more."))


def _passed_on(shift: OnCallShift, to: User) -> OnCallShift:
    return OnCallShift(
        agency_id=shift.agency_id, program_id=shift.program_id, user=to, rank=shift.rank,
        starts_at=max(shift.starts_at, clock.now()), ends_at=shift.ends_at, time_zone=shift.time_zone, made_by=to,
    )  # fmt: skip
