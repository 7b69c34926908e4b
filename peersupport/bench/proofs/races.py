"""Everything that takes access away, raced against saves, disclosures and reads: none may come after it.

Each trial starts one narrowing, and at the same time one of each that it is raced against, on connections of their own.
The server says what came when, in its own numbers of transactions and not by a clock. `late`: it committed, and the
narrowing's last look before its own commit did not see it, so it was neither before it nor stopped by it. A read that
committed has left its trace in the same transaction, so this is also about the trail that the person reads.
`begun_after`: its first look saw the narrowing committed; `opened_after`: of these, those that were not refused.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction

from peersupport.accounts.models import User
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as

from .narrowings import LEFT_OUT, NARROWINGS, Narrowing, Operation
from .race_scene import Scene

COUNTS = ("trials", "committed", "refused", "late", "begun_after", "opened_after")
VERDICT = """SELECT pg_visible_in_snapshot(%s::xid8, %s::pg_snapshot),
  NOT pg_visible_in_snapshot(%s::xid8, %s::pg_snapshot)"""


def prove(*, seed: int, size: int, only: Iterable[str] = NARROWINGS) -> dict[str, object]:
    """`size` trials for each pair. `one_sided` pairs had but one outcome: too few trials to race anything."""
    rng = random.Random(seed)
    counts: dict[str, Counter[str]] = {}
    examples: list[str] = []
    for name in only:
        race = Race(rng, name, NARROWINGS[name])
        race.run(size)
        counts |= race.counts
        examples += race.examples
    return {
        "pairs": {pair: {key: found[key] for key in COUNTS} for pair, found in counts.items()},
        "left_out": sum(len(reasons) for reasons in LEFT_OUT.values()),
        "one_sided": sum(not (found["committed"] and found["refused"]) for found in counts.values()),
        **{key: sum(found[key] for found in counts.values()) for key in COUNTS},
        "examples": examples,
    }


@dataclass(frozen=True)
class Ended:
    """What an operation saw at its first statement, the number of its transaction (None: refused), how long it took."""

    saw: str
    number: str | None
    lasted: float


class Race:
    """One narrowing with a person of its own."""

    def __init__(self, rng: random.Random, name: str, narrowing: Narrowing) -> None:
        self.rng, self.name, self.narrowing, self.scene = rng, name, narrowing, Scene()
        self.counts: dict[str, Counter[str]] = {self._pair(what): Counter() for what in narrowing.against}
        self.examples: list[str] = []
        self.start = threading.Barrier(len(narrowing.against) + 1)
        # Seconds that the slowest of the last trial took. So long the narrowing may wait, and the others half of it.
        self.lasted = 0.05

    def _pair(self, what: str) -> str:
        return f"{self.name} / {what}"

    def run(self, size: int) -> None:
        with ThreadPoolExecutor(self.start.parties) as pool:
            for trial in range(size):
                self.narrowing.prepare(self.scene)
                running = {
                    what: pool.submit(
                        self._operate, operation, self.rng.choice(operation.by), self._within(self.lasted / 2)
                    )
                    for what, operation in self.narrowing.against.items()
                }
                narrowed = pool.submit(self._narrow, self._within(self.lasted))
                ended = {what: one.result() for what, one in running.items()}
                for what, one in ended.items():
                    self._judge(trial, what, one, narrowed.result())
                self.lasted = max(one.lasted for one in ended.values())
                self.narrowing.widen(self.scene)
            list(pool.map(_close, range(self.start.parties)))

    def _within(self, seconds: float) -> float:
        return self.rng.random() * seconds

    def _operate(self, operation: Operation, by: str, delay: float) -> Ended:
        user = User.objects.get(pk=self.scene.users[by].pk)
        self.start.wait()
        time.sleep(delay)
        started = time.monotonic()
        saw, number = "", None
        try:
            with acting_as(user.pk), transaction.atomic():
                (saw,) = _ask("SELECT pg_current_snapshot()::text")
                operation.act(self.scene, user)
                (number,) = _ask("SELECT pg_current_xact_id()::text")
        except (DomainError, ObjectDoesNotExist):
            number = None
        return Ended(saw, number, time.monotonic() - started)

    def _narrow(self, delay: float) -> tuple[str, str]:
        """What it saw at its last statement, and its number."""
        self.start.wait()
        time.sleep(delay)
        with acting_as(None), transaction.atomic():
            self.narrowing.narrow(self.scene)
            saw, number = _ask("SELECT pg_current_snapshot()::text, pg_current_xact_id()::text")
        return saw, number

    def _judge(self, trial: int, what: str, ended: Ended, narrowed: tuple[str, str]) -> None:
        counts, number = self.counts[self._pair(what)], ended.number
        narrowing_saw, narrowing = narrowed
        after, late = _ask(VERDICT, narrowing, ended.saw, number, narrowing_saw)
        counts.update(
            trials=1, committed=number is not None, refused=number is None, begun_after=after,
            opened_after=after and number is not None, late=bool(late),
        )  # fmt: skip
        if late:
            self.examples.append(f"trial {trial}: a {what} was committed after {self.name}")


def _ask(sql: str, *values: str | None) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: tuple[Any, ...] = cursor.fetchone()
    return found


def _close(_number: int) -> None:
    time.sleep(0.05)  # long enough that every thread of the pool takes one
    connection.close()
