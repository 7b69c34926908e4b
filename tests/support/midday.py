"""Where the houses of the tests live: in New York, but for the hours around midnight there.

What ended an hour ago was yesterday then, and on a Monday last week.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

NEW_YORK = "America/New_York"


def zone_of_the_houses() -> str:
    now = datetime.now(UTC)
    if 3 <= now.astimezone(ZoneInfo(NEW_YORK)).hour < 21:
        return NEW_YORK
    # Its wall clock shows twelve something, on the same day as UTC. POSIX signs: Etc/GMT-5 is five hours ahead.
    return f"Etc/GMT{now.hour - 12:+d}" if now.hour != 12 else "Etc/GMT"


ZONE = zone_of_the_houses()
