"""Agencies that exist only here: weekly counts with season, absence, scatter and a movement of all, and known drifts.

Plain Python: numpy belongs to the detector, and what it is measured with should not share its arithmetic.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from supervision.drift import DIRECTIONS, RISE, Row

MONDAY = date(2024, 1, 1)
WEEKS, YEAR, RAMP = 104, 52, 8
SIGNALS = ("off_role_time", "clinical_language", "co_created_agenda", "purposeful_self_disclosure")
DRIFTING = 0.4  # of all series


@dataclass(frozen=True)
class Shape:
    """What kind of agency. Ranges are drawn from evenly, once an agency."""

    peers: tuple[int, int] = (8, 60)
    shares: tuple[float, float] = (0.04, 0.14)  # the agency's usual share of a signal
    dispersion: tuple[float, float] = (0.0, 0.006)
    season: tuple[float, float] = (0.0, 0.04)  # share points up and down
    away: tuple[float, float] = (0.02, 0.08)
    long_leave: float = 0.08  # of the peers
    late: float = 0.2  # of the peers came later
    moved: float = 0.1  # of the signals move for the whole agency
    history: int = 8  # weeks a peer has worked at the least before a drift begins
    alike: float = 25.0  # how alike the levels of peers are


SHAPES = {
    "as_promised": Shape(),
    # As hard as the scale in issue 6: a detector told each level and season finds 88 % at 15 false alarms there.
    "yardstick": Shape(
        shares=(0.05, 0.18),
        dispersion=(0.0, 0.02),
        season=(0.01, 0.03),
        late=0.1,
        moved=0.0,
        history=16,
        alike=60.0,
    ),
    "few_peers": Shape(peers=(3, 7)),
    "much_season": Shape(season=(0.05, 0.08)),
    "much_leave": Shape(away=(0.1, 0.2), long_leave=0.4, late=0.5),
    "agency_moves": Shape(moved=1.0),
    "scattered": Shape(dispersion=(0.02, 0.05)),
    "high_shares": Shape(shares=(0.25, 0.5)),
}


@dataclass
class Series:
    peer: str
    signal: str
    first: date
    start: date | None  # of the drift
    slow: bool
    scatter: float
    # Each week's Monday, count, activities, and the share there would be without a drift: for those who are told it.
    told: list[tuple[date, int, int, float]] = field(default_factory=list)


@dataclass
class Agency:
    shape: str
    rows: list[Row] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)


@dataclass
class Kind:
    """What the peers of one agency share."""

    shape: Shape
    usual: float
    scatter: float
    common: dict[str, list[float]]
    chance: Random


def agencies(shape: str, peers: int, chance: Random) -> Iterator[Agency]:
    """Agencies of this shape with so many peers together."""
    while peers > 0:
        low, high = SHAPES[shape].peers
        count = min(max(low, round(math.exp(chance.uniform(math.log(low), math.log(high))))), max(peers, low))
        yield one_agency(shape, count, chance)
        peers -= count


def one_agency(name: str, peers: int, chance: Random) -> Agency:
    shape, agency = SHAPES[name], Agency(name)
    kind = Kind(
        shape=shape,
        usual=chance.uniform(*shape.shares),
        scatter=chance.uniform(*shape.dispersion),
        common={signal: moving_together(shape, chance) for signal in SIGNALS},
        chance=chance,
    )
    for number in range(peers):
        first = chance.randrange(4, 80) if chance.random() < shape.late else 0
        there = weeks_at_work(shape, first, chance)
        for signal in SIGNALS:
            add_series(agency, f"peer {number}", signal, there, kind)
    return agency


def moving_together(shape: Shape, chance: Random) -> list[float]:
    height, turn = chance.uniform(*shape.season), chance.uniform(0, YEAR)
    size = chance.choice((-1, 1)) * chance.uniform(0.04, 0.08) if chance.random() < shape.moved else 0.0
    start, slow = chance.randrange(10, WEEKS - 10), chance.choice((True, False))
    return [
        height * math.sin(2 * math.pi * (week + turn) / YEAR) + size * grown(week, start, slow)
        for week in range(WEEKS)
    ]


def grown(week: int, start: int, slow: bool) -> float:
    return min(max(week - start + 1, 0) / (RAMP if slow else 1), 1.0)


def weeks_at_work(shape: Shape, first: int, chance: Random) -> list[tuple[int, int]]:
    """Each week with its number of activities."""
    missing = chance.uniform(*shape.away)
    leave = range(0)
    if chance.random() < shape.long_leave:
        begin = chance.randrange(WEEKS)
        leave = range(begin, begin + chance.randrange(6, 27))
    return [
        (week, chance.randint(14, 30))
        for week in range(first, WEEKS)
        if week not in leave and chance.random() >= missing
    ]


def add_series(agency: Agency, peer: str, signal: str, there: list[tuple[int, int]], kind: Kind) -> None:
    if not there:
        return
    chance, way = kind.chance, 1 if DIRECTIONS[signal] == RISE else -1
    size = chance.uniform(0.10, 0.25)
    # A share that falls needs somewhere to fall from.
    usual = chance.betavariate(kind.usual * kind.shape.alike, (1 - kind.usual) * kind.shape.alike)
    own = min(max(usual, 0.03), 0.6) + (size if way < 0 else 0)
    first = there[0][0]
    drifts = chance.random() < DRIFTING and first + kind.shape.history < WEEKS - 10
    start = chance.randrange(first + kind.shape.history, WEEKS - 9) if drifts else None
    slow = chance.choice((True, False))
    begun = None if start is None else MONDAY + timedelta(weeks=start)
    series = Series(peer, signal, MONDAY + timedelta(weeks=first), begun, slow, kind.scatter)
    agency.series.append(series)
    for week, count in there:
        drift = 0.0 if start is None else way * size * grown(week, start, slow)
        without = own + kind.common[signal][week]
        found = drawn(possible(without + drift), count, kind.scatter, chance)
        monday = MONDAY + timedelta(weeks=week)
        agency.rows.append((peer, monday, signal, found, count))
        series.told.append((monday, found, count, possible(without)))


def possible(share: float) -> float:
    return min(max(share, 0.005), 0.97)


def drawn(share: float, count: int, scatter: float, chance: Random) -> int:
    """Beta-binomial: the activities of one week are more alike than those of different weeks."""
    if scatter > 1e-4:
        alike = 1 / scatter - 1
        share = chance.betavariate(share * alike, (1 - share) * alike)
    return sum(chance.random() < share for _ in range(count))
