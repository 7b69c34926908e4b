"""From when to when, in words."""

from datetime import datetime, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from peersupport.core.local_time import to_local
from peersupport.core.templatetags.ui import day_within, day_words

# From here on the name of a day alone could be that of the week after.
LONG = timedelta(days=6)


def clock_words(instant: datetime, zone: str) -> str:
    return formats.time_format(to_local(instant, zone).time(), "TIME_FORMAT")


def span_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Tonight's shift as "Today, 6 p.m. to tomorrow, 8 a.m.", by the clock on the wall of the zone."""
    said = {
        "day": day_words(starts_at, zone),
        "start": clock_words(starts_at, zone),
        "end_day": day_within(ends_at, zone),
        "end": clock_words(ends_at, zone),
    }
    if to_local(starts_at, zone).date() == to_local(ends_at, zone).date():
        return _("%(day)s, %(start)s to %(end)s") % said
    return _("%(day)s, %(start)s to %(end_day)s, %(end)s") % said


def hours_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Where the day stands above it: hours alone, and the last day where it is another."""
    ends = to_local(ends_at, zone).date()
    said = {
        "start": clock_words(starts_at, zone),
        "end": clock_words(ends_at, zone),
        "day": formats.date_format(ends, "D" if ends_at - starts_at < LONG else _("l, F j")),
    }
    if ends == to_local(starts_at, zone).date():
        return _("%(start)s to %(end)s") % said
    return _("%(start)s to %(day)s, %(end)s") % said
