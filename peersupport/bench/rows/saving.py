"""Writing a meeting down through the real form: token, idempotency key, gate lock, sealed note, audit row."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle

from django.urls import reverse

from peersupport.bench.context import Bench
from peersupport.bench.data.databases import SQL
from peersupport.bench.timing import Row, row, wall
from peersupport.bench.visitor import Visitor, product
from peersupport.core import clock
from peersupport.people.models import Pairing

from .pages import reference_side

TIMES = 40
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TEXT = "We went to the library and looked through the letters together. " * 8


def save_session(bench: Bench) -> list[Row]:
    bench.databases.use(bench.large)
    turns = cycle([ready_form(pk, person) for pk in bench.readers.ids["peer"] for person in people_of(pk)])
    keys: list[uuid.UUID] = []
    with undone(bench, keys):
        sides = [bench.at(bench.large, partial(_save, turns, keys)), reference_side(bench)]
        return [row("save_session", bench.rounds(sides, times=TIMES), goal=9)]


def people_of(peer_user: uuid.UUID) -> list[uuid.UUID]:
    """Some people this peer walks with whose agreement is in force."""
    pairings = Pairing.objects.filter(
        peer__user=peer_user,
        state="active",
        covers_for=None,
        person__gate__valid_until=None,
        person__gate__consent__isnull=False,
    ).exclude(person__blocks__user=peer_user)
    return list(pairings.order_by("person_id").values_list("person_id", flat=True)[:5])


def ready_form(peer_user: uuid.UUID, person: uuid.UUID) -> tuple[Visitor, str, dict[str, object]]:
    """The form as somebody has it on the screen, filled in."""
    visitor = Visitor(product(), peer_user)
    path = reverse("sessions_app:session_log")
    body = visitor.page(f"{path}?person={person}&draft={uuid.uuid4()}")
    token = TOKEN.search(body)
    if token is None:
        raise ValueError("The form has no token.")
    fields = {
        "csrfmiddlewaretoken": token[1],
        "person": str(person),
        "opened_at": clock.now().isoformat(),
        "when": "now",
        "minutes": "45",
        "kinds": ["companionship", "emotional"],
        "text": TEXT,
        "way": "in_person",
        "own_words": "I slept the whole night.",
        "own_words_by": "them",
        "language": "en",
    }
    return visitor, path, fields


def _save(turns: "cycle[tuple[Visitor, str, dict[str, object]]]", keys: list[uuid.UUID]) -> float:
    visitor, path, fields = next(turns)
    keys.append(uuid.uuid4())
    answer = []
    spent = wall(lambda: answer.append(visitor.post(path, fields | {"key": str(keys[-1])})))
    if answer[0].status != 302:
        raise ValueError(f"Saving answered {answer[0].status}.")
    return spent


@contextmanager
def undone(bench: Bench, keys: list[uuid.UUID]) -> Iterator[None]:
    """The next run finds the database as this one did."""
    try:
        yield
    finally:
        with bench.databases.connect(bench.large) as connection:
            for statement in (SQL / "undo.sql").read_text().split(";"):
                if statement.strip():
                    connection.execute(statement, [keys] if "%s" in statement else None)
