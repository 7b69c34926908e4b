"""The lists of meetings and notes: time in the database, by class of reader."""

import uuid
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from statistics import median

from consent.querysets import may_read
from peersupport.bench.context import Bench
from peersupport.bench.readers import CLASSES, SAID
from peersupport.bench.timing import Row, Side, row
from peersupport.core.principal import acting_as, current, rows_for_principal
from sessions_app.models import SessionNote, SupportSession
from sessions_app.querysets import Cursor

TIMES = 60


def newest() -> object:
    return SupportSession.objects.newest()


def lists(bench: Bench) -> list[Row]:
    """list_growth_worst, list_worst_class."""
    sides = [bench.sql(who, size, newest) for size in (bench.small, bench.large) for who in CLASSES]
    found = bench.rounds(sides, times=TIMES)
    grown = [
        row(SAID[who], found, ours=len(CLASSES) + index, reference=index, goal=1.3)
        for index, who in enumerate(CLASSES)
    ]
    for each in grown:
        bench.tell(
            f"list, {each.name}: {each.reference:.2f} ms, {each.ours:.2f} ms at {bench.large:,} meetings"
        )
    worst = max(grown, key=lambda each: each.ratio)
    large = [values[len(CLASSES) :] for values in found]
    spread = Row(
        name="list_worst_class",
        ours=median(max(values) for values in large),
        reference=median(median(values) for values in large),
        ratio=median(max(values) / median(values) for values in large),
        goal=2,
    )
    return [Row("list_growth_worst", worst.ours, worst.reference, worst.ratio, 1.3, note=worst.name), spread]


def deep_cursors(bench: Bench, who: str) -> dict[uuid.UUID | None, Cursor]:
    """Nine tenths down the whole list of each reader of a class."""
    deep: dict[uuid.UUID | None, Cursor] = {}
    bench.databases.use(bench.large)
    for pk in bench.readers.ids[who]:
        with acting_as(pk):
            reached = rows_for_principal(
                "SELECT session_id FROM session_page(10000000, NULL, NULL, NULL, NULL, NULL, NULL)"
            )
        there = SupportSession.objects.get(pk=reached[len(reached) * 9 // 10][0])
        deep[pk] = Cursor(at=there.starts_at, pk=there.pk)
    return deep


def deep_page(bench: Bench) -> list[Row]:
    """The page nine tenths down the longest lists there are, against the first page of the same list."""
    classes = ("peer", "clinical", "senior", "person")
    sides: list[Side] = []
    for who in classes:
        cursors = deep_cursors(bench, who)
        deep = partial(_page_below, cursors)
        sides += [bench.sql(who, bench.large, deep), bench.sql(who, bench.large, newest)]
    found = bench.rounds(sides, times=TIMES)
    each = [row(SAID[who], found, ours=2 * i, reference=2 * i + 1, goal=2) for i, who in enumerate(classes)]
    worst = max(each, key=lambda one: one.ratio)
    return [Row("deep_page", worst.ours, worst.reference, worst.ratio, 2, note=worst.name)]


def _page_below(cursors: dict[uuid.UUID | None, Cursor]) -> object:
    return SupportSession.objects.newest(before=cursors[current().user_id])


def may_see(bench: Bench) -> list[Row]:
    """ "May this reader open this note" against the reader's own list, and how it grows."""
    classes = tuple(who for who in CLASSES if who != "new")  # an empty list is no measure of anything
    notes = {size: some_notes(bench, size) for size in (bench.small, bench.large)}
    sides: list[Side] = []
    for who in classes:
        ask = {size: partial(_ask, cycle(some)) for size, some in notes.items()}
        sides += [bench.sql(who, bench.large, ask[bench.large]), bench.sql(who, bench.large, newest)]
        sides.append(bench.sql(who, bench.small, ask[bench.small]))
    found = bench.rounds(sides, times=2 * TIMES)
    rows = []
    for name, goal, reference in (("may_see", 0.5, 1), ("may_see_growth", 1.3, 2)):
        each = [
            row(SAID[w], found, ours=3 * i, reference=3 * i + reference, goal=goal)
            for i, w in enumerate(classes)
        ]
        worst = max(each, key=lambda one: one.ratio)
        rows.append(Row(name, worst.ours, worst.reference, worst.ratio, goal, note=worst.name))
    return rows


def some_notes(bench: Bench, size: int) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(person, author) of random notes: most of them somebody else's, as a stranger's guess would be."""
    bench.databases.use(size)
    return list(SessionNote.objects.order_by("id").values_list("person_id", "peer_id")[:997])


def _ask(notes: Iterator[tuple[uuid.UUID, uuid.UUID]]) -> object:
    person, author = next(notes)
    return may_read(person_id=person, author_id=author, content="narrative")
