"""Meetings of groups for a made-up world: led by a peer, with some they walk with and some who only come."""

import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from .oracle import STARTED, Key, World
from .oracle_groups import Gathered


def gatherings(
    world: World,
    *,
    house: Key,
    peers: list[Key],
    people: list[Key],
    rng: random.Random,
    key: Callable[[], uuid.UUID],
) -> list[Gathered]:
    """About one for each peer. A note is only about somebody whom the author walks or walked with."""
    found = []
    for peer in rng.choices(peers, k=len(peers)) if peers else []:
        walked = {
            pairing.person
            for pairing in world.pairings
            if pairing.peer == peer and pairing.state in STARTED and pairing.person in people
        }
        others = rng.sample(people, min(len(people), rng.choice((0, 1, 2))))
        came = sorted(
            {*rng.sample(sorted(walked, key=str), min(len(walked), rng.choice((0, 1, 3)))), *others}, key=str
        )
        came = [person for person in came if world.people[person].also_staff != world.peers[peer]]
        noted = [(person, key() if person in walked and rng.random() < 0.6 else None) for person in came]
        found.append(Gathered(key(), house, peer, _at(world.now, rng), tuple(noted)))
    return found


def _at(now: datetime, rng: random.Random) -> datetime:
    """At one hour of the day, like the meetings of two, so that some begin at the same instant."""
    return now.replace(minute=0) - timedelta(days=rng.randrange(1, 60))
