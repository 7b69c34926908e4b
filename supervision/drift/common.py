"""What moves all peers of an agency at once, signal by signal: a season, a new form, a reorganisation."""

from __future__ import annotations

from datetime import date

import numpy as np

from . import FALL, RISE, Movement
from .bank import SLOW, STEP, Bank
from .scale import share
from .table import Array, Table, Week

WANDER = 3e-4  # variance that a week may add to what is common
OTHERS = 3  # as many others must there be, before something can be called common
JUMP = 9.0  # squared; beyond it everything moved at once
OWN_WANDER = 5e-5  # of the agency's level, so that a season is no news
NOISE = 4e-4  # of an agency's week, beyond the chance in its counts
SIZES = (0.06, 0.09, 0.13)
SAID_AT = 2_000.0  # odds
QUIET = 12  # weeks after it was said


class Common:
    """The movement of the others, for each series: nobody's own drift is taken out of their own series."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.level, self.variance = np.zeros(table.size), np.zeros(table.size)
        self.known = np.zeros(table.size, dtype=bool)

    def follow(self, excess: Array, weights: Array, seen: Array) -> None:
        """One week: how far each series lies from what is usual for it, and how much that says."""
        table = self._table
        spread = table.signal_of
        others = table.total(weights)[spread] - weights
        pull = table.total(weights * excess)[spread] - weights * excess
        others = np.maximum(others, 0.0)
        self.known = table.total(seen.astype(np.float64))[spread] - seen >= OTHERS
        variance = self.variance + WANDER
        with_them = others > 1e-6
        news = np.where(with_them, pull / np.where(with_them, others, 1) - self.level, 0)
        doubt = 1 / np.where(with_them, others, 1) + variance
        variance = np.where(with_them & (news**2 > JUMP * doubt), variance + news**2, variance)
        after = 1 / (1 / variance + others)
        self.level = np.where(self.known, after * (self.level / variance + pull), 0.0)
        self.variance = np.where(self.known, after, 0.0)


class Movements:
    """Says when a signal of the whole agency has moved, against the agency's own level."""

    def __init__(self, table: Table) -> None:
        self._table = table
        size = len(table.signals)
        self._bank = Bank(size)
        self._usual, self._variance = np.zeros(size), np.full(size, 0.02)
        self._quiet = np.zeros(size, dtype=int)

    def follow(self, week: Week, excess: Array, weights: Array, usual: Array, seen: Array) -> list[Movement]:
        """One week. `usual`: the angle at which each series lies without what is common."""
        table = self._table
        total = table.total(weights)
        there = (table.total(seen.astype(np.float64)) > OTHERS) & (total > 1e-6)
        value = np.where(there, table.total(weights * excess) / np.where(there, total, 1), 0)
        precision = np.where(there, 1 / (1 / np.where(there, total, 1) + NOISE), 0)
        self._bank.add(value, precision, self._usual, self._variance, there & (self._quiet <= 0))
        angles = table.total(usual * seen) / np.maximum(table.total(seen.astype(np.float64)), 1)
        here = share(angles + self._usual)
        odds = np.stack(
            [self._bank.odds(here, np.full(len(here), sign), SIZES, (STEP, SLOW)) for sign in (1, -1)]
        )
        found = []
        for signal in np.flatnonzero((odds > SAID_AT).any(axis=0) & (self._quiet <= 0)).tolist():
            sign = 1 if odds[0, signal] >= odds[1, signal] else -1
            movement = self._say(week, signal, sign, float(angles[signal]))
            if movement:
                found.append(movement)
        gain = self._variance * precision / (1 + self._variance * precision)
        self._usual = self._usual + gain * (value - self._usual)
        loose = np.where(self._quiet > 0, 1e-3, OWN_WANDER)
        self._variance = np.minimum(self._variance * (1 - gain) + loose * (1 + week.skipped), 0.05)
        self._quiet -= 1
        return found

    def _say(self, week: Week, signal: int, sign: int, angle: float) -> Movement | None:
        begun = self._bank.beginning(signal, sign)
        if begun is None:
            return None
        before, since, weight, _ago = begun
        if sign * (since - before) <= 0:
            return None
        self._bank.close(signal)
        self._usual[signal], self._variance[signal] = since, 1 / weight + 0.002
        self._quiet[signal] = QUIET + 1
        old, new = share(np.array([angle + before, angle + since])).tolist()
        return Movement(
            self._table.signals[signal], date.fromordinal(week.monday), RISE if sign > 0 else FALL, old, new
        )
