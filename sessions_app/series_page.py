"""The page of a series: every meeting that is still to come, and whether it stands where the series wants it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from peersupport.core import clock

from . import local_time
from .listing import TONES
from .models import SessionSeries, SupportSession

State = SupportSession.State
MOST = 12


@dataclass(frozen=True)
class Coming:
    pk: uuid.UUID
    starts_at: datetime
    time_zone: str
    state: str
    state_words: str
    tone: str
    remark: str

    @property
    def is_planned(self) -> bool:
        return self.state == State.PLANNED

    @property
    def is_called_off(self) -> bool:
        return self.state == State.CANCELLED


@dataclass(frozen=True)
class SeriesPage:
    series: SessionSeries
    coming: list[Coming]

    @property
    def next_one(self) -> Coming | None:
        return next((one for one in self.coming if one.is_planned), None)

    @property
    def title(self) -> str:
        series = self.series
        return series.group.name if series.group else series.person.chosen_name

    @property
    def weekday(self) -> str:
        return formats.date_format(local_time.from_stored(self.series.local_start), "l")

    @property
    def at(self) -> str:
        return formats.date_format(local_time.from_stored(self.series.local_start), "TIME_FORMAT")


def series_page(series: SessionSeries) -> SeriesPage:
    now = clock.now()
    rows = SupportSession.objects.filter(series=series, starts_at__gte=now).order_by("starts_at", "pk")
    return SeriesPage(series, [_coming(row, series) for row in rows[:MOST]])


def _coming(session: SupportSession, series: SessionSeries) -> Coming:
    return Coming(
        pk=session.pk,
        starts_at=session.starts_at,
        time_zone=session.time_zone,
        state=session.state,
        state_words=session.get_state_display(),
        tone=TONES[session.state],
        remark=remark_on(session, series),
    )


def remark_on(session: SupportSession, series: SessionSeries) -> str:
    """Why this one stands at another time than the others; "" where it doesn't."""
    if session.occurrence is None:
        return ""
    usual = datetime.combine(session.occurrence, local_time.from_stored(series.local_start).time())
    if local_time.from_stored(session.local_start) == usual:
        return ""
    if local_time.stored(local_time.comes_back_at(usual, session.time_zone)) == session.local_start:
        at = formats.date_format(usual, "TIME_FORMAT")
        return _("The clocks go forward that night: %(time)s doesn’t exist.") % {"time": at}
    return _("moved")
