"""A peer's hours week by week, with what was held counted; and the house's total, from five peers on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Sum

from peersupport.accounts.models import Agency
from peersupport.core.charts import Chart
from peersupport.people.models import PeerSpecialist
from sessions_app.models import SupportSession
from supervision.few import FEW
from supervision.models import ClinicalPlace, HoursChoice, SeniorPlace, WorkWeek
from supervision.weeks import monday_of

from .hours_chart import hours_chart

Kind = WorkWeek.Kind
WEEKS = 8
WEEKS_IN_TOTAL = 4
STEP = 5 * 60  # the total is rounded to five hours, so that one peer more or less can't be read from it
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """One week of one peer. `paid` is unknown until the peer said how many hours the house pays for."""

    monday: date
    minutes: dict[str, int]
    not_paid: frozenset[str] = frozenset()
    paid: int | None = None
    is_written: bool = False

    @property
    def done(self) -> int:
        return sum(self.minutes.values())

    @property
    def unpaid(self) -> int | None:
        """Kinds nobody pays for, and what goes beyond the hours that are paid."""
        if not self.is_written:
            return None
        free = sum(self.minutes[kind] for kind in self.not_paid)
        beyond = 0 if self.paid is None else max(0, self.done - free - self.paid)
        return free + beyond

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass
class HoursPage:
    weeks: list[Week]
    unpaid: int
    written: int
    counts_from: date | None
    chart: Chart | None = None


def hours_page(peer: PeerSpecialist) -> HoursPage:
    """The last weeks, this one first. Four queries."""
    this = monday_of(peer.agency.today())
    weeks = weeks_of(peer, first=this - (WEEKS - 1) * WEEK, before=this + WEEK)
    choice = HoursChoice.objects.filter(peer=peer).first()
    written = [week.unpaid for week in weeks if week.unpaid is not None]
    return HoursPage(
        weeks=weeks[::-1],
        unpaid=sum(written),
        written=len(written),
        counts_from=choice.counts_from if choice else None,
        chart=hours_chart([(week.monday, week.done, week.unpaid) for week in weeks]),
    )


def weeks_of(peer: PeerSpecialist, *, first: date, before: date) -> list[Week]:
    said = {row.week: row for row in WorkWeek.objects.filter(peer=peer, week__gte=first, week__lt=before)}
    held = _held(peer.agency, [peer.pk], first=first, before=before)
    mondays = [first + number * WEEK for number in range((before - first).days // 7)]
    return [_week(monday, said.get(monday), held[peer.pk, monday]) for monday in mondays]


def last_said(peer: PeerSpecialist) -> WorkWeek | None:
    """The newest week that was written: what a new one begins with."""
    return WorkWeek.objects.filter(peer=peer).order_by("-week").first()


def _week(monday: date, row: WorkWeek | None, held: dict[str, int]) -> Week:
    minutes = {str(kind): getattr(row, kind, 0) for kind in WorkWeek.SAID}
    minutes = {str(Kind.DIRECT): held[Kind.DIRECT], str(Kind.SUPERVISION): held[Kind.SUPERVISION], **minutes}
    if row is None:
        return Week(monday, minutes)
    return Week(monday, minutes, frozenset(row.not_paid), row.paid_minutes, is_written=True)


def _held(
    agency: Agency, peers: Iterable[Any], *, first: date, before: date
) -> dict[tuple[Any, date], dict[str, int]]:
    """Minutes of meetings and supervision by peer and Monday, as they were held. Three queries."""
    found: dict[tuple[Any, date], dict[str, int]] = defaultdict(lambda: {Kind.DIRECT: 0, Kind.SUPERVISION: 0})
    zone = ZoneInfo(agency.time_zone)
    span = (datetime.combine(first, time(), zone), datetime.combine(before, time(), zone))
    met = SupportSession.objects.filter(
        agency=agency, peer__in=peers, state="completed", starts_at__gte=span[0], starts_at__lt=span[1]
    )
    for peer, start, minutes in met.values_list("peer_id", "starts_at", "minutes"):
        found[peer, monday_of(start.astimezone(zone).date())][Kind.DIRECT] += minutes
    for places in (ClinicalPlace, SeniorPlace):
        rows = places.objects.filter(
            agency=agency, peer__in=peers, meeting__state="held",
            meeting__held_on__gte=first, meeting__held_on__lt=before,
        )  # fmt: skip
        for peer, day, minutes in rows.values_list("peer_id", "meeting__held_on").annotate(
            Sum("meeting__minutes")
        ):
            found[peer, monday_of(day)][Kind.SUPERVISION] += minutes
    return found


@dataclass
class Cell:
    """The hours of one kind of work, of five peers or more; None where there are fewer."""

    label: str
    paid: int | None
    unpaid: int | None


@dataclass
class HoursTotal:
    first: date
    until: date
    cells: list[Cell] = field(default_factory=list)
    paid: int | None = None
    unpaid: int | None = None


def hours_total(agency: Agency) -> HoursTotal:
    """The last four whole weeks of peers who chose to be counted. Four queries.

    A number is shown from five peers on, in steps of five hours; the sum is that of the numbers shown.
    """
    before = monday_of(agency.today())
    first = before - WEEKS_IN_TOTAL * WEEK
    total = HoursTotal(first=first, until=before - timedelta(days=1))
    rows = list(WorkWeek.objects.counted(agency.pk, first=first, before=before))
    peers = {row.peer_id for row in rows}
    if len(peers) < FEW:
        return total
    held = _held(agency, peers, first=first, before=before)
    weeks = [(row.peer_id, _week(row.week, row, held[row.peer_id, row.week])) for row in rows]
    total.cells = [_cell(kind, weeks) for kind in Kind]
    total.paid = sum(cell.paid or 0 for cell in total.cells)
    total.unpaid = sum(cell.unpaid or 0 for cell in total.cells)
    return total


def _cell(kind: Kind, weeks: list[tuple[Any, Week]]) -> Cell:
    paid, unpaid = defaultdict[Any, float](float), defaultdict[Any, float](float)
    for peer, week in weeks:
        free = _unpaid_of(week, kind)
        paid[peer] += week.minutes[kind] - free
        unpaid[peer] += free
    return Cell(str(kind.label), _shown(paid), _shown(unpaid))


def _unpaid_of(week: Week, kind: Kind) -> float:
    """What goes beyond the paid hours is spread over the kinds that are paid, by their length."""
    minutes = week.minutes[kind]
    if kind in week.not_paid:
        return minutes
    free = sum(week.minutes[other] for other in week.not_paid)
    counted = week.done - free
    return minutes * ((week.unpaid or 0) - free) / counted if counted else 0


def _shown(by_peer: dict[Any, float]) -> int | None:
    giving = [minutes for minutes in by_peer.values() if minutes > 0]
    return round(sum(giving) / STEP) * STEP if len(giving) >= FEW else None
