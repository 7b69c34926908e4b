"""From the clock on the wall to an instant, once for forms and services.

What is planned is kept as the day and time on the wall of a named zone. Some such times don't exist (the night
the clocks go forward), some exist twice (the night they go back): the first is refused, the second asked.
What comes back by itself can't be asked each time: it follows the rule of comes_back_at().
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from peersupport.core import clock
from peersupport.core.errors import DomainError

STORED_FORM = "%Y-%m-%dT%H:%M"
FIRST_YEAR = 2000


def exists(local: datetime, zone: str) -> bool:
    """Whether the clocks of the zone ever show this time."""
    there = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local


def happens_twice(local: datetime, zone: str) -> bool:
    """Whether the clocks show this time twice, an hour apart."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return exists(local, zone) and there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()


def _require_year(local: datetime) -> None:
    if not FIRST_YEAR <= local.year <= clock.now().year + 2:
        raise DomainError(_("Please check the year."), field="start_date")


def to_instant(local: datetime, zone: str, fold: int = 0) -> datetime:
    """The instant of a wall-clock time; fold 0 is the first of two. Raises DomainError where there is none."""
    _require_year(local)
    if not exists(local, zone):
        raise DomainError(
            _("That time doesn't exist: the clocks went forward that night. Please choose another."),
            field="start_time",
        )
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def comes_back_at(local: datetime, zone: str) -> datetime:
    """Where something that comes back stands on one of its days: the rule for all that repeats, and the only one.

    It keeps its time on the wall, whatever the clocks do. A time that doesn't exist that day is put at the first
    minute after the gap, and the page says so. A time that exists twice is the first of the two (fold 0).
    Raises DomainError for a year out of reach.
    """
    _require_year(local)
    while not exists(local, zone):
        local += timedelta(minutes=1)
    return local


def to_local(instant: datetime, zone: str) -> datetime:
    """The naive wall-clock time, with its fold."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def stored(local: datetime) -> str:
    return local.strftime(STORED_FORM)


def from_stored(text: str) -> datetime:
    return datetime.strptime(text, STORED_FORM)  # noqa: DTZ007 - a wall-clock time has no zone of its own
