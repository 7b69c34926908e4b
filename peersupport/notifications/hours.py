"""When a reminder may reach somebody: not in the quiet hours of staff, only in the hours a person called theirs.

What has no hour of its own is written in the morning, by the clock on the wall where the house is.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from peersupport.accounts.models import Agency
from peersupport.core import clock
from peersupport.core.local_time import to_local
from peersupport.notifications.models import Route

MORNING = time(8)


def day_has_begun(agency: Agency) -> bool:
    """Whether it is eight in the morning there, or later."""
    return to_local(clock.now(), agency.time_zone).time() >= MORNING


def week_of(agency: Agency) -> date | None:
    """The Monday this week began with there; None on that day before eight in the morning."""
    today = agency.today()
    monday = today - timedelta(days=today.weekday())
    return monday if today > monday or day_has_begun(agency) else None


def not_before(route: Route, moment: datetime) -> datetime:
    """The first instant from `moment` on at which this way may be used. Hours are those of the wall there."""
    if route.quiet_from is None or route.quiet_until is None or route.quiet_from == route.quiet_until:
        return moment
    zone = route.zone
    # Of a person the two are the hours in which the phone is theirs: outside of them it is quiet.
    quiet = (route.quiet_from, route.quiet_until)
    if route.person is not None:
        quiet = (route.quiet_until, route.quiet_from)
    at = moment.astimezone(zone)
    if not is_between(at.time(), *quiet):
        return moment
    return _next(at, quiet[1], zone)


def quiet_begins(route: Route, moment: datetime) -> datetime | None:
    """When it is quiet there next, counted from a moment at which it is not; None where it never is."""
    if route.quiet_from is None or route.quiet_until is None or route.quiet_from == route.quiet_until:
        return None
    zone = route.zone
    begins = route.quiet_until if route.person is not None else route.quiet_from
    return _next(moment.astimezone(zone), begins, zone)


def is_between(at: time, start: time, end: time) -> bool:
    """Whether the clock on the wall stands between the two, the end not included, over midnight where it has to be."""
    return start <= at < end if start < end else at >= start or at < end


def _next(after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """When the wall shows `at` next. A time that a spring skips is the moment the clocks were put forward by it."""
    for days in (0, 1):
        found = datetime.combine(after.date() + timedelta(days=days), at, tzinfo=zone)
        if found.timestamp() > after.timestamp():
            return found
    return after + timedelta(days=1)
