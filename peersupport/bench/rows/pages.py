"""Whole pages as each role, through all of the middleware, against a signed-in `SELECT 1`."""

import re
from collections.abc import Callable
from functools import partial
from itertools import cycle

from peersupport.bench.context import Bench
from peersupport.bench.readers import SAID
from peersupport.bench.timing import Row, Side, row, wall
from peersupport.bench.visitor import Visitor, product, without_middleware
from peersupport.core.principal import acting_as
from sessions_app.models import SupportSession
from sessions_app.querysets import PAGE

REFERENCE, BARE = "/bench/reference/", "/bench/bare/"
LISTS = {"peer": "/sessions/", "clinical": "/sessions/", "senior": "/sessions/", "person": "/my/meetings/"}
ROW = re.compile(r'<a class="[^"]*" href="[^"]*[0-9a-f-]{36}/"')
TIMES = 40
Visitors = Callable[[], Visitor]


def visitors(bench: Bench, who: str, size: int) -> Visitors:
    """One reader of the class after the other, each with a browser that is signed in at this size."""
    bench.databases.use(size)
    return partial(next, cycle([Visitor(product(), pk) for pk in bench.readers.ids[who]]))


def page_side(bench: Bench, size: int, who: Visitors, path: str) -> Side:
    return bench.at(size, lambda: wall(partial(who().page, path)))


def reference_side(bench: Bench) -> Side:
    return page_side(bench, bench.large, visitors(bench, "peer", bench.large), REFERENCE)


def middleware_tax(bench: Bench) -> list[Row]:
    bare = Visitor(without_middleware())
    sides = [reference_side(bench), page_side(bench, bench.large, lambda: bare, BARE)]
    return [row("middleware_tax", bench.rounds(sides, times=10 * TIMES), goal=4.5)]


def list_pages(bench: Bench) -> list[Row]:
    """page_vs_reference and page_growth: the worst role of each."""
    sides = [reference_side(bench)]
    for who, path in LISTS.items():
        for size in (bench.large, bench.small):
            some = visitors(bench, who, size)
            require_full(some().page(path), who)
            sides.append(page_side(bench, size, some, path))
    found = bench.rounds(sides, times=TIMES)
    rows = []
    for name, goal in (("page_vs_reference", 5.0), ("page_growth", 1.2)):
        each = []
        for index, who in enumerate(LISTS):
            reference = 0 if name == "page_vs_reference" else 2 * index + 2
            each.append(row(SAID[who], found, ours=2 * index + 1, reference=reference, goal=goal))
            bench.tell(f"{name}, {SAID[who]}: {each[-1].ours:.2f} ms, {each[-1].ratio:.2f}")
        worst = max(each, key=lambda one: one.ratio)
        rows.append(Row(name, worst.ours, worst.reference, worst.ratio, goal, note=worst.name))
    return rows


def require_full(body: str, who: str) -> None:
    """A person's first page has what is planned beside the newest of what was."""
    rows = len(set(ROW.findall(body)))
    if rows < PAGE:
        raise ValueError(f"The page of a {SAID[who]} shows {rows} meetings instead of {PAGE}.")


def open_session(bench: Bench) -> list[Row]:
    """A note with both voices, opened by its author and by the person, with the trace that opening leaves."""
    sides = [reference_side(bench)]
    paths = {"peer": "/sessions/{}/read/", "person": "/my/meetings/{}/"}
    for who, path in paths.items():
        turns = cycle(opened_pages(bench, who, path))
        sides.append(bench.at(bench.large, partial(_open, turns)))
    found = bench.rounds(sides, times=TIMES)
    each = [row(SAID[who], found, ours=index + 1, reference=0, goal=6) for index, who in enumerate(paths)]
    for one in each:
        bench.tell(f"open_session, {one.name}: {one.ours:.2f} ms, {one.ratio:.2f}")
    worst = max(each, key=lambda one: one.ratio)
    return [Row("open_session", worst.ours, worst.reference, worst.ratio, 6, note=worst.name)]


def _open(turns: "cycle[tuple[Visitor, str]]") -> float:
    visitor, path = next(turns)
    return wall(partial(visitor.page, path))


def opened_pages(bench: Bench, who: str, path: str) -> list[tuple[Visitor, str]]:
    """(browser, address) of notes that open for the reader."""
    bench.databases.use(bench.large)
    found = []
    for pk in bench.readers.ids[who]:
        visitor = Visitor(product(), pk)
        with acting_as(pk):
            newest = SupportSession.objects.newest(limit=2 * PAGE)
        open_ones = [session for session in newest if session.note_opens]
        own = [session for session in open_ones if who == "person" or session.peer.user_id == pk]
        found += [(visitor, path.format(session.pk)) for session in own[:10]]
    return found
