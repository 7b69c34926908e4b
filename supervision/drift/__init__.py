"""Tell a drift of a peer's role from chance, from the weekly counts of one agency.

Pure counting: no models, no files, no clock. numpy is loaded when something is counted, not when this is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

RISE, FALL = "rise", "fall"
# Which way a signal moves when a role drifts. Any other signal counts both ways.
DIRECTIONS = {
    "off_role_time": RISE,
    "clinical_language": RISE,  # only in files brought from elsewhere: nothing of ours counts anybody's words
    "co_created_agenda": FALL,
    "purposeful_self_disclosure": FALL,
}

Row = tuple[str, date, str, int, int]


@dataclass
class Counts:
    """Columns of equal length, one entry for each peer, week and signal; in any order, none of them twice.

    `weeks` are ordinals of Mondays (`date.toordinal()`). A week that is not there is an absence.
    """

    peers: Sequence[str]
    signals: Sequence[str]
    weeks: Sequence[int]
    numerators: Sequence[int]
    denominators: Sequence[int]

    @classmethod
    def from_rows(cls, rows: Iterable[Row]) -> Counts:
        """From (peer, Monday, signal, numerator, denominator)."""
        columns: tuple[list[Any], ...] = tuple([] for _ in range(5))
        for peer, week, signal, numerator, denominator in rows:
            for column, value in zip(
                columns, (peer, signal, week.toordinal(), numerator, denominator), strict=True
            ):
                column.append(value)
        return cls(*columns)


@dataclass(frozen=True)
class Alarm:
    """One peer's signal left its own level. `baseline` and `observed` are shares, before and since."""

    peer: str
    signal: str
    week: date  # the Monday of the week after which this could be said
    direction: str
    baseline: float
    observed: float


@dataclass(frozen=True)
class Movement:
    """A signal moved for the whole agency. `before` and `after` are shares of all peers together."""

    signal: str
    week: date
    direction: str
    before: float
    after: float


@dataclass(frozen=True)
class Found:
    """Both in the order of weeks. What is said of a week rests on that week and earlier ones only."""

    alarms: list[Alarm]
    common: list[Movement]


def find_drift(counts: Counts) -> Found:
    """Every alarm and every common movement in the counts of one agency. ValueError for counts that can't be."""
    found: Found = import_module("supervision.drift.detector").find(counts)  # loads numpy
    return found
