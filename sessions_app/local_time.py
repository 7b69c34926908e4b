"""When a meeting may be: on the clock on the wall (core.local_time), not too long, past or still to come."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.local_time import (
    FIRST_YEAR,
    STORED_FORM,
    comes_back_at,
    exists,
    from_stored,
    happens_twice,
    stored,
    to_instant,
    to_local,
)

__all__ = [
    "FIRST_YEAR",
    "STORED_FORM",
    "comes_back_at",
    "exists",
    "from_stored",
    "happens_twice",
    "is_about_now",
    "require_length",
    "require_past",
    "require_plannable",
    "stored",
    "to_instant",
    "to_local",
]

MOST_MINUTES = 24 * 60
PLAN_AHEAD = timedelta(days=366)
WRITE_BACK = timedelta(days=366)
# "We met" or "we didn't connect" can be said a little before the hour: somebody came early, or called.
EARLY = timedelta(minutes=15)


def require_length(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        raise DomainError(_("A meeting lasts from one minute to a day."), field="minutes_other")


def require_past(instant: datetime) -> None:
    """Not still to come, and not so long ago that it must be a slip of the finger or belongs to an import."""
    if instant > clock.now():
        raise DomainError(_("That is still to come. You can plan it instead."), field="start_time")
    if instant < clock.now() - WRITE_BACK:
        raise DomainError(
            _(
                "That is more than a year ago. Please check the date: so long after, nothing is written down here."
            ),
            field="start_date",
        )


def is_about_now(starts_at: datetime) -> bool:
    """Whether the hour of a meeting has come, or nearly: before, nobody can know whether the two will meet."""
    return starts_at <= clock.now() + EARLY


def require_plannable(instant: datetime, zone: str) -> None:
    """From today on, at most a year ahead."""
    if to_local(instant, zone).date() < clock.today(zone):
        raise DomainError(
            _("That day has passed. You can write the meeting down instead."), field="start_date"
        )
    if instant > clock.now() + PLAN_AHEAD:
        raise DomainError(_("Please choose a day within the next year."), field="start_date")
