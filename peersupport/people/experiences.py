"""What peers chose to tell of their own life, opened for a person whom they told it."""

from collections.abc import Iterable

from django.db.models import Q

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading

from .models import Pairing, PeerSpecialist, SharedExperience

Told = dict[object, list[tuple[str, str]]]

CHOOSING = [SharedExperience.Audience.CHOOSING]
WALKING = [SharedExperience.Audience.PAIRED, *CHOOSING]


def told_while_choosing(user: User, peers: Iterable[PeerSpecialist]) -> Told:
    """Per peer, topic and words of what they tell people who look for a peer."""
    return _opened(user, Q(peer__in=[peer.pk for peer in peers], audience__in=CHOOSING))


def told_to(user: User, pairings: Iterable[Pairing]) -> Told:
    """Per peer, what they tell people they walk with; while an offer is open, only what helps to choose."""
    walking, offered = [], []
    for pairing in pairings:
        (offered if pairing.state == Pairing.State.OFFERED else walking).append(pairing.peer_id)
    if not walking and not offered:
        return {}
    to_paired = Q(peer__in=walking, audience__in=WALKING)
    return _opened(user, to_paired | Q(peer__in=offered, audience__in=CHOOSING))


def _opened(user: User, told: Q) -> Told:
    """In the order in which it is asked: what was hard, what helped, what is still hard."""
    rows = list(SharedExperience.objects.filter(told).order_by("created_at", "pk"))
    if not rows:
        return {}
    rows.sort(key=lambda row: SharedExperience.Topic.values.index(row.topic))
    found: Told = {}
    with reading(by=user, purpose=Purpose.OWN_RECORD, via="person") as opened:
        for row, line in zip(rows, opened.open_all(rows), strict=True):
            found.setdefault(row.peer_id, []).append((row.get_topic_display(), line.text))
    return found
