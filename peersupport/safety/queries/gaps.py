"""Hours in which nobody would be asked, shown before they come. A worry comes at any hour, so every hour counts."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.core.local_time import to_local
from peersupport.safety.models import OnCallShift
from peersupport.safety.times import hours_words, span_words

AHEAD, DAY = timedelta(days=14), timedelta(days=1)
# A shift that ends at eight and one that begins a moment later leave nobody alone.
LEAST = timedelta(minutes=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Gap:
    starts_at: datetime
    ends_at: datetime
    places: list[str]
    zone: str
    programs: list[Program]

    @property
    def fill_url(self) -> str:
        """The form that plans somebody for it, filled in as far as one shift reaches."""
        program = self.programs[0] if len(self.programs) == 1 else None
        zone = program.time_zone if program else self.zone
        starts, ends = to_local(self.starts_at, zone), to_local(self.ends_at, zone)
        said = {"day": starts.date().isoformat(), "start": f"{starts:%H:%M}"}
        if self.ends_at - self.starts_at <= DAY:
            said["end"] = f"{ends:%H:%M}"
        if program:
            said["program"] = str(program.pk)
        return f"{reverse('safety:shift_add')}?{urlencode(said)}"

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
    together: dict[Span, list[Program]] = defaultdict(list)
    for program in programs:
        for gap in uncovered(spans[program.pk] + spans[None], since, until):
            together[gap].append(program)
    return [
        Gap(*span, named(places, programs), zone, places)
        for span, places in sorted(together.items(), key=lambda one: one[0])
    ]


def named(places: list[Program], programs: list[Program]) -> list[str]:
    """The names of some of the programs; of all of them, that it is the whole house."""
    if len(places) == len(programs):
        return [_("the whole house")]
    return [program.name for program in places]


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
