"""Two sides of one ratio, taken turn about in the same minute, so that a busy machine slows both."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection

Side = Callable[[], float]


@dataclass(frozen=True)
class Row:
    """One line of the result. `ours` and `reference` in milliseconds, unless the row counts something."""

    name: str
    ours: float
    reference: float
    ratio: float
    goal: float
    note: str = ""

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal


class Stopwatch:
    """Adds up the time the database takes to answer, without what Python does with the answer."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - start


def in_database(call: Callable[[], object]) -> float:
    """Milliseconds that `call` waits for the database."""
    watch = Stopwatch()
    with connection.execute_wrapper(watch):
        call()
    return watch.seconds * 1000


def wall(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


@contextmanager
def no_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def medians(sides: Sequence[Side], *, times: int) -> list[float]:
    """The median of each side over `times` turns, every turn asking each side once."""
    found: list[list[float]] = [[] for _ in sides]
    with no_collections():
        for turn in range(times):
            order = range(len(sides)) if turn % 2 else reversed(range(len(sides)))
            for index in order:
                found[index].append(sides[index]())
    return [median(values) for values in found]


def rounds(sides: Sequence[Side], *, times: int, count: int) -> list[list[float]]:
    """`count` rounds of medians(), after a warm-up in which plans and templates are made."""
    medians(sides, times=max(8, times // 10))
    return [medians(sides, times=times) for _ in range(count)]


def row(
    name: str, found: list[list[float]], *, goal: float, ours: int = 0, reference: int = 1, note: str = ""
) -> Row:
    """Ratio of two sides of `rounds`: the median of the ratios of the single rounds."""
    return Row(
        name=name,
        ours=median(each[ours] for each in found),
        reference=median(each[reference] for each in found),
        ratio=median(each[ours] / each[reference] for each in found),
        goal=goal,
        note=note,
    )
