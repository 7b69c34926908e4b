"""Today, as a peer sees it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from consent.models import ConsentRecord
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson
from sessions_app.local_time import is_about_now
from sessions_app.models import Attendance, SessionDraft, SupportSession

STILL_OPEN_DAYS = 14
NEXT_DAYS = 7
RUNS_OUT_DAYS = 30
WALKING = {Pairing.State.ACTIVE, Pairing.State.PAUSED}
# A no is not asked again for half a year; "not today" rests for a while too.
REST_AFTER = {
    ConsentRecord.Answer.NO: timedelta(days=183),
    ConsentRecord.Answer.NOT_TODAY: timedelta(days=14),
}
# "About weekly" leaves room: a list that turns freedom into a task would be the wrong one.
RHYTHM = {
    SupportedPerson.Rhythm.WEEKLY: timedelta(days=9),
    SupportedPerson.Rhythm.FORTNIGHTLY: timedelta(days=18),
    SupportedPerson.Rhythm.MONTHLY: timedelta(days=38),
}


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


class Talk(StrEnum):
    FIRST = "first"
    RENEW = "renew"
    RAN_OUT = "ran_out"


@dataclass(frozen=True)
class TalkDue:
    """A conversation about what stays private that may come up at the next meeting."""

    person_id: uuid.UUID
    name: str
    why: Talk
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
    rhythm: list[InRhythm]
    walks_with_somebody: bool

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
    meetings = sorted([*_planned(user), *_planned_groups(user)], key=lambda meeting: meeting.starts_at)
    days = {meeting.id: _days_from_today(meeting) for meeting in meetings}
    pairings = _pairings(user)
    walking = [pairing for pairing in pairings if pairing.state in WALKING]
    planned_with = {meeting.person_id for meeting in meetings if days[meeting.id] >= 0}
    return PeerHome(
        today=[meeting for meeting in meetings if days[meeting.id] == 0],
        still_open=[meeting for meeting in meetings if days[meeting.id] < 0],
        next_days=[meeting for meeting in meetings if 0 < days[meeting.id] <= NEXT_DAYS],
        drafts=_drafts(user),
        offers=_offers(pairings),
        talks=_talks(walking),
        rhythm=_rhythm(walking, planned_with),
        walks_with_somebody=bool(walking),
    )


def _kept_away_from(user: User) -> QuerySet[BlockedStaff]:
    """Whoever keeps this peer away is missing from the whole page: no name, no draft, no sign of a talk."""
    return BlockedStaff.objects.filter(user=user).values("person")


def _planned(user: User) -> list[Meeting]:
    now = clock.now()
    rows = (
        Attendance.objects.filter(
            agency_id=user.agency_id,
            peer__user=user,
            session__state=SupportSession.State.PLANNED,
            starts_at__gt=now - timedelta(days=STILL_OPEN_DAYS),
            starts_at__lt=now + timedelta(days=NEXT_DAYS + 2),
        )
        .exclude(person__in=_kept_away_from(user))
        .select_related("session", "person")
        .order_by("starts_at", "pk")
    )
    return [
        Meeting(
            id=row.session_id,
            person_id=row.person_id,
            name=row.person.chosen_name,
            starts_at=row.starts_at,
            time_zone=row.session.time_zone,
            minutes=row.session.minutes,
            way=row.session.get_way_display(),
        )
        for row in rows
    ]


def _planned_groups(user: User) -> list[Meeting]:
    """Nobody is named before a group meets."""
    now = clock.now()
    rows = (
        SupportSession.objects.written_by(user)
        .planned()
        .filter(
            group__isnull=False,
            starts_at__gt=now - timedelta(days=STILL_OPEN_DAYS),
            starts_at__lt=now + timedelta(days=NEXT_DAYS + 2),
        )
    )
    return [
        Meeting(
            id=row.pk,
            person_id=None,
            name=row.group.name,
            starts_at=row.starts_at,
            time_zone=row.time_zone,
            minutes=row.minutes,
            way=row.get_way_display(),
            group_id=row.group_id,
        )
        for row in rows.select_related("group").order_by("starts_at", "pk")
    ]


def _days_from_today(meeting: Meeting) -> int:
    local_day = meeting.starts_at.astimezone(ZoneInfo(meeting.time_zone)).date()
    return (local_day - clock.today(meeting.time_zone)).days


def _drafts(user: User) -> list[Draft]:
    from_plan = Exists(SupportSession.objects.filter(pk=OuterRef("session_key"), state="planned"))
    rows = (
        SessionDraft.objects.of(user)
        .exclude(person__in=_kept_away_from(user))
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


def _pairings(user: User) -> list[Pairing]:
    """Those in force and those offered, with the gate, the last answer and the last time the two met."""
    last_answer = ConsentRecord.objects.filter(person=OuterRef("person")).order_by("-signed_at")
    met = (
        Attendance.objects.filter(
            person=OuterRef("person"), peer=OuterRef("peer"), session__state=SupportSession.State.COMPLETED
        )
        .order_by()
        .values("person")
        .annotate(last=Max("starts_at"))
    )
    offered = Pairing.objects.asking(user).order_by()
    wanted = Q(pk__in=Pairing.objects.walking_with(user).values("pk")) | Q(pk__in=offered.values("pk"))
    return list(
        Pairing.objects.filter(wanted, agency_id=user.agency_id)
        .exclude(person__in=_kept_away_from(user))
        .select_related("person", "person__gate")
        .annotate(
            last_answer=Subquery(last_answer.values("answer")[:1]),
            answered_at=Subquery(last_answer.values("signed_at")[:1]),
            last_met=Subquery(met.values("last")[:1]),
        )
        .order_by(F("person__name_key"), "pk")
    )


def _offers(pairings: list[Pairing]) -> list[Offer]:
    return [
        Offer(
            id=pairing.pk,
            person_id=pairing.person_id,
            name=pairing.person.chosen_name,
            my_yes=pairing.state == Pairing.State.OFFERED and pairing.peer_yes_at is not None,
            is_wish=pairing.is_the_persons_wish,
            is_back=pairing.state == Pairing.State.ENDED,
        )
        for pairing in pairings
        if pairing.state not in WALKING
    ]


def _talks(walking: list[Pairing]) -> list[TalkDue]:
    due = []
    for pairing in walking:
        why = _talk_due(pairing)
        if why is not None and pairing.state == Pairing.State.ACTIVE:
            until = pairing.person.gate.valid_until if why is Talk.RENEW else None
            due.append(TalkDue(pairing.person_id, pairing.person.chosen_name, why, until))
    return due


def _talk_due(pairing: Pairing) -> Talk | None:
    now, gate = clock.now(), pairing.person.gate
    if gate.consent_id is not None:
        if gate.valid_until is None or gate.valid_until > now + timedelta(days=RUNS_OUT_DAYS):
            return None
        return Talk.RENEW if gate.valid_until > now else Talk.RAN_OUT
    if pairing.last_answer is None:
        return Talk.FIRST
    # Somebody who withdrew said no as well.
    rest = REST_AFTER.get(pairing.last_answer, REST_AFTER[ConsentRecord.Answer.NO])
    return Talk.FIRST if pairing.answered_at + rest < now else None


def _rhythm(walking: list[Pairing], planned_with: set[uuid.UUID]) -> list[InRhythm]:
    now = clock.now()
    return [
        InRhythm(pairing.person_id, pairing.person.chosen_name, pairing.get_rhythm_display())
        for pairing in walking
        if pairing.state == Pairing.State.ACTIVE
        and pairing.rhythm in RHYTHM
        and pairing.person_id not in planned_with
        and (pairing.last_met or pairing.created_at) + RHYTHM[pairing.rhythm] < now
    ]
