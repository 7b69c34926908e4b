"""On which days a series has its meetings. Local calendar days: what the clocks do is local_time's."""

from collections.abc import Iterator
from datetime import date, timedelta

AHEAD = timedelta(weeks=8) - timedelta(days=1)


def days_between(first: date, *, every: int, after: date | None, through: date) -> Iterator[date]:
    """Days 7 × `every` apart from `first` on: those after `after`, up to and with `through`."""
    apart = timedelta(weeks=every)
    number = 0 if after is None or after < first else (after - first) // apart + 1
    day = first + number * apart
    while day <= through:
        yield day
        day += apart


def horizon(first: date, *, today: date, ends_on: date | None) -> date:
    """The last day for which meetings are made: eight weeks of them, or the last day of the series."""
    through = max(first, today) + AHEAD
    return through if ends_on is None else min(through, ends_on)
