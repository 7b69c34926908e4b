"""What a reader's lists hold by the oracle: meetings of two and of groups, in one order."""

from dataclasses import dataclass
from datetime import datetime

from .oracle import Key, may_read
from .oracle_groups import names, open_notes, sees, sees_for_person, whole
from .scene import Scene


@dataclass(frozen=True)
class Entry:
    """One line of a list of meetings."""

    id: Key
    at: datetime
    peer: Key
    state: str
    people: tuple[Key, ...]
    is_group: bool
    opens: bool = False


@dataclass(frozen=True)
class Lists:
    facts: list[Entry]
    notes: list[tuple[datetime, Key]]


def entries_of(scene: Scene) -> list[Entry]:
    return [
        *(Entry(m.id, m.at, m.peer, m.state, (m.person,), is_group=False) for m in scene.meetings),
        *(
            Entry(g.id, g.at, g.peer, "completed", tuple(p for p, _note in g.came), is_group=True)
            for g in scene.gatherings
        ),
    ]


def lists_of(scene: Scene, reader: Key) -> Lists:
    """Newest first, as the pages have them."""
    world, facts, notes = scene.world, [], []
    for m in scene.meetings:
        opens = m.note is not None and may_read(world, reader, m.person, m.peer, "narrative")
        notes += [(m.at, m.note)] if opens else []
        if may_read(world, reader, m.person, m.peer, "facts"):
            facts.append(Entry(m.id, m.at, m.peer, m.state, (m.person,), is_group=False, opens=opens))
    for g in scene.gatherings:
        found = open_notes(world, reader, g)
        notes += [(g.at, note) for note in found]
        if sees(world, reader, g):
            people = tuple(person for person, _note in g.came)
            facts.append(Entry(g.id, g.at, g.peer, "completed", people, is_group=True, opens=bool(found)))
    facts.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    return Lists(facts, sorted(notes, reverse=True))


def stands_in_list_of(scene: Scene, reader: Key, entry: Entry, person: Key) -> bool:
    """Whether it is left when a reader's list is narrowed to one person."""
    if not entry.is_group:
        return person in entry.people
    met = next(one for one in scene.gatherings if one.id == entry.id)
    return sees_for_person(scene.world, reader, met, person)


def whole_of(scene: Scene, reader: Key) -> set[Key]:
    return {met.id for met in scene.gatherings if whole(scene.world, reader, met)}


def names_of(scene: Scene, reader: Key) -> set[tuple[Key, str]]:
    """(meeting, chosen name) of every meeting the reader sees."""
    world = scene.world
    found = {
        (m.id, str(m.person))
        for m in scene.meetings
        if may_read(world, reader, m.person, m.peer, "facts")
        and may_read(world, reader, m.person, m.peer, "identity")
    }
    return found | {(g.id, str(person)) for g in scene.gatherings for person in names(world, reader, g)}
