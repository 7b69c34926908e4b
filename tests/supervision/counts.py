"""Weekly counts of agencies that exist only here."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from supervision.drift import Row

MONDAY = date(2025, 1, 6)
Level = Callable[[int, int], float]  # of a peer in a week


def agency(
    level: Level,
    *,
    peers: int = 8,
    weeks: int = 60,
    signal: str = "off_role_time",
    seed: int = 5,
    away: Callable[[int, int], bool] = lambda _peer, _week: False,
) -> list[Row]:
    """Twenty activities a week each; `level` says how likely one of them counts."""
    chance = Random(seed)
    rows = []
    for peer in range(peers):
        for week in range(weeks):
            found = sum(chance.random() < level(peer, week) for _ in range(20))
            if not away(peer, week):
                rows.append((f"p{peer}", MONDAY + timedelta(weeks=week), signal, found, 20))
    return rows
