"""What peers chose to tell of their own life, opened for a person whom they told it."""

from collections.abc import Iterable

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading

from .models import Pairing, PeerSpecialist, SharedExperience

Told = dict[object, list[tuple[str, str]]]

CHOOSING = [SharedExperience.Audience.CHOOSING]
WALKING = [SharedExperience.Audience.PAIRED, *CHOOSING]


def told_while_choosing(user: User, peers: Iterable[PeerSpecialist]) -> Told:
    """Per peer, topic and words of what they tell people who look for a peer."""
    return _opened(user, [peer.pk for peer in peers], CHOOSING)


def told_to(user: User, pairings: Iterable[Pairing]) -> Told:
    """Per peer, what they tell people they walk with; while an offer is open, only what helps to choose."""
    walking, offered = [], []
    for pairing in pairings:
        (offered if pairing.state == Pairing.State.OFFERED else walking).append(pairing.peer_id)
    return _opened(user, walking, WALKING) | _opened(user, offered, CHOOSING)


def _opened(user: User, peers: list[object], audiences: list[SharedExperience.Audience]) -> Told:
    if not peers:
        return {}
    rows = list(
        SharedExperience.objects.filter(peer__in=peers, audience__in=audiences).order_by("created_at", "pk")
    )
    told: Told = {}
    with reading(by=user, purpose=Purpose.OWN_RECORD, via="person") as opened:
        for row, line in zip(rows, opened.open_all(rows), strict=True):
            told.setdefault(row.peer_id, []).append((row.get_topic_display(), line.text))
    return told
