"""Whose meetings somebody may write, fetched again inside every service, with the lock.

Order of locks everywhere: pairing, then the person's gate, then the meeting. Ending a pairing takes the
first two in the same order, so nobody waits for somebody who waits for them.
"""

import uuid
from collections.abc import Collection

from django.utils.translation import gettext as _

from consent.models import ConsentNow
from consent.services import lock_gate
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import BlockedStaff, Pairing
from sessions_app.models import SessionSeries, SupportSession


class ConsentMissing(DomainError):
    """No yes is in force: nothing in words is stored about this person."""


def lock_pairing(*, person_id: uuid.UUID, by: User) -> Pairing:
    """The pairing in which `by` walks with the person today. Raises Pairing.DoesNotExist, NotAllowed on a break."""
    pairing = _lock_walking(person_id=person_id, by=by)
    _require_not_blocked(person_id=person_id, by=by)
    return pairing


def _require_not_blocked(*, person_id: uuid.UUID, by: User) -> None:
    if BlockedStaff.objects.filter(person=person_id, user=by).exists():
        raise Pairing.DoesNotExist


def _lock_walking(*, person_id: uuid.UUID, by: User) -> Pairing:
    pairing: Pairing = Pairing.objects.locked_walk(by, person_id)
    if pairing.state == Pairing.State.PAUSED:
        raise NotAllowed(_("You two are taking a break. When it is over, you can write again."))
    return pairing


def lock_pairing_and_gate(*, person_id: uuid.UUID, by: User) -> tuple[Pairing, ConsentNow]:
    """Both, in this order; a block that came first is noticed, one that comes later waits for us."""
    pairing = _lock_walking(person_id=person_id, by=by)
    gate = lock_gate(person_id)
    _require_not_blocked(person_id=person_id, by=by)
    return pairing, gate


def lock_several(
    *, person_ids: Collection[uuid.UUID], by: User
) -> tuple[dict[uuid.UUID, Pairing], list[ConsentNow]]:
    """The pairings in which `by` walks with some of these people, and the gates of all of them, each kind in order.

    Whoever takes a break with `by`, keeps `by` away or is `by` in another life is in neither.
    """
    walking = Pairing.objects.walking_with(by).filter(person__in=person_ids).order_by("pk")
    locked = walking.select_for_update(of=("self",), no_key=True).select_related(
        "peer__user", "person__program"
    )
    pairings = {pairing.person_id: pairing for pairing in locked}
    gates = ConsentNow.objects.locked(person_ids)
    apart = set(
        BlockedStaff.objects.filter(person__in=person_ids, user=by).values_list("person_id", flat=True)
    )
    for person_id, pairing in pairings.items():
        if pairing.state == Pairing.State.PAUSED or pairing.person.also_staff_id == by.pk:
            apart.add(person_id)
    return (
        {person_id: pairing for person_id, pairing in pairings.items() if person_id not in apart},
        [gate for gate in gates if gate.person_id not in apart],
    )


def lock_own_session(*, session_id: uuid.UUID, by: User) -> SupportSession:
    """A meeting of the acting peer, while they are one. Raises SupportSession.DoesNotExist for anybody else's."""
    if Role.PEER not in by.roles:
        raise SupportSession.DoesNotExist
    session: SupportSession = (
        SupportSession.objects.written_by(by).select_for_update(of=("self",), no_key=True).get(pk=session_id)
    )
    return session


def lock_series(*, series_id: uuid.UUID, by: User) -> SessionSeries:
    """A series of the acting peer. Raises SessionSeries.DoesNotExist for anybody else's."""
    if Role.PEER not in by.roles:
        raise SessionSeries.DoesNotExist
    mine = SessionSeries.objects.written_by(by).select_for_update(of=("self",), no_key=True)
    series: SessionSeries = mine.select_related("peer", "program", "group").get(pk=series_id)
    return series


def session_under_key(*, key: uuid.UUID, by: User) -> SupportSession | None:
    """The meeting this key already stands for, locked. Raises SupportSession.DoesNotExist if it is not theirs."""
    session: SupportSession | None = (
        SupportSession.objects.select_for_update(of=("self",), no_key=True)
        .select_related("peer")
        .filter(pk=key)
        .first()
    )
    if session is not None and session.peer.user_id != by.pk:
        raise SupportSession.DoesNotExist
    return session
