"""What somebody may be reminded of: which meetings, drafts and answers, and from which moment on.

Every moment is one of the clock on the wall where the meeting is, so that it stays where it is when clocks change.
"""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from peersupport.core import clock
from peersupport.core.local_time import comes_back_at, from_stored
from peersupport.notifications.hours import MORNING
from peersupport.notifications.kinds import Before, Kind
from peersupport.notifications.models import Message
from peersupport.people.models import BlockedStaff, SupervisionLink

from .models import AnswerTakenBack, PeerReply, PersonResponse, SessionDraft, SupportSession

# A reminder that nobody could write for so long is not made up for.
CAUGHT_UP = timedelta(hours=2)
UNSAID_FOR = timedelta(days=2)
DRAFT_AFTER, DRAFT_UNTIL = timedelta(days=1), timedelta(days=4)
ANSWER_AHEAD = timedelta(days=2)


def moments_of(session: SupportSession) -> dict[str, datetime]:
    """When each of the times that somebody may choose is, for this meeting; none that lies after its start."""
    local = from_stored(session.local_start)
    found = {
        Before.DAY: _instant(local - timedelta(days=1), session.time_zone),
        Before.MORNING: _instant(datetime.combine(local.date(), MORNING), session.time_zone),
        Before.HOURS: session.starts_at - timedelta(hours=2),
    }
    return {str(before): at for before, at in found.items() if at < session.starts_at}


def come_now(session: SupportSession, now: datetime) -> list[str]:
    """The times before this meeting that came lately; none that lay behind when it was planned."""
    if not now < session.starts_at:
        return []
    since = max(now - CAUGHT_UP, session.created_at)
    return [before for before, at in moments_of(session).items() if since <= at <= now]


def occasion_of(session: SupportSession, before: str) -> str:
    """Moved, a meeting is another occasion."""
    return f"{session.pk}:{session.starts_at:%Y%m%d%H%M}:{before}"


def meetings_to_remind(now: datetime) -> list[uuid.UUID]:
    """Planned meetings of which a time came lately and of which nobody was told for it yet."""
    ahead = SupportSession.objects.planned().filter(
        starts_at__gt=now, starts_at__lt=now + timedelta(hours=26)
    )
    due = {
        session.pk: {occasion_of(session, before) for before in come_now(session, now)}
        for session in ahead.only("pk", "starts_at", "local_start", "time_zone", "created_at").iterator()
    }
    keys = Message.objects.filter(kind=Kind.MEETING, about_id__in=[pk for pk, times in due.items() if times])
    told = {
        key.removeprefix(f"{Kind.MEETING}:").rpartition(":")[0] for key in keys.values_list("key", flat=True)
    }
    return [pk for pk, times in due.items() if times - told]


def unsaid_days(now: datetime) -> set[tuple[uuid.UUID, date]]:
    """(peer, day): planned meetings of which nobody said what became, from eight on the morning after."""
    return {
        (session.peer_id, local_day(session)) for session in _unsaid(now) if is_morning_after(session, now)
    }


def unsaid_of(peer_id: uuid.UUID, day: date, now: datetime) -> bool:
    """Whether there still is one of that peer on that day."""
    return any(local_day(session) == day for session in _unsaid(now).filter(peer=peer_id))


def _unsaid(now: datetime) -> Any:
    """Without those of somebody who died or keeps the peer away: they stand on no list any more."""
    gone = Q(attendances__person__died_on__isnull=False)
    blocked = BlockedStaff.objects.filter(
        user=OuterRef("peer__user"), person__attendances__session=OuterRef("pk")
    )
    since = now - UNSAID_FOR - timedelta(days=2)
    return (
        SupportSession.objects.planned()
        .filter(starts_at__gt=since, starts_at__lt=now, peer__user__is_active=True)
        .exclude(gone)
        .exclude(Exists(blocked))
    )


def local_day(session: SupportSession) -> date:
    return from_stored(session.local_start).date()


def is_morning_after(session: SupportSession, now: datetime) -> bool:
    next_day = datetime.combine(local_day(session) + timedelta(days=1), MORNING)
    at = _instant(next_day, session.time_zone)
    return at <= now < at + UNSAID_FOR


def old_drafts(now: datetime) -> Any:
    """Drafts nobody wrote at for a day, of which their author was not told."""
    told = Message.objects.filter(about_id=OuterRef("pk"), kind=Kind.DRAFT)
    blocked = BlockedStaff.objects.filter(user=OuterRef("author"), person=OuterRef("person"))
    return (
        SessionDraft.objects.filter(
            updated_at__gt=now - DRAFT_UNTIL, updated_at__lt=now - DRAFT_AFTER, expires_at__gt=now
        )
        .exclude(person__died_on__isnull=False)
        .exclude(Exists(blocked))
        .exclude(Exists(told))
    )


def answers_due(now: datetime) -> Any:
    """Answers nobody read yet, which somebody should have read in two days."""
    return (
        PersonResponse.objects.filter(reply_by__gt=now, reply_by__lt=now + ANSWER_AHEAD)
        .exclude(person__died_on__isnull=False)
        .exclude(Exists(PeerReply.objects.filter(response=OuterRef("pk"))))
        .exclude(Exists(AnswerTakenBack.objects.filter(response=OuterRef("pk"))))
    )


def who_may_read(now: datetime) -> set[uuid.UUID]:
    """Users who may be those that the answers due wait for; whether they are is asked as them."""
    mine = answers_due(now).filter(to_senior=False, peer__user__is_active=True)
    routed = answers_due(now).filter(to_senior=True)
    seniors = SupervisionLink.objects.filter(
        kind=SupervisionLink.Kind.SENIOR, peer__in=routed.values("peer"), ended_at=None
    )
    return set(mine.values_list("peer__user", flat=True)) | set(seniors.values_list("supervisor", flat=True))


def days_of_answers(response_ids: set[uuid.UUID], zone: str, now: datetime) -> Iterator[date]:
    """The days, where the house is, on which these answers are due."""
    rows = answers_due(now).filter(pk__in=response_ids).values_list("reply_by", flat=True)
    yield from sorted({at.astimezone(ZoneInfo(zone)).date() for at in rows})


def _instant(local: datetime, zone: str) -> datetime:
    return comes_back_at(local, zone).replace(tzinfo=ZoneInfo(zone)).astimezone(clock.now().tzinfo)
