"""The API against what a team gets that takes the defaults: the same rows in the same database, the same handler."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from typing import Any

from peersupport.bench.context import Bench
from peersupport.bench.data.databases import SQL
from peersupport.bench.programs import Program, token_of
from peersupport.bench.timing import Row, Side, row, wall
from peersupport.bench.visitor import Visitor, product
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist
from sessions_app import local_time
from sessions_app.querysets import PAGE

from .saving import TEXT, people_of, undone

NAME = "bench"
OURS, PAGES, CURSORS = "/api/v1/sessions/", "/bench/team/sessions/", "/bench/team-cursor/sessions/"
# The reference takes a second or more each time: few turns say enough.
FEW_TIMES, TIMES = 5, 40


def lists(bench: Bench) -> list[Row]:
    """json_vs_team_default and json_vs_guardian_cursor: the newest 25 meetings of a peer as JSON."""
    bench.databases.use(bench.large)
    keep_what_the_team_keeps(bench)
    with speaking(bench) as (programs, browsers):
        ours = _list(bench, programs, OURS)
        rows = []
        for name, path, goal in (
            ("json_vs_team_default", PAGES, 1 / 60),
            ("json_vs_guardian_cursor", CURSORS, 1 / 12),
        ):
            found = bench.rounds([ours, _list(bench, browsers, path)], times=FEW_TIMES)
            rows.append(row(name, found, goal=goal))
        return rows


def _list(bench: Bench, programs: "cycle[Program]", path: str) -> Side:
    def ask() -> float:
        program, answer = next(programs), []
        spent = wall(lambda: answer.append(program.get(path)))
        if len(answer[0]["results"]) != PAGE:
            raise ValueError(f"{path} has {len(answer[0]['results'])} meetings instead of {PAGE}.")
        return spent

    return bench.at(bench.large, ask)


def save(bench: Bench) -> list[Row]:
    """save_vs_team_default: a meeting with note, consent, gate, audit and key; on their side with guardian's rows."""
    bench.databases.use(bench.large)
    keep_what_the_team_keeps(bench)
    ids = bench.readers.ids["peer"]
    whom = cycle([person for pk in ids[:1] for person in people_of(pk)])
    peer = PeerSpecialist.objects.select_related("user").get(user=ids[0])
    keys: list[uuid.UUID] = []
    with undone(bench, keys), speaking(bench, only=ids[:1]) as (programs, browsers):
        sides = [
            bench.at(
                bench.large, partial(_save, next(programs), OURS + "log/", keys, lambda: log(next(whom)))
            ),
            bench.at(bench.large, partial(_save, next(browsers), PAGES, keys, lambda: plain(peer))),
        ]
        found = bench.rounds(sides, times=TIMES)
    with bench.databases.connect(bench.large) as connection:
        made = [str(key) for key in keys]
        connection.execute("DELETE FROM guardian_userobjectpermission WHERE object_pk = ANY (%s)", [made])
    return [row("save_vs_team_default", found, goal=1 / 2)]


def _save(program: Program, path: str, keys: list[uuid.UUID], body: Callable[[], dict[str, Any]]) -> float:
    said, answer = body(), []
    spent = wall(lambda: answer.append(program.post(path, said)))
    keys.append(uuid.UUID(answer[0]["id"]))
    return spent


def log(person: uuid.UUID) -> dict[str, Any]:
    at = local_time.to_local(clock.ago(days=1), "UTC")
    return {
        "id": str(uuid.uuid4()),
        "person": str(person),
        "local_start": at.strftime(local_time.STORED_FORM),
        "minutes": 45,
        "kinds": ["companionship", "emotional"],
        "text": TEXT,
        "way": "in_person",
        "own_words": "I slept the whole night.",
        "own_words_by": "them",
    }


def plain(peer: Any) -> dict[str, Any]:
    now = clock.ago(days=1)
    program = str(peer.sessions.values_list("program", flat=True)[0])
    return {
        "agency": str(peer.agency_id), "peer": str(peer.pk), "program": program, "level": "brief",
        "state": "completed", "local_start": now.strftime(local_time.STORED_FORM), "time_zone": "UTC",
        "starts_at": now.isoformat(), "minutes": 45, "way": "in_person", "closed_at": now.isoformat(),
        "kinds": ["companionship", "emotional"],
    }  # fmt: skip


def keep_what_the_team_keeps(bench: Bench) -> None:
    """guardian's rows, once for a database. They stay: no page of ours reads that table."""
    with bench.databases.connect(bench.large) as connection:
        there = connection.execute("SELECT EXISTS (SELECT FROM guardian_userobjectpermission)").fetchone()
        if there and there[0]:
            return
        for statement in (SQL / "team_default.sql").read_text().split(";\n"):
            connection.execute(statement)


@contextmanager
def speaking(
    bench: Bench, *, only: list[uuid.UUID] | None = None
) -> "Iterator[tuple[cycle[Program], cycle[Program]]]":
    """Programs with a token of each reader, and the same readers with a cookie. Gone afterwards."""
    ids = only or bench.readers.ids["peer"]
    programs = [Program(product(), token=token_of(pk, name=NAME)) for pk in ids]
    browsers = [Program(product(), cookie=Visitor(product(), pk).cookies["sessionid"]) for pk in ids]
    try:
        yield cycle(programs), cycle(browsers)
    finally:
        with bench.databases.connect(bench.large) as connection:
            for table in ("api_token", "api_idempotencykey", "django_session"):
                connection.execute(f"DELETE FROM {table}")
