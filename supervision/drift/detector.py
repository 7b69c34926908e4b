"""Week after week through all series of an agency at once. What is said of a week never uses a later one.

A peer's share of a week is looked at as an angle (scale.py). From it goes what moved the others too (common.py); what
is left is compared with the peer's own level, known with a variance. A bank of beginnings (bank.py) then weighs "it
changed some weeks ago, by 10 to 25 points, at once or slowly" against "it did not".
"""

from __future__ import annotations

from datetime import date

import numpy as np

from . import FALL, RISE, Alarm, Counts, Found, Movement
from .bank import SLOW, STEP, WEEKS, Bank
from .common import Common, Movements
from .scale import angle, chance, share
from .table import Array, Table, Week

SIZES, OTHER_WAY = (0.09, 0.13), (0.12, 0.20)  # share points
SAID_AT = 59.0  # odds; found by simulation, see docs/drift.md
# So much higher for dispersion beyond little, as its tails are longer than reckoned, and lower for less; but not below.
MORE_SCATTERED, LESS_SCATTERED, LITTLE, LOWEST = 12.0, 24.0, 0.012, 0.6
ALONE = 2.0  # as much higher where there are too few others to tell a season by
BOTH_WAYS = 1.9  # as much higher where a rise and a fall are listened to
QUIETLY = 10.0  # as much higher where a one-way signal goes the other way, and only the level is moved
SURELY = 0.4  # log odds at which the weeks after an alarm settle earlier that it was chance
LEARNING = 5  # weeks after an alarm in which the new level is learnt
WANDER, WANDER_ALONE, WANDER_LEARNING = 1e-6, 4e-5, 1.5e-3  # variance a week adds to what is known of a level
FIRST_SPREAD, FIRST_PEERS = 0.015, 5  # variance between peers, until the agency shows its own
DRIFTING = 0.02  # how seldom a beginning is, when others' weeks are weighed
# What is taken for the dispersion until weeks show it: those of all signals, then those of one. A week is
# weighed with the last one at the least: in simulations more is found so, at as many false alarms.
DISPERSION, FEW_WEEKS, MANY_WEEKS, LEAST_DISPERSION = 0.012, 40.0, 100.0, 0.012
MOST_VARIANCE = 0.1
MANY = 200  # more activities in a week say no more
STRANGE = 2.5  # standard deviations that one week counts at the most


def find(counts: Counts) -> Found:
    if not counts.peers:
        return Found([], [])
    table = Table(counts)
    watch = Watch(table)
    found = Found([], [])
    for week in table.weekly():
        alarms, movements = watch.see(week)
        found.alarms.extend(alarms)
        found.common.extend(movements)
    return found


