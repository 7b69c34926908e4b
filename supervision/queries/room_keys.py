"""Whether, and from which day, what is written about a peer in both rooms can be deleted for good."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.core.models import DataKey
from peersupport.people.models import PeerSpecialist

ROOM_KEYS = (DataKey.Owner.CLINICAL, DataKey.Owner.SENIOR)
KEYS_WAIT = 30  # days


def keys_go_from(peer: PeerSpecialist) -> date | None:
    """The first day on which the office may destroy them; None while somebody has a task here, whichever it is."""
    zone = ZoneInfo(peer.agency.time_zone)
    last = []
    for ended_at, ends_on in Membership.objects.filter(user=peer.user_id).values_list("ended_at", "ends_on"):
        ended_on = ended_at.astimezone(zone).date() if ended_at else None
        days = [day for day in (ended_on, ends_on) if day]
        if not days or (ended_on is None and min(days) >= peer.agency.today()):
            return None
        last.append(min(days))
    return max(last) + timedelta(days=KEYS_WAIT + 1) if last else None


def keys_gone_at(peer: PeerSpecialist) -> datetime | None:
    """When they were destroyed; None while there is anything to open, or to write with."""
    return _gone_at([peer.pk])


def keys_gone_for(user: User) -> datetime | None:
    """The same for a peer about themselves; None for everybody else."""
    if Role.PEER not in user.roles:
        return None
    return _gone_at(PeerSpecialist.objects.filter(user=user).values("pk"))


def _gone_at(peers: Any) -> datetime | None:
    gone = DataKey.objects.filter(owner_kind__in=ROOM_KEYS, owner_id__in=peers, destroyed_at__isnull=False)
    at: datetime | None = gone.aggregate(at=Max("destroyed_at"))["at"]
    return at
