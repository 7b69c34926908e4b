"""The database's answers beside the oracle's, cell by cell and page by page, in made-up worlds that are rolled back."""

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.principal import acting_as, rows_for_principal
from peersupport.people.models import SupportedPerson
from sessions_app.models import SessionNote, SupportSession
from sessions_app.querysets import Cursor, SessionFilter

from . import rows
from .lists import Entry, Lists, entries_of, lists_of, names_of, stands_in_list_of, whole_of
from .oracle import READ_BY, Key, may_read
from .scene import Scene, make_scene

PAGES = 10  # lists and single-row checks compared for each reader
Cell = tuple[Key, Key | None, str]

MAY_READ = """SELECT may_read(c.person, c.author, c.content)
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) WITH ORDINALITY AS c (person, author, content, n) ORDER BY c.n"""


@dataclass
class Outcome:
    seed: int
    cells: int = 0
    readable: int = 0
    pages: int = 0
    differences: list[str] = field(default_factory=list)


class RolledBack(Exception):
    """Nothing of a made-up world stays in the database."""


def compare(*, seed: int, size: int) -> Outcome:
    """At least `size` cells; every world also compares all its pages. Leaves nothing behind."""
    outcome, rng = Outcome(seed), random.Random(seed)
    while outcome.cells < size:
        scene = make_scene(rng, clock.now())
        try:
            with transaction.atomic(), acting_as(None):
                rows.write(scene)
                _compare_world(scene, rng, outcome, size - outcome.cells)
                raise RolledBack
        except RolledBack:
            continue
    return outcome


