"""A peer looks at a signal first and may answer; their senior peer supervisor may offer to talk; the house answers
what moved for all.
"""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist
from supervision.models import (
    CommonMovement,
    CountedUntil,
    DriftSignal,
    Signal,
    WeeklyCount,
    WithoutSharing,
)
from supervision.separation import is_separate

from .counting import count_peer

LETTERS = 1000


@transaction.atomic
def open_signal(*, signal: DriftSignal, by: User) -> DriftSignal:
    """The peer looks at it. From then on their senior peer supervisor may. Raises DriftSignal.DoesNotExist."""
    signal = _lock_own(signal, by)
    if signal.opened_at is None:
        signal.opened_at = clock.now()
        signal.save(update_fields=["opened_at"])
        record("signal.opened", target=signal, by=by)
    return signal


@transaction.atomic
def answer_signal(*, signal: DriftSignal, text: str, by: User) -> DriftSignal:
    """The peer says what is behind it, in words for their senior peer supervisor; words from before make way.

    Raises DriftSignal.DoesNotExist for a signal of somebody else, DomainError.
    """
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    return _write_answer(signal, by, answer=text.strip(), knows_why=False)


@transaction.atomic
def know_why(*, signal: DriftSignal, by: User) -> DriftSignal:
    """The peer says "I know why", and nothing else has to be said. Raises DriftSignal.DoesNotExist, WrongState."""
    if DriftSignal.objects.own(by).filter(pk=signal.pk, answered_at__isnull=False).exists():
        raise WrongState(_("You answered this already."))
    return _write_answer(signal, by, answer=None, knows_why=True)


@transaction.atomic
def take_back_signal_answer(*, signal: DriftSignal, by: User) -> DriftSignal:
    """The signal stands without an answer again. Raises DriftSignal.DoesNotExist, WrongState."""
    signal = _lock_own(signal, by)
    if signal.answered_at is None:
        raise WrongState(_("There is no answer to take back."))
    return _store(signal, by, "signal.answer_taken_back", answer=None, knows_why=False, answered_at=None)


def _write_answer(signal: DriftSignal, by: User, **said: Any) -> DriftSignal:
    signal = _lock_own(signal, by)
    now = clock.now()
    return _store(signal, by, "signal.answered", answered_at=now, opened_at=signal.opened_at or now, **said)


@transaction.atomic
def offer_talk(*, signal: DriftSignal, by: User) -> DriftSignal:
    """The senior peer supervisor offers to talk about it. Raises DriftSignal.DoesNotExist, WrongState."""
    signal = _lock_next(signal, by)
    if signal.offered_at is not None:
        raise WrongState(_("This was offered already."))
    return _store(signal, by, "signal.talk_offered", offered_at=clock.now(), offered_by=by)


@transaction.atomic
def take_back_offer(*, signal: DriftSignal, by: User) -> DriftSignal:
    """Take back one's own offer. Raises DriftSignal.DoesNotExist, WrongState."""
    signal = _lock_next(signal, by)
    if signal.offered_by_id != by.pk:
        raise WrongState(_("There is no offer of yours to take back."))
    return _store(signal, by, "signal.offer_taken_back", offered_at=None, offered_by=None)


@transaction.atomic
def set_sharing_signal(*, wanted: bool, by: User) -> None:
    """Switch the signal about sharing one's own story off or on. No reason is asked for.

    Off, nothing is counted for it and what was counted goes. Raises PeerSpecialist.DoesNotExist for all but a peer.
    """
    peer = (
        PeerSpecialist.objects.at_work_in(by.agency).select_for_update(of=("self",), no_key=True).get(user=by)
    )
    today = datetime.combine(by.agency.today(), time(), ZoneInfo(by.agency.time_zone))
    # Whoever counts or looks at weeks right now is waited for, so that nothing of it comes back.
    CountedUntil.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        agency_id=peer.agency_id, defaults={"at": peer.agency.created_at}
    )
    if wanted:
        WithoutSharing.objects.filter(peer=peer).delete()
    else:
        WithoutSharing.objects.get_or_create(
            agency_id=peer.agency_id, peer=peer, defaults={"created_at": today}
        )
        WeeklyCount.objects.filter(peer=peer, signal=Signal.SHARING).delete()
        DriftSignal.objects.filter(peer=peer, signal=Signal.SHARING).delete()
    count_peer(peer)
    record("signal.switched", target=peer, by=by, at=today)


@transaction.atomic
def answer_movement(*, movement: CommonMovement, text: str, by: User) -> CommonMovement:
    """The house answers what changed for all, once and for everybody to read.

    Raises CommonMovement.DoesNotExist out of scope, NotAllowed for all but the office, WrongState, DomainError.
    """
    readable = CommonMovement.objects.read_by(by)
    movement = CommonMovement.objects.select_for_update(of=("self",), no_key=True).get(
        pk=movement.pk, pk__in=readable.values("pk")
    )
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))
    if movement.answered_at is not None:
        raise WrongState(_("This was answered already."))
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    movement.answer, movement.answered_by, movement.answered_at = text.strip(), by, clock.now()
    movement.save(update_fields=["answer", "answered_by", "answered_at"])
    record("movement.answered", target=movement, by=by, fields=["answer"])
    return movement


def _locked(signal: DriftSignal, readable: Any) -> DriftSignal:
    rows = DriftSignal.objects.select_for_update(of=("self",), no_key=True).select_related("peer")
    found: DriftSignal = rows.get(pk=signal.pk, pk__in=readable.values("pk"))
    return found


def _lock_own(signal: DriftSignal, by: User) -> DriftSignal:
    return _locked(signal, DriftSignal.objects.own(by))


def _lock_next(signal: DriftSignal, by: User) -> DriftSignal:
    found = _locked(signal, DriftSignal.objects.next_for(by))
    if not is_separate(found.peer, by):
        raise DriftSignal.DoesNotExist
    return found


def _store(signal: DriftSignal, by: User, action: str, **values: Any) -> DriftSignal:
    for name, value in values.items():
        setattr(signal, name, value)
    signal.save(update_fields=list(values))
    record(action, target=signal, by=by, fields=list(values))
    return signal
