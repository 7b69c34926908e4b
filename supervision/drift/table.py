"""The columns of an agency as numbers, week after week."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One series for each peer and signal. Series of one signal stand side by side, two-way signals last."""

    def __init__(self, counts: Counts) -> None:
        series, self.peers, self.signals, self.signal_of = _series(counts)
        self.starts = np.searchsorted(self.signal_of, np.arange(len(self.signals)))
        self.sign = np.array([_sign(signal) for signal in self.signals])
        self.size = len(self.peers)
        weeks = np.asarray(counts.weeks, dtype=np.int64)
        order = np.argsort(weeks, kind="stable")
        self._series, self._weeks = series[order], weeks[order]
        self._numerators = np.asarray(counts.numerators, dtype=np.float64)[order]
        self._denominators = np.asarray(counts.denominators, dtype=np.float64)[order]
        _refuse_what_cannot_be(self._series, self._weeks, self._numerators, self._denominators, self.size)

    def total(self, values: Array) -> Array:
        """The sum of each signal."""
        return np.add.reduceat(values, self.starts)

    def weekly(self) -> Iterator[Week]:
        mondays, first = np.unique(self._weeks, return_index=True)
        ends = np.append(first[1:], len(self._weeks))
        before = None
        for monday, start, end in zip(mondays.tolist(), first, ends, strict=True):
            gap = 0 if before is None else (monday - before) // 7 - 1
            nothing = np.zeros(self.size)
            for back in range(min(gap, LONGEST_GAP), 0, -1):
                skipped = gap - LONGEST_GAP if back == LONGEST_GAP else 0
                yield Week(monday - 7 * back, skipped, nothing, nothing)
            at = self._series[start:end]
            numerators, denominators = np.zeros(self.size), np.zeros(self.size)
            numerators[at], denominators[at] = self._numerators[start:end], self._denominators[start:end]
            yield Week(monday, 0, numerators, denominators)
            before = monday


def _series(counts: Counts) -> tuple[Array, list[str], list[str], Array]:
    """Of each row its series; of each series its peer; the signals; of each series its signal."""
    signals = sorted(set(counts.signals), key=lambda signal: (_sign(signal) == 0, signal))
    peers = sorted(set(counts.peers))
    number_of_signal = {signal: number for number, signal in enumerate(signals)}
    number_of_peer = {peer: number for number, peer in enumerate(peers)}
    rows = len(counts.peers)
    peer = np.fromiter(map(number_of_peer.__getitem__, counts.peers), np.int64, rows)
    signal = np.fromiter(map(number_of_signal.__getitem__, counts.signals), np.int64, rows)
    pair = signal * len(peers) + peer
    there = np.zeros(len(signals) * len(peers), dtype=bool)
    there[pair] = True
    pairs = np.flatnonzero(there)
    series_of_pair = np.cumsum(there) - 1
    names = [peers[number] for number in (pairs % len(peers)).tolist()]
    return series_of_pair[pair], names, signals, pairs // len(peers)


def _sign(signal: str) -> int:
    """1 where a rise matters, -1 where a fall does, 0 where both do."""
    direction = DIRECTIONS.get(signal)
    return 0 if direction is None else 1 if direction == RISE else -1


def _refuse_what_cannot_be(
    series: Array, weeks: Array, numerators: Array, denominators: Array, size: int
) -> None:
    if ((weeks - 1) % 7).any():  # 1 January of year 1 was a Monday, and is ordinal 1
        raise ValueError("A week is no Monday.")
    if (numerators < 0).any() or (numerators > denominators).any():
        raise ValueError("A numerator is negative or larger than its denominator.")
    one = np.sort(weeks * size + series)
    if (one[1:] == one[:-1]).any():
        raise ValueError("A peer has two rows of one signal in one week.")
