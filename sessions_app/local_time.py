"""From the clock on the wall to an instant, once for forms and services.

A meeting is kept as the day and time on the wall of a named zone. Some such times don't exist (the night
the clocks go forward), some exist twice (the night they go back): the first is refused, the second asked.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from peersupport.core import clock
from peersupport.core.errors import DomainError

STORED_FORM = "%Y-%m-%dT%H:%M"
FIRST_YEAR = 2000
MOST_MINUTES = 24 * 60
PLAN_AHEAD = timedelta(days=366)


def exists(local: datetime, zone: str) -> bool:
    """Whether the clocks of the zone ever show this time."""
    there = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local


def happens_twice(local: datetime, zone: str) -> bool:
    """Whether the clocks show this time twice, an hour apart."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return exists(local, zone) and there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()


def to_instant(local: datetime, zone: str, fold: int = 0) -> datetime:
    """The instant of a wall-clock time; fold 0 is the first of two. Raises DomainError where there is none."""
    if not FIRST_YEAR <= local.year <= clock.now().year + 2:
        raise DomainError(_("Please check the year."), field="start_date")
    if not exists(local, zone):
        raise DomainError(
            _("That time doesn't exist: the clocks went forward that night. Please choose another."),
            field="start_time",
        )
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def to_local(instant: datetime, zone: str) -> datetime:
    """The naive wall-clock time, with its fold."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def stored(local: datetime) -> str:
    return local.strftime(STORED_FORM)


def from_stored(text: str) -> datetime:
    return datetime.strptime(text, STORED_FORM)  # noqa: DTZ007 - a wall-clock time has no zone of its own


def require_length(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        raise DomainError(_("A meeting lasts from one minute to a day."), field="minutes_other")


def require_past(instant: datetime) -> None:
    if instant > clock.now():
        raise DomainError(_("That is still to come. You can plan it instead."), field="start_time")


def require_plannable(instant: datetime, zone: str) -> None:
    """From today on, at most a year ahead."""
    if to_local(instant, zone).date() < clock.today(zone):
        raise DomainError(
            _("That day has passed. You can write the meeting down instead."), field="start_date"
        )
    if instant > clock.now() + PLAN_AHEAD:
        raise DomainError(_("Please choose a day within the next year."), field="start_date")
