"""Hours in which nobody would be asked, shown before they come. A worry comes at any hour, so every hour counts."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.safety.models import OnCallShift
from peersupport.safety.times import hours_words, span_words

AHEAD = timedelta(days=14)
# A shift that ends at eight and one that begins a moment later leave nobody alone.
LEAST = timedelta(minutes=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Gap:
    starts_at: datetime
    ends_at: datetime
    places: list[str]
    zone: str

    @property
    def words(self) -> str:
        return span_words(self.starts_at, self.ends_at, self.zone)

    @property
    def hours(self) -> str:
        return hours_words(self.starts_at, self.ends_at, self.zone)

    @property
    def where(self) -> str:
        return ", ".join(self.places)


def open_programs(user: User) -> list[Program]:
    programs = Program.objects.filter(agency_id=user.agency_id, closed_on=None)
    return sorted(programs, key=lambda program: (program.name.casefold(), str(program.pk)))


def standing_shifts(user: User, since: datetime, until: datetime) -> list[OnCallShift]:
    """What is planned in this span, with whose it is, in the order of the line."""
    shifts = OnCallShift.objects.planned(user.agency_id, since, until).who_can_answer(user.agency, since)
    return list(shifts.select_related("user", "program").order_by("starts_at", "rank", "pk"))


def coming_gaps(user: User, programs: list[Program] | None = None) -> list[Gap]:
    """Of the next 14 days; `programs`: those that are open, where the page knows them."""
    now = clock.now()
    shifts = standing_shifts(user, now, now + AHEAD)
    places = open_programs(user) if programs is None else programs
    return gaps_in(shifts, places, now, now + AHEAD, zone=user.agency.time_zone)


def gaps_in(
    shifts: Iterable[OnCallShift], programs: list[Program], since: datetime, until: datetime, *, zone: str
) -> list[Gap]:
    """Each program's hours without anybody, in it or in the house; the same hours of several are one gap."""
    spans: dict[uuid.UUID | None, list[Span]] = defaultdict(list)
    for shift in shifts:
        spans[shift.program_id].append((shift.starts_at, shift.ends_at))
    together: dict[Span, list[str]] = defaultdict(list)
    for program in programs:
        for gap in uncovered(spans[program.pk] + spans[None], since, until):
            together[gap].append(program.name)
    everywhere = [_("the whole house")]
    return [
        Gap(starts_at, ends_at, everywhere if len(names) == len(programs) else names, zone)
        for (starts_at, ends_at), names in sorted(together.items())
    ]


def uncovered(spans: Iterable[Span], since: datetime, until: datetime) -> list[Span]:
    """What these spans leave open between two instants."""
    found, at = [], since
    for starts_at, ends_at in sorted(spans):
        if starts_at >= until:
            break
        if starts_at - at >= LEAST:
            found.append((at, starts_at))
        at = max(at, ends_at)
    if until - at >= LEAST:
        found.append((at, until))
    return found
