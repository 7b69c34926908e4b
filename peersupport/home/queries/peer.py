"""Today, as a peer sees it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from consent.models import ConsentReminder
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.home import querysets
from peersupport.home.querysets import PairRow
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson
from sessions_app.local_time import is_about_now
from sessions_app.models import PersonResponse, SessionDraft, SupportSession, Way
from sessions_app.rhythm import RHYTHM

STILL_OPEN_DAYS = 14
NEXT_DAYS = 7
# What runs out in a month is pointed out in one week, and then once it has: a list that counts down would nag.
POINTED_OUT = timedelta(days=7)


@dataclass(frozen=True)
class Meeting:
    """With a person, or of a group: then the name is the group's."""

    id: uuid.UUID
    person_id: uuid.UUID | None
    name: str
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str
    group_id: uuid.UUID | None = None

    @property
    def is_about_now(self) -> bool:
        return is_about_now(self.starts_at)


@dataclass(frozen=True)
class Draft:
    key: uuid.UUID
    name: str
    updated_at: datetime
    from_plan: bool


@dataclass(frozen=True)
class TalkDue:
    """A conversation about what stays private that may come up at the next meeting; why: ConsentReminder.Kind."""

    person_id: uuid.UUID
    name: str
    why: str
    until: datetime | None = None


@dataclass(frozen=True)
class Offer:
    """Somebody who could walk with this peer, or would like to, or would like to come back."""

    id: uuid.UUID
    person_id: uuid.UUID
    name: str
    my_yes: bool
    is_wish: bool
    is_back: bool


@dataclass(frozen=True)
class InRhythm:
    person_id: uuid.UUID
    name: str
    rhythm: str


@dataclass(frozen=True)
class PeerHome:
    today: list[Meeting]
    still_open: list[Meeting]
    next_days: list[Meeting]
    drafts: list[Draft]
    offers: list[Offer]
    talks: list[TalkDue]
    this_week: list[TalkDue]
    rhythm: list[InRhythm]
    walks_with_somebody: bool
    something_to_read: bool

    @property
    def unwritten(self) -> int:
        """Meetings whose hour has come and of which nobody said yet what became."""
        return sum(
            meeting.is_about_now for meeting in (*self.today, *self.still_open) if meeting.group_id is None
        )

    @property
    def is_quiet(self) -> bool:
        return not (self.today or self.still_open or self.drafts)


def peer_home(user: User) -> PeerHome:
    meetings = _planned()
    days = {meeting.id: _days_from_today(meeting) for meeting in meetings}
    pairs = querysets.my_pairs(clock.now())
    walking = [pair for pair in pairs if pair.walks]
    planned_with = {meeting.person_id for meeting in meetings if days[meeting.id] >= 0}
    return PeerHome(
        today=[meeting for meeting in meetings if days[meeting.id] == 0],
        still_open=[meeting for meeting in meetings if days[meeting.id] < 0],
        next_days=[meeting for meeting in meetings if 0 < days[meeting.id] <= NEXT_DAYS],
        drafts=_drafts(user),
        offers=[_offer(pair) for pair in pairs if not pair.walks],
        talks=_talks(walking),
        this_week=_runs_out(walking),
        rhythm=_rhythm(walking, planned_with),
        walks_with_somebody=bool(walking),
        something_to_read=PersonResponse.objects.has_waiting(),
    )


def _planned() -> list[Meeting]:
    now = clock.now()
    rows = querysets.my_planned(now - timedelta(days=STILL_OPEN_DAYS), now + timedelta(days=NEXT_DAYS + 2))
    return [
        Meeting(
            id=row.session_id,
            person_id=row.person_id,
            name=row.name,
            starts_at=row.starts_at,
            time_zone=row.time_zone,
            minutes=row.minutes,
            way=str(Way(row.way).label) if row.way else "",
            group_id=row.group_id,
        )
        for row in rows
    ]


def _days_from_today(meeting: Meeting) -> int:
    local_day = meeting.starts_at.astimezone(ZoneInfo(meeting.time_zone)).date()
    return (local_day - clock.today(meeting.time_zone)).days


def _drafts(user: User) -> list[Draft]:
    from_plan = Exists(SupportSession.objects.filter(pk=OuterRef("session_key"), state="planned"))
    rows = (
        SessionDraft.objects.of(user)
        .exclude(person__in=BlockedStaff.objects.filter(user=user).values("person"))
        .exclude(person__died_on__isnull=False)
        .select_related("person")
        .annotate(from_plan=from_plan)
        .defer("payload")
        .order_by("-updated_at")
    )
    return [
        Draft(
            key=row.session_key,
            name=row.person.chosen_name if row.person else "",
            updated_at=row.updated_at,
            from_plan=row.from_plan,
        )
        for row in rows
    ]


def _offer(pair: PairRow) -> Offer:
    return Offer(
        id=pair.pairing_id,
        person_id=pair.person_id,
        name=pair.name,
        my_yes=pair.state == Pairing.State.OFFERED and pair.peer_said_yes,
        is_wish=pair.wished,
        is_back=pair.state == Pairing.State.ENDED,
    )


def _talks(walking: list[PairRow]) -> list[TalkDue]:
    """One question for each person at most. What runs out only later stands under "this week"."""
    return [
        TalkDue(pair.person_id, pair.name, pair.talk)
        for pair in walking
        if pair.talk not in {None, ConsentReminder.Kind.EXPIRING}
    ]


def _runs_out(walking: list[PairRow]) -> list[TalkDue]:
    since = clock.now() - POINTED_OUT
    return [
        TalkDue(pair.person_id, pair.name, pair.talk, pair.valid_until)
        for pair in walking
        if pair.talk == ConsentReminder.Kind.EXPIRING and pair.talk_since and pair.talk_since > since
    ]


def _rhythm(walking: list[PairRow], planned_with: set[uuid.UUID | None]) -> list[InRhythm]:
    now = clock.now()
    return [
        InRhythm(pair.person_id, pair.name, str(SupportedPerson.Rhythm(pair.rhythm).label))
        for pair in walking
        if pair.state == Pairing.State.ACTIVE
        and pair.rhythm in RHYTHM
        and pair.person_id not in planned_with
        and (pair.last_met or pair.since) + RHYTHM[SupportedPerson.Rhythm(pair.rhythm)] < now
    ]