def _compare_world(scene: Scene, rng: random.Random, outcome: Outcome, wanted: int) -> None:
    readers = list(scene.world.readers)
    each = max(60, min(90, wanted // len(readers) + 1))
    for reader in readers:
        with acting_as(reader):
            cells = list(_cells(scene, rng, reader, each))
            outcome.differences += _compare_cells(scene, reader, cells, outcome)
            outcome.differences += _compare_pages(scene, reader, rng)
            outcome.pages += PAGES
    outcome.cells += each * len(readers)


def _cells(scene: Scene, rng: random.Random, reader: Key, count: int) -> Iterator[Cell]:
    """Mostly people this reader has something to do with: a world of strangers would prove little."""
    world = scene.world
    near = [p for p in world.people if (p, reader) in world.blocks or world.people[p].user == reader]
    near += [p for p in world.people if world.people[p].also_staff == reader]
    near += [grant.person for grant in world.grants if grant.user == reader]
    led = {link.peer for link in world.links_of[reader]}
    near += [a.person for a in world.pairings if world.peers[a.peer] == reader or a.peer in led]
    everybody, all_peers = list(world.people), list(world.peers)
    for _ in range(count):
        person = rng.choice(near if near and rng.random() < 0.75 else everybody)
        beside: list[Key | None] = [a.peer for a in world.pairings_of[person]]
        author = rng.choice([*beside, None, rng.choice(all_peers)])
        yield person, author, rng.choice((*READ_BY, "narrative", "narrative", "plan"))


def _compare_cells(scene: Scene, reader: Key, cells: list[Cell], outcome: Outcome) -> Iterator[str]:
    people, authors, contents = (list(column) for column in zip(*cells, strict=True))
    answers = [row[0] for row in rows_for_principal(MAY_READ, [people, authors, contents])]
    for cell, answer in zip(cells, answers, strict=True):
        expected = may_read(scene.world, reader, *cell)
        outcome.readable += expected
        if answer is not expected:
            yield f"may_read: reader {reader}, {cell}: the database says {answer}, the rule {expected}"


def _compare_pages(scene: Scene, reader: Key, rng: random.Random) -> Iterator[str]:
    """Every list walked page by page, in order, and the checks for one row."""
    shown = lists_of(scene, reader)
    facts, opens = [entry.id for entry in shown.facts], {entry.id for entry in shown.facts if entry.opens}
    limit = rng.choice((2, 3, 5, 25))
    listed = _walk(lambda before: SupportSession.objects.newest(before=before, limit=limit), limit)
    yield from _unequal("session_page", reader, [row.pk for row in listed], facts)
    yield from _unequal(
        "session_page.note_opens", reader, {row.pk for row in listed if row.note_opens}, opens
    )
    groups = {met.id for met in scene.gatherings}
    as_group = {row.pk for row in listed if row.whole} & groups
    yield from _unequal("session_page.whole", reader, as_group, whole_of(scene, reader))
    only, kept = _filter(scene, rng, reader, shown)
    part = _walk(lambda before: SupportSession.objects.newest(only=only, before=before, limit=limit), limit)
    yield from _unequal(f"session_page of {only}", reader, [row.pk for row in part], [one.id for one in kept])
    as_group = {row.pk for row in part if row.whole} & groups
    kept_whole = whole_of(scene, reader) & {one.id for one in kept}
    yield from _unequal(f"session_page.whole of {only}", reader, as_group, kept_whole)
    notes = _walk(lambda before: SessionNote.objects.newest_readable(before=before, limit=limit), limit)
    yield from _unequal("note_page", reader, [row.pk for row in notes], [note for _at, note in shown.notes])
    yield from _compare_single(scene, reader, facts, opens)
    yield from _compare_people(scene, reader)


def _walk(ask: Callable[[Cursor | None], list[Any]], limit: int) -> list[Any]:
    """All rows of a list, page after page, as somebody gets them who goes on to the end."""
    found: list[Any] = []
    while True:
        last = found[-1] if found else None
        before = Cursor(getattr(last, "starts_at", None) or last.at, last.pk) if last else None
        page = ask(before)
        found += page
        if len(page) < limit:
            return found


def _filter(scene: Scene, rng: random.Random, reader: Key, shown: Lists) -> tuple[SessionFilter, list[Entry]]:
    """Some filter that a page could send, and what it leaves of the list."""
    entry = rng.choice(shown.facts or entries_of(scene))
    state = rng.choice((None, entry.state))
    person = rng.choice((None, *entry.people)) if entry.people else None
    peer = rng.choice((None, entry.peer))
    kept = [
        one
        for one in shown.facts
        if state in {None, one.state}
        and peer in {None, one.peer}
        and (person is None or stands_in_list_of(scene, reader, one, person))
    ]
    return SessionFilter(state=state, person_id=person, peer_id=peer), kept


def _compare_single(scene: Scene, reader: Key, facts: list[Key], opens: set[Key]) -> Iterator[str]:
    ids = [entry.id for entry in entries_of(scene)]
    one = rows_for_principal(
        "SELECT o.session_id, o.note_opens, o.whole FROM unnest(%s::uuid[]) s (id), session_one(s.id) o",
        [ids],
    )
    yield from _unequal("session_one", reader, {row[0] for row in one}, set(facts))
    yield from _unequal("session_one.note_opens", reader, {row[0] for row in one if row[1]}, opens)
    groups = {met.id for met in scene.gatherings}
    as_group = {row[0] for row in one if row[2]} & groups
    yield from _unequal("session_one.whole", reader, as_group, whole_of(scene, reader))
    named = rows_for_principal(
        "SELECT session_id, chosen_name FROM session_names(%s::uuid[])", [sorted(facts)]
    )
    yield from _unequal("session_names", reader, set(named), names_of(scene, reader))


def _compare_people(scene: Scene, reader: Key) -> Iterator[str]:
    """The relations as the ORM words them. Somebody who left cannot sign in, so nobody asks for them."""
    user = User.objects.get(pk=reader)
    if not user.is_active:
        return
    scopes = {
        "identity": SupportedPerson.objects.reached_by(user),
        "contact": SupportedPerson.objects.contacted_by(user),
    }
    for content, scope in scopes.items():
        expected = {p for p in scene.world.people if may_read(scene.world, reader, p, None, content)}
        yield from _unequal(f"people with {content}", reader, {person.pk for person in scope}, expected)


def _unequal(what: str, reader: Key, found: Collection[Key], expected: Collection[Key]) -> Iterable[str]:
    if found == expected:
        return []
    more, less = set(found) - set(expected), set(expected) - set(found)
    if not more and not less:
        return [f"{what}: reader {reader} gets the right rows in another order or twice"]
    examples = sorted(map(str, more | less))[:3]
    return [f"{what}: reader {reader} gets {len(more)} too many and {len(less)} too few: {examples}"]


def prove(*, seed: int, size: int) -> dict[str, object]:
    outcome = compare(seed=seed, size=size)
    return {
        "cells": outcome.cells,
        "readable": outcome.readable,
        "pages": outcome.pages,
        "differences": len(outcome.differences),
        "examples": outcome.differences,
    }