class Watch:
    """What is known up to a week."""

    def __init__(self, table: Table) -> None:
        size = table.size
        self._table = table
        self._sign = table.sign[table.signal_of]
        self._level, self._variance = np.zeros(size), np.ones(size)
        self._seen = np.zeros(size, dtype=bool)
        self._common, self._movements, self._bank = Common(table), Movements(table), Bank(size)
        self._odds, self._other_odds = np.zeros(size), np.zeros(size)
        self._learning = np.zeros(size, dtype=int)
        self._old, self._old_variance = np.zeros(size), np.ones(size)  # the level before what was said last
        self._new, self._new_variance = np.zeros(size), np.ones(size)  # and what was said then
        self._since, self._since_weight = np.zeros(size), np.zeros(size)
        self._scatter, self._scatter_weight = np.zeros(len(table.signals)), np.zeros(len(table.signals))
        self._numerators, self._denominators = np.zeros(size), np.zeros(size)
        self._past: list[tuple[Array, Array]] = []

    def see(self, week: Week) -> tuple[list[Alarm], list[Movement]]:
        n = week.denominators
        here = n > 0
        at = angle(week.numerators, n)
        some = np.clip(n, 1, MANY)
        self._welcome(here & ~self._seen, here, at)
        plain = chance(share(self._level + self._common.level), some)
        dispersion = np.maximum(self._dispersion(), LEAST_DISPERSION)
        noise = (1 + (some - 1) * dispersion) / (4 * some)
        excess = at - self._level
        drifting = 1 + np.maximum(self._odds, self._other_odds) * DRIFTING
        weights = self._trust(excess, noise, here) / drifting
        movements = self._movements.follow(week, excess, weights, self._level, self._seen)
        self._common.follow(excess, weights, self._seen)
        value = at - self._common.level
        precision = np.where(here, 1 / (noise + self._common.variance), 0.0)
        # One strange week is no drift, however strange.
        limit = STRANGE * np.sqrt(noise + self._variance + self._common.variance)
        told = self._level + np.clip(value - self._level, -limit, limit)
        self._listen(told, precision)
        self._bank.add(told, precision, *self._measured_from(), self._seen)
        self._remember(week)
        self._weigh()
        self._measure_dispersion(value - self._level, some, plain, here / drifting)
        self._learn(value, precision, week.skipped)
        alarms = self._say(week)
        self._learning -= 1
        self._settle()
        return alarms, movements

    def _dispersion(self) -> Array:
        """How much more alike the activities of a week are than chance alone: one figure for each signal."""
        table = self._table
        together = (table.together(self._scatter) + DISPERSION * FEW_WEEKS) / (
            table.together(self._scatter_weight) + FEW_WEEKS
        )
        own = (self._scatter + together * MANY_WEEKS) / (self._scatter_weight + MANY_WEEKS)
        return own[table.signal_of]

    def _welcome(self, new: Array, here: Array, at: Array) -> None:
        """Somebody's first week: until more is known they are taken for one of the agency's peers."""
        if not new.any():
            return
        table, spread = self._table, self._table.signal_of
        seen = self._seen.astype(np.float64)
        count = table.total(seen)
        mean = table.total(seen * self._level) / np.maximum(count, 1)
        between = table.total(seen * np.square(self._level - mean[spread]))
        first = table.total(np.where(here, at, 0.0)) / np.maximum(table.total(here.astype(np.float64)), 1)
        variance = (FIRST_SPREAD * FIRST_PEERS + between) / (FIRST_PEERS + count)
        few = count < 3
        level = np.where(few, first, mean)[spread]
        self._level = np.where(new, level, self._level)
        self._variance = np.where(new, variance[spread], self._variance)
        self._seen = self._seen | new

    def _trust(self, excess: Array, noise: Array, here: Array) -> Array:
        """What a week says of the common level: less, where it lies far out."""
        doubt = noise + self._variance
        far = np.square(excess - self._common.level) / (doubt + self._common.variance)
        return np.where(here, np.minimum(1, 2 / np.sqrt(np.maximum(far, 4))) / doubt, 0.0)

    def _weigh(self) -> None:
        usual = share(np.clip(self._level + self._common.level, 0.05, 1.5))
        self._odds = self._bank.odds(usual, np.where(self._sign == 0, 1, self._sign), SIZES, (STEP, SLOW))
        # A one-way signal that goes the other way is no alarm, but its level is another one then.
        self._other_odds = self._bank.odds(usual, -self._sign, OTHER_WAY, (STEP,))
        if (self._sign == 0).any():
            down = self._bank.odds(usual, np.where(self._sign == 0, -1, 0), SIZES, (STEP, SLOW))
            self._other_odds = np.where(self._sign == 0, down, self._other_odds)

    def _measure_dispersion(self, rest: Array, some: Array, plain: Array, trust: Array) -> None:
        known = self._variance + self._common.variance
        expected = (1 + (some - 1) * np.maximum(self._dispersion(), LEAST_DISPERSION)) * plain + known
        beyond = np.minimum(np.square(rest), 9 * expected) - known - plain
        weight = trust * (some - 1) / 22
        self._scatter = self._scatter + self._table.total(weight * beyond)
        self._scatter_weight = self._scatter_weight + self._table.total(weight * (some - 1) * plain)

    def _learn(self, value: Array, precision: Array, skipped: int) -> None:
        gain = self._variance * precision / (1 + self._variance * precision)
        self._level = self._level + gain * (value - self._level)
        wander = np.where(self._common.known, WANDER, WANDER_ALONE)
        wander = np.where(self._learning > 0, WANDER_LEARNING, wander) * (1 + skipped)
        self._variance = np.where(
            self._seen, np.minimum(self._variance * (1 - gain) + wander, MOST_VARIANCE), 1.0
        )

    def _measured_from(self) -> tuple[Array, Array]:
        """After an alarm the old level, until it is settled which one counts: a change may begin there too."""
        learning = self._learning > 0
        return (
            np.where(learning, self._old, self._level),
            np.where(learning, self._old_variance, self._variance),
        )

    def _listen(self, value: Array, precision: Array) -> None:
        """The weeks after an alarm, by themselves."""
        learning = self._learning > 0
        self._since += np.where(learning, precision * value, 0)
        self._since_weight += np.where(learning, precision, 0)

    def _settle(self) -> None:
        """Was it chance? Where the weeks after an alarm are like those long before it, the old level counts again."""
        at = np.flatnonzero((self._learning >= 0) & (self._since_weight > 0))
        weight = self._since_weight[at]
        mean = self._since[at] / weight
        unlike_new, unlike_old = (
            np.square(mean - level[at]) / (doubt[at] + 1 / weight) + np.log(doubt[at] + 1 / weight)
            for level, doubt in ((self._new, self._new_variance), (self._old, self._old_variance))
        )
        last = self._learning[at] == 0
        by_chance = unlike_new - unlike_old > np.where(last, 0, 2 * SURELY)
        self._go_back(at[by_chance], weight[by_chance], mean[by_chance])
        for series in at[last & ~by_chance].tolist():
            self._bank.close(series)
        settled = at[last | by_chance]
        self._learning[settled] = 0
        self._since[settled] = self._since_weight[settled] = 0.0

    def _go_back(self, series: Array, weight: Array, mean: Array) -> None:
        """To the old level, with what the weeks since say of it."""
        variance = self._old_variance[series]
        gain = variance * weight / (1 + variance * weight)
        self._level[series] = self._old[series] + gain * (mean - self._old[series])
        self._variance[series] = variance * (1 - gain)

    def _remember(self, week: Week) -> None:
        """The counts up to before each of the last weeks, for the share since a beginning."""
        self._past.append((self._numerators, self._denominators))
        del self._past[:-WEEKS]
        self._numerators = self._numerators + week.numerators
        self._denominators = self._denominators + week.denominators

    def _say(self, week: Week) -> list[Alarm]:
        beyond = self._dispersion() - LITTLE
        limit = SAID_AT * np.maximum(1 + np.minimum(MORE_SCATTERED * beyond, LESS_SCATTERED * beyond), LOWEST)
        limit = np.where(self._common.known, limit, limit * ALONE)
        limit = np.where(self._sign == 0, limit * BOTH_WAYS, limit)
        other = np.where(self._sign == 0, limit, limit * QUIETLY)
        over = (self._odds > limit) | (self._other_odds > other)
        said = []
        for series in np.flatnonzero(over & (self._learning <= 0)).tolist():
            towards = self._odds[series] >= self._other_odds[series]
            sign = int(self._sign[series] or 1) * (1 if towards else -1)
            alarm = self._take_new_level(series, sign, week)
            if alarm and self._sign[series] in (0, sign):
                self._learning[series] = LEARNING + 1
                said.append(alarm)
        return said

    def _take_new_level(self, series: int, sign: int, week: Week) -> Alarm | None:
        """What came since the likeliest beginning is the level now, so that nothing is said twice."""
        begun = self._bank.beginning(series, sign)
        if begun is None:
            return None
        before, since, weight, ago = begun
        numerators, denominators = self._past[-1 - ago]
        count = self._denominators[series] - denominators[series]
        observed = float((self._numerators[series] - numerators[series]) / count)
        usual = float(share(np.array(before + self._common.level[series])))
        if sign * (observed - usual) <= 0:
            return None
        self._bank.close(series)
        self._odds[series] = self._other_odds[series] = 0.0
        self._old[series], self._old_variance[series] = self._level[series], self._variance[series]
        self._level[series], self._variance[series] = since, 1 / weight + 0.004
        self._old[series], self._new[series], self._new_variance[series] = (
            before,
            since,
            self._variance[series],
        )
        self._since[series] = self._since_weight[series] = 0.0
        return Alarm(
            self._table.peers[series],
            self._table.signals[self._table.signal_of[series]],
            date.fromordinal(week.monday),
            FALL if sign < 0 else RISE,
            usual,
            observed,
        )
