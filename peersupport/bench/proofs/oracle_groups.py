"""The rule about groups in plain Python, from the design's words alone, to compare the database with.

A meeting of a group is whole (its number, its text) for who wrote it down and for their supervisors of today. To
everybody else it is the presence of the one person they stand in a relation to. Who came is the author's to know.
"""

from dataclasses import dataclass
from datetime import datetime

from .oracle import Key, World, may_read, relations, roles_of

NEAR = {"paired", "cover"}


@dataclass(frozen=True)
class Gathered:
    id: Key
    house: Key
    peer: Key
    at: datetime
    came: tuple[tuple[Key, Key | None], ...]  # person, and the note about them


def whole(world: World, reader: Key, met: Gathered) -> bool:
    user = world.readers[reader]
    return user.house == met.house and (wrote(world, reader, met) or _supervises(world, reader, met))


def wrote(world: World, reader: Key, met: Gathered) -> bool:
    return world.peers[met.peer] == reader and bool(roles_of(world, reader))


def _supervises(world: World, reader: Key, met: Gathered) -> bool:
    roles = roles_of(world, reader)
    zone = world.houses[world.readers[reader].house].zone
    role_of = {"clinical": "clinical_supervisor", "senior": "senior_peer_supervisor"}
    return any(
        link.peer == met.peer and role_of[link.kind] in roles and link.span.holds(world.now, zone)
        for link in world.links_of[reader]
    )


def is_near(world: World, reader: Key, person: Key) -> bool:
    """Walks with them, stands in, was let in to the facts, or is the person."""
    user, whose = world.readers[reader], world.people[person]
    if not user.active or user.house != whose.house or whose.also_staff == reader:
        return False
    if user.kind == "person":
        return whose.user == reader
    return any(
        relation.name in NEAR or (relation.name == "grant" and "facts" in (relation.contents or ()))
        for relation in relations(world, reader, person, None, "facts")
    )


def sees(world: World, reader: Key, met: Gathered) -> bool:
    return whole(world, reader, met) or any(is_near(world, reader, person) for person, _note in met.came)


def sees_for_person(world: World, reader: Key, met: Gathered, person: Key) -> bool:
    """In the list of one person's meetings: a supervisor's list of a person holds no group."""
    came = person in {one for one, _note in met.came}
    return came and (wrote(world, reader, met) or is_near(world, reader, person))


def names(world: World, reader: Key, met: Gathered) -> set[Key]:
    """Whose name stands beside it."""
    if not sees(world, reader, met):
        return set()
    by_author = wrote(world, reader, met)
    return {
        person
        for person, _note in met.came
        if is_near(world, reader, person)
        or (by_author and (person, reader) not in world.blocks and world.people[person].also_staff != reader)
    }


def open_notes(world: World, reader: Key, met: Gathered) -> set[Key]:
    return {
        note
        for person, note in met.came
        if note is not None and may_read(world, reader, person, met.peer, "narrative")
    }
