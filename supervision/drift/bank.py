"""When might a change have begun? One account for each of the last weeks, kept for many series at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .scale import changes
from .table import Array

WEEKS = 16  # how far back a beginning is looked for
RAMP = 8  # weeks that a slow change takes to its full size
STEP, SLOW = 0, 1
# What a beginning counts, by the weeks since. One that was long enough ago for both shapes to show counts most, for one
# loud week more or less is no drift; one that is longer ago would have been said.
LIKELY = np.array([0.1] * 5 + [1.0] * 4 + [0.3] * 7, np.float32)
MOST, LEAST = np.float32(60), np.float32(1.4)  # exponents that are looked at


class Bank:
    """For every beginning within WEEKS: how much better "it changed then" tells what came since than "it did not".

    What was usual before is known with a variance only. It is integrated out, so that a change has to be larger
    where little was seen.
    """

    def __init__(self, size: int) -> None:
        shape = (WEEKS, size)
        self._turn = -1
        self._weight, self._sum = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self._slow, self._slow2, self._slow_sum = (np.zeros(shape, np.float32) for _ in range(3))
        self._before, self._variance = np.zeros(shape, np.float32), np.ones(shape, np.float32)
        self._open = np.zeros(shape, np.float32)
        self._tellers: tuple[tuple[Array, Array], ...] = ()

    def add(self, values: Array, weights: Array, before: Array, variance: Array, open_: Array) -> None:
        """One week: values and their precisions, and what was usual (mean, variance) up to the week before.

        `open_`: the series for which a change may have begun this week.
        """
        self._turn += 1
        row = self._turn % WEEKS
        for kept in (self._weight, self._sum, self._slow, self._slow2, self._slow_sum):
            kept[row] = 0
        self._before[row], self._variance[row], self._open[row] = before, variance, open_
        age = (self._turn - np.arange(WEEKS)) % WEEKS + 1
        part = np.minimum(age / RAMP, 1).astype(np.float32)[:, None]
        weight = weights.astype(np.float32)
        pull = weight * (values.astype(np.float32) - self._before)
        slow = part * weight
        self._weight += weight
        self._sum += pull
        self._slow += slow
        self._slow2 += part * slow
        self._slow_sum += part * pull
        self._judge()

    def _judge(self) -> None:
        """Score and information of a change of either shape, for each beginning."""
        shrink = self._variance / (1 + self._variance * self._weight)
        usual = shrink * self._sum
        step = (
            self._sum - self._weight * usual,
            (self._weight - self._weight * self._weight * shrink) / 2,
        )
        slow = (
            self._slow_sum - self._slow * usual,
            (self._slow2 - self._slow * self._slow * shrink) / 2,
        )
        self._tellers = (step, slow)

    def odds(self, usual: Array, sign: Array, sizes: tuple[float, ...], shapes: Sequence[int]) -> Array:
        """The sum over beginnings of the likelihood ratios of changes of these sizes, averaged over sizes and shapes.

        `usual`: shares. Odds that cannot come near to an alarm are given as 0, which spares most of the work.
        """
        found = np.zeros(len(usual))
        at = np.flatnonzero(self._promising(sign.astype(np.float32), shapes))
        if not len(at):
            return found
        some = changes(usual[at], sizes, sign[at])
        total = np.zeros((WEEKS, len(at)), np.float32)
        for shape in shapes:
            score, information = (each.take(at, axis=1) for each in self._tellers[shape])
            for change in some:
                size = change.astype(np.float32)
                exponent = size * score
                exponent -= (size * size) * information
                np.minimum(exponent, MOST, out=exponent)
                np.exp(exponent, out=exponent)
                total += exponent
        total *= self._open.take(at, axis=1)
        total *= LIKELY[(self._turn - np.arange(WEEKS)) % WEEKS, None]
        found[at] = total.sum(axis=0, dtype=np.float64) / (len(some) * len(shapes))
        return found

    def _promising(self, sign: Array, shapes: Sequence[int]) -> Array:
        """Series of which the best possible change has a likelihood ratio above e**LEAST."""
        found = np.zeros(len(sign), dtype=bool)
        for shape in shapes:
            score, information = self._tellers[shape]
            towards = score * sign
            np.maximum(towards, 0, out=towards)
            towards *= towards
            found |= (towards > (4 * LEAST) * information).any(axis=0)
        return found

    def beginning(self, series: int, sign: int) -> tuple[float, float, float, int] | None:
        """The likeliest beginning of a change: usual before, mean since, weight of what came since, weeks ago."""
        weight = np.where(self._open[:, series] > 0, self._weight[:, series], 0)
        if not weight.any():
            return None
        score = np.where(weight > 0, sign * self._sum[:, series] / np.sqrt(np.maximum(weight, 1e-9)), -np.inf)
        row = int(np.argmax(score))
        before, total = float(self._before[row, series]), float(weight[row])
        return before, before + float(self._sum[row, series]) / total, total, (self._turn - row) % WEEKS

    def close(self, series: int) -> None:
        """Forget every beginning so far: it has been said."""
        self._open[:, series] = 0
