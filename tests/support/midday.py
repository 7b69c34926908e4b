"""A real day's middle: no test's meetings fall on two days because the run began near midnight."""

from datetime import UTC, datetime


def zone_at_midday() -> str:
    """The zone whose wall clock shows twelve something now, on the same calendar day as UTC."""
    hour = datetime.now(UTC).hour
    # POSIX signs: Etc/GMT-5 is five hours ahead of UTC.
    return f"Etc/GMT{hour - 12:+d}" if hour != 12 else "Etc/GMT"


ZONE = zone_at_midday()
