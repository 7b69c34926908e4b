"""Queries per page, and what opening sealed text costs."""

import uuid

from django.db import connection

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.bench.context import Bench
from peersupport.bench.timing import Row, in_database, row, wall
from peersupport.bench.visitor import Visitor, product
from peersupport.core.principal import acting_as
from sessions_app.models import SessionNote
from sessions_app.querysets import PAGE

MOST_ON_LISTS, MOST_AT_HOME = 8, 14


class Counter:
    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: object, sql: str, params: object, many: bool, context: object) -> object:
        self.queries += 1
        return execute(sql, params, many, context)  # type: ignore[operator]


def queries(bench: Bench) -> list[Row]:
    """The same number for a peer with 3 meetings and for one with 30, and not too many on either."""
    bench.databases.use(bench.small)
    few, many = (
        Visitor(product(), User.objects.get(email=f"{who}0@house0.example").pk) for who in ("three", "thirty")
    )
    worst = Row("queries", 0, 0, 0, 1)
    for path, most in (("/sessions/", MOST_ON_LISTS), ("/people/", MOST_ON_LISTS), ("/", MOST_AT_HOME)):
        with_3, with_30 = count(few, path), count(many, path)
        bench.tell(f"queries, {path}: {with_3} with 3 meetings, {with_30} with 30 (at most {most})")
        ratio = max(with_30 / with_3, with_3 / with_30, with_30 / most)
        if ratio > worst.ratio:
            worst = Row("queries", with_30, with_3, ratio, 1, note=path)
    return [worst]


def count(visitor: Visitor, path: str) -> int:
    visitor.page(path)
    counter = Counter()
    with connection.execute_wrapper(counter):
        visitor.page(path)
    return counter.queries


def decrypt_25(bench: Bench) -> list[Row]:
    """Opening a page of notes with the keys at hand, against the queries of the page of meetings."""
    bench.databases.use(bench.large)
    pk: uuid.UUID = bench.readers.ids["peer"][0]
    by, visitor = User.objects.get(pk=pk), Visitor(product(), pk)
    with acting_as(pk):
        notes = SessionNote.objects.newest_readable(limit=PAGE)
        # Opened inside, closed before the pages: a page is never asked for in somebody else's transaction.
        sides = [lambda: _opened(by, notes), lambda: in_database(lambda: visitor.page("/sessions/"))]
        return [row("decrypt_25", bench.rounds(sides, times=60), goal=0.05)]


def _opened(by: User, notes: list[SessionNote]) -> float:
    with reading(by=by, purpose=Purpose.OWN_WORK, via="author") as handle:
        handle.open_all(notes)  # fetches the keys
        return wall(lambda: handle.open_all(notes))
