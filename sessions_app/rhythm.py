"""Two who agreed to meet about so often, and have not for longer: for the peer's own eyes, and nobody counts it."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from peersupport.accounts.models import Agency, User
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson

from .models import Attendance

# "About weekly" leaves room: a list that turns freedom into a task would be the wrong one.
RHYTHM = {
    SupportedPerson.Rhythm.WEEKLY: timedelta(days=9),
    SupportedPerson.Rhythm.FORTNIGHTLY: timedelta(days=18),
    SupportedPerson.Rhythm.MONTHLY: timedelta(days=38),
}
# A meeting of which nobody said yet what became may have been one.
STILL_OPEN = timedelta(days=2)


def newly_out_of_rhythm(agency: Agency, monday: date, now: datetime) -> list[User]:
    """Peers for whom the time of a pair ran out in the week before this Monday, with nothing planned since."""
    zone = ZoneInfo(agency.time_zone)
    found: dict[uuid.UUID, User] = {}
    for walk in _walks_without_plan(agency, now):
        day = (walk.since + RHYTHM[SupportedPerson.Rhythm(walk.rhythm)]).astimezone(zone).date()
        if monday - timedelta(days=7) <= day < monday:
            found[walk.peer.user_id] = walk.peer.user
    return [found[pk] for pk in sorted(found)]


def _walks_without_plan(agency: Agency, now: datetime) -> list[Pairing]:
    """Pairs with a rhythm, not taking a break, none of them kept away: `.since` when they last met, or began."""
    together = Attendance.objects.filter(person=OuterRef("person"), peer=OuterRef("peer"))
    met = together.filter(session__state="completed").order_by("-starts_at").values("starts_at")[:1]
    planned = together.filter(session__state="planned", starts_at__gt=now - STILL_OPEN)
    blocked = BlockedStaff.objects.filter(person=OuterRef("person"), user=OuterRef("peer__user"))
    walks = Pairing.objects.walking().filter(
        agency=agency, state=Pairing.State.ACTIVE, rhythm__in=list(RHYTHM), person__died_on=None,
        peer__user__is_active=True,
    )  # fmt: skip
    walks = walks.exclude(Exists(blocked)).exclude(Exists(planned))
    walks = walks.annotate(since=Coalesce(Subquery(met), "created_at"))
    return list(walks.select_related("peer__user__agency"))
