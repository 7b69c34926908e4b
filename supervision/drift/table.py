"""The columns of an agency as numbers, week after week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import DIRECTIONS, RISE, Counts

Array = np.ndarray[Any, Any]
LONGEST_GAP = 16  # weeks in which nobody was there; beyond that one is like the other


@dataclass(frozen=True)
class Week:
    monday: int  # ordinal
    skipped: int  # weeks before this one that are left out, because nothing was counted for very long
    numerators: Array  # one for each series, 0 where there is none
    denominators: Array


class Table:
    """One series for each peer and signal; series of one signal stand side by side."""

    def __init__(self, counts: Counts) -> None:
        weeks = np.asarray(counts.weeks, dtype=np.int64)
        numerators = np.asarray(counts.numerators, dtype=np.int64)
        denominators = np.asarray(counts.denominators, dtype=np.int64)
        if ((weeks - 1) % 7).any():  # 1 January of year 1 was a Monday, and is ordinal 1
            raise ValueError("A week is no Monday.")
        if (numerators < 0).any() or (numerators > denominators).any():
            raise ValueError("A numerator is negative or larger than its denominator.")
        series, self.peers, self.signals, self.signal_of = _series(counts)
        self.starts = np.searchsorted(self.signal_of, np.arange(len(self.signals)))
        self.sign = np.array([_sign(signal) for signal in self.signals])
        self.size = len(self.peers)
        self._first = int(weeks.min())
        since = (weeks - self._first) // 7
        order = np.argsort(since.astype(np.uint16) if since.max() < 2**16 else since, kind="stable")
        self._series, self._since = series[order], since[order]
        self._numerators, self._denominators = numerators[order], denominators[order]

    def total(self, values: Array) -> Array:
        """The sum of each signal."""
        return np.add.reduceat(values, self.starts)

    def together(self, values: Array) -> Array:
        """The sum over all signals, of values one a signal."""
        return np.full(len(values), values.sum())

    def weekly(self) -> Iterator[Week]:
        start = np.flatnonzero(np.append(True, self._since[1:] != self._since[:-1]))
        end = np.append(start[1:], len(self._since))
        before = -1
        for first, last in zip(start.tolist(), end.tolist(), strict=True):
            now = int(self._since[first])
            yield from self._nobody(before, now)
            yield Week(self._first + 7 * now, 0, *self._counted(slice(first, last)))
            before = now

    def _nobody(self, before: int, now: int) -> Iterator[Week]:
        gap = now - before - 1
        nothing = np.zeros(self.size)
        for back in range(min(gap, LONGEST_GAP), 0, -1):
            skipped = gap - LONGEST_GAP if back == LONGEST_GAP else 0
            yield Week(self._first + 7 * (now - back), skipped, nothing, nothing)

    def _counted(self, rows: slice) -> tuple[Array, Array]:
        at = self._series[rows]
        numerators, denominators, times = (np.zeros(self.size) for _ in range(3))
        numerators[at], denominators[at] = self._numerators[rows], self._denominators[rows]
        times[at] = 1
        if times.sum() < len(at):
            raise ValueError("A peer has two rows of one signal in one week.")
        return numerators, denominators


def _series(counts: Counts) -> tuple[Array, list[str], list[str], Array]:
    """Of each row its series; of each series its peer; the signals; of each series its signal."""
    signals, signal = _numbered(counts.signals)
    peers, peer = _numbered(counts.peers)
    pair = signal * len(peers) + peer
    there = np.zeros(len(signals) * len(peers), dtype=bool)
    there[pair] = True
    pairs = np.flatnonzero(there)
    number = np.cumsum(there) - 1
    return (
        number[pair],
        [peers[each] for each in (pairs % len(peers)).tolist()],
        signals,
        pairs // len(peers),
    )


def _numbered(names: Sequence[str]) -> tuple[list[str], Array]:
    different = sorted(set(names))
    number = {name: place for place, name in enumerate(different)}
    return different, np.fromiter(map(number.__getitem__, names), np.int64, len(names))


def _sign(signal: str) -> int:
    """1 where a rise matters, -1 where a fall does, 0 where both do."""
    direction = DIRECTIONS.get(signal)
    return 0 if direction is None else 1 if direction == RISE else -1
