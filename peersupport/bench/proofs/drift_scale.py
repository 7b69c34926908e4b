"""What other rules say of the same weeks, for scale: two that are told what no detector knows, and a plain one."""

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from supervision.drift import DIRECTIONS, RISE, Alarm

from .drift_agencies import Agency, Series

TOLD_AT, SLACK = 4.25, 0.5  # standard deviations; at about 15 false alarms in 100 peer-signal-years
PLAIN_AT, PART, LEARNT = 2.9, 0.2, 12  # at about 18; what a week counts; weeks before anything is said
TWO = 2.0
QUIET = timedelta(weeks=9)  # after an alarm
Weeks = Iterator[tuple[date, bool]]


def distance(found: int, count: int, share: float, series: Series) -> float:
    """Standard deviations from a share, in the direction that matters."""
    way = 1 if DIRECTIONS[series.signal] == RISE else -1
    return (
        way
        * (found / count - share)
        / math.sqrt(share * (1 - share) * (1 + (count - 1) * series.scatter) / count)
    )


def told(series: Series) -> Weeks:
    """A cumulative sum that knows the true level, season and scatter of every week."""
    total = 0.0
    for week, found, count, share in series.told:
        total = max(0.0, total + distance(found, count, share, series) - SLACK)
        yield week, total > TOLD_AT
        total = 0.0 if total > TOLD_AT else total


def plain(series: Series) -> Weeks:
    """An average that forgets, against the mean of all weeks so far."""
    top, bottom, mean, variance = 0.5, 1.0, 0.0, 0.0
    for number, (week, found, count, _share) in enumerate(series.told):
        if number >= LEARNT:
            mean += PART * (distance(found, count, top / bottom, series) - mean)
            variance = (1 - PART) ** 2 * variance + PART**2
        says = mean > PLAIN_AT * math.sqrt(variance)
        yield week, says
        mean, variance = (0.0, 0.0) if says else (mean, variance)
        top, bottom = top + found, bottom + count


def two_sigma(series: Series) -> Weeks:
    """Each week by itself, with the true level and season, and no idea of scatter."""
    for week, found, count, share in series.told:
        wider = math.sqrt(1 + (count - 1) * series.scatter)
        yield week, distance(found, count, share, series) * wider > TWO


RULES: dict[str, tuple[Callable[[Series], Weeks], timedelta]] = {
    "told_level_and_season": (told, QUIET),
    "plain_ewma": (plain, QUIET),
    "two_sigma": (two_sigma, timedelta(0)),
}


def alarms(rule: str, agency: Agency) -> list[Alarm]:
    says, quiet = RULES[rule]
    found = []
    for series in agency.series:
        again = date.min
        for week, over in says(series):
            if over and week >= again:
                again = week + quiet
                found.append(Alarm(series.peer, series.signal, week, DIRECTIONS[series.signal], 0.0, 0.0))
    return found
