"""The database's clock, beside the one of this machine. Either may be wrong, and nobody can tell which.

Where a minute must not be missed one clock decides for all machines: the database's. What must not come early waits
for both.
"""

from datetime import datetime, timedelta

from django.db import connection, models
from django.db.models import Func

from peersupport.core import clock

# Further apart than this is a reason to call somebody …
MAY_DIFFER = timedelta(seconds=5)
# … and with this much between them nothing is done by the clock that can wait.
TOO_FAR_APART = timedelta(minutes=1)


class DatabaseClock(Func):
    """What the database's own clock shows at this statement."""

    function = "clock_timestamp"
    arity = 0
    output_field = models.DateTimeField()


def database_now() -> datetime:
    """The current instant by the database's clock; the one set on purpose where there is one."""
    return clock.now() if clock.is_set() else _asked()


def ahead() -> timedelta:
    """How far this machine's clock is ahead of the database's; negative when it is behind."""
    if clock.is_set():
        return timedelta(0)
    before = clock.now()
    there = _asked()
    after = clock.now()
    # The answer was given at some instant of the way there and back.
    return timedelta(0) if before <= there <= after else before + (after - before) / 2 - there


def _asked() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found


def are_too_far_apart(here: datetime, there: datetime) -> bool:
    return abs(here - there) > TOO_FAR_APART
