"""A supervisor's week in at most eight lines: how many of what, what to do with it, and where.

Counts alone: no peer and no person is named, and each of the two supervisors reads of their own room. Notes and answers
are no pile, so that they are not counted here (docs/decisions/0037-what-a-week-says.md).
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peersupport.accounts.models import Agency, Membership, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.local_time import to_local
from peersupport.home import querysets
from peersupport.notifications.kinds import SUPERVISORS
from peersupport.safety.models import Concern
from supervision.lines import Line
from supervision.models import BoundaryDecision
from supervision.queries.drift_signals import next_signals
from supervision.queries.rooms import rooms_of, wishes_for
from supervision.queries.structure import peers_overdue

from .supervisor import PAPER_WEEKS, WEEK, asked_to_agree

MOST_LINES = 8
BEGINS, ENDS = time(8), time(12)


def is_monday_morning(agency: Agency) -> bool:
    """By the clock on the wall where the house is."""
    wall = to_local(clock.now(), agency.time_zone)
    return wall.weekday() == 0 and BEGINS <= wall.time() < ENDS


def who_is_told_of_week() -> list[uuid.UUID]:
    """Supervisors of the houses where it is Monday morning now. Whether there is something to do is asked as each."""
    houses = [agency.pk for agency in Agency.objects.order_by("pk") if is_monday_morning(agency)]
    held = Membership.objects.filter(agency__in=houses, role__in=SUPERVISORS, ended_at=None)
    return list(held.filter(user__is_active=True).order_by("user").values_list("user", flat=True).distinct())


def week_lines(user: User) -> list[Line]:
    """What there is to do, the most pressing first. Asked as the reader (acting_as)."""
    found: list[Line] = []
    for part in (_worries, _going_out, _meetings, _overdue, *_of_the_room(user)):
        found += part(user)
    return found[:MOST_LINES]


def _of_the_room(user: User) -> Iterator[Callable[[User], Iterator[Line]]]:
    if Role.SENIOR_PEER_SUPERVISOR in user.roles:
        yield from (_wishes, _boundaries, _signals)
    if Role.CLINICAL_SUPERVISOR in user.roles:
        yield _papers


def _worries(user: User) -> Iterator[Line]:
    count = Concern.objects.addressed_to(user).open().count()
    title = ngettext("%(count)d worry is with you", "%(count)d worries are with you", count)
    yield from _line(count, title, _("Say what was done, or close it."), "safety:concern_list")


def _going_out(user: User) -> Iterator[Line]:
    count = asked_to_agree(user)
    title = ngettext(
        "%(count)d thing is to go out on a ground of the law",
        "%(count)d things are to go out on a ground of the law",
        count,
    )
    yield from _line(count, title, _("It waits for a second person: agree, or say no."), "sharing:asked_list")


def _meetings(user: User) -> Iterator[Line]:
    """Of the week that has begun, in their own room."""
    zone, today = ZoneInfo(user.agency.time_zone), user.agency.today()
    monday = today - timedelta(days=today.weekday())
    week = [datetime.combine(day, time(), zone) for day in (monday, monday + WEEK)]
    count = 0
    for room in rooms_of(user):
        planned = room.meetings.objects.planned().filter(supervisor=user, agency_id=user.agency_id)
        count += planned.filter(planned_for__gte=week[0], planned_for__lt=week[1]).count()
    title = ngettext(
        "%(count)d supervision meeting this week", "%(count)d supervision meetings this week", count
    )
    yield from _line(count, title, _("Look at what is to be talked about."), "supervision:meetings")


def _overdue(user: User) -> Iterator[Line]:
    count = len(peers_overdue(user))
    title = ngettext(
        "%(count)d peer whose supervision meeting is due",
        "%(count)d peers whose supervision meeting is due",
        count,
    )
    yield from _line(count, title, _("Agree on a day, or write down that you met."), "supervision:overdue")


def _wishes(user: User) -> Iterator[Line]:
    count = len(wishes_for(user))
    title = ngettext(
        "%(count)d peer would like to talk with you", "%(count)d peers would like to talk with you", count
    )
    yield from _line(count, title, _("Find a time soon."), "supervision:meetings")


def _boundaries(user: User) -> Iterator[Line]:
    count = BoundaryDecision.objects.of_peers_under(user).filter(talked_over_at=None).count()
    title = ngettext(
        "%(count)d choice about a boundary to talk over",
        "%(count)d choices about boundaries to talk over",
        count,
    )
    yield from _line(count, title, _("Talk it over when you meet next."), "supervision:boundary_list")


def _signals(user: User) -> Iterator[Line]:
    count = sum(one.offered_at is None for one in next_signals(user))
    title = ngettext(
        "%(count)d sign that the role is changing", "%(count)d signs that the role is changing", count
    )
    yield from _line(count, title, _("Offer a talk about it. It is about the work."), "supervision:signals")


def _papers(user: User) -> Iterator[Line]:
    now = clock.now()
    papers = querysets.supervised_papers(now, now - WEEK, now - PAPER_WEEKS * WEEK)
    count = sum(row.not_closed for row in papers)
    title = ngettext(
        "%(count)d planned meeting with nothing said yet",
        "%(count)d planned meetings with nothing said yet",
        count,
    )
    yield from _line(count, title, _("Ask what makes it hard to get to it."), "home:index")
    count = sum(row.first_contacts for row in papers)
    title = ngettext(
        "%(count)d person was met and has not talked it through yet",
        "%(count)d people were met and have not talked it through yet",
        count,
    )
    yield from _line(count, title, _("Ask whether help is wanted for the first talk."), "home:index")


def _line(count: int, title: str, text: str, route: str) -> Iterator[Line]:
    if count:
        yield Line(title % {"count": count}, reverse(route), text)
