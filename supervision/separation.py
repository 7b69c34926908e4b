"""Whoever decides on a peer's pay hears nothing about that peer's signals and pulses."""

from typing import Any

from peersupport.accounts.models import User
from peersupport.people.models import DecidesOn, LinkException, PeerSpecialist


def decided_on_by(user: User) -> Any:
    """A query of the ids of peers on whose pay, contract or discipline this user decides today, without an exception.

    With one they do read: the peer sees the exception beside each signal and pulse (people.pay_exception_of).
    """
    today = user.agency.today()
    excepted = LinkException.objects.in_force(today).filter(supervisor=user, kind=LinkException.Kind.DECIDES)
    decided = DecidesOn.objects.in_force(today).filter(user=user).exclude(peer__in=excepted.values("peer"))
    return decided.values_list("peer", flat=True)


def is_separate(peer: PeerSpecialist, supervisor: User) -> bool:
    """Whether this supervisor may hear of this peer's signals and pulses: neither their own nor of whom they pay."""
    return peer.user_id != supervisor.pk and not decided_on_by(supervisor).filter(peer=peer).exists()
