"""What both kinds of supervisors see first: the work of the peers linked to them. Facts, never a word of text."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consent.models import ConsentRecord
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import BlockedStaff, PeerSpecialist, SupervisionLink
from sessions_app.models import Attendance, ChosenBy, Kind, SupportSession
from sessions_app.querysets import SessionFilter

WEEK = timedelta(days=7)
MIX_WEEKS = 4
PAPER_WEEKS = 12  # looked through for what was not closed: all there ever was costs a hundred times as much
NEWEST = 8
# Seen from beside the two.
AGENDA = {
    ChosenBy.THEM: _("the person"),
    ChosenBy.TOGETHER: _("both together"),
    ChosenBy.ME: _("the peer"),
}


@dataclass(frozen=True)
class PaperOfPeer:
    peer_id: uuid.UUID
    name: str
    this_week: int
    not_closed: int
    first_contacts: int


@dataclass(frozen=True)
class MixOfPeer:
    """How often each kind of support was part of the last weeks' meetings of one peer. No total, no order."""

    peer_id: uuid.UUID
    name: str
    meetings: int
    kinds: list[tuple[str, int]]


@dataclass(frozen=True)
class NewMeeting:
    id: uuid.UUID
    person: str
    peer: str
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str


@dataclass(frozen=True)
class SupervisorHome:
    is_clinical: bool
    is_senior: bool
    papers: list[PaperOfPeer] = field(default_factory=list)
    mix: list[MixOfPeer] = field(default_factory=list)
    agenda: list[tuple[Any, int]] = field(default_factory=list)
    newest: list[NewMeeting] = field(default_factory=list)

    @property
    def this_week(self) -> int:
        return sum(paper.this_week for paper in self.papers)

    @property
    def not_closed(self) -> int:
        return sum(paper.not_closed for paper in self.papers)

    @property
    def first_contacts(self) -> int:
        return sum(paper.first_contacts for paper in self.papers)


def supervisor_home(user: User) -> SupervisorHome:
    links = (
        SupervisionLink.objects.held_by(user).select_related("peer__user").order_by("peer__user__name", "pk")
    )
    clinical, senior = {}, {}
    for link in links:
        (clinical if link.kind == SupervisionLink.Kind.CLINICAL else senior)[link.peer_id] = link.peer
    mix = _mix(user, senior)
    return SupervisorHome(
        is_clinical=Role.CLINICAL_SUPERVISOR in user.roles,
        is_senior=Role.SENIOR_PEER_SUPERVISOR in user.roles,
        papers=_papers(user, clinical),
        mix=[_mix_of(peer, mix[pk]) for pk, peer in senior.items() if pk in mix],
        agenda=_agenda(mix),
        newest=_newest(clinical | senior),
    )


def _seen_by(user: User) -> Q:
    """Meetings of two with people whom this supervisor reaches: nobody blocked, no colleagues, nobody who died.

    Groups are counted as groups: who came to one, and so whom it would be counted by, is not the supervisor's to know.
    """
    blocked = BlockedStaff.objects.filter(user=user, person=OuterRef("person"))
    living = Q(agency_id=user.agency_id, person__also_staff=None, person__died_on=None)
    return living & Q(session__group=None) & ~Exists(blocked)


def _papers(user: User, peers: dict[uuid.UUID, PeerSpecialist]) -> list[PaperOfPeer]:
    if not peers:
        return []
    now = clock.now()
    answered = Exists(ConsentRecord.objects.filter(person=OuterRef("person")))
    rows = (
        Attendance.objects.filter(
            _seen_by(user), session__peer__in=peers, session__starts_at__gt=now - PAPER_WEEKS * WEEK
        )
        .annotate(answered=answered)
        .order_by()
        .values("peer")
        .annotate(
            this_week=Count(
                "session",
                filter=Q(session__state="completed", starts_at__gt=now - WEEK, starts_at__lte=now),
                distinct=True,
            ),
            not_closed=Count("session", filter=Q(session__state="planned", starts_at__lt=now), distinct=True),
            first_contacts=Count(
                "person",
                filter=Q(session__state="completed", session__first_contact=True, answered=False),
                distinct=True,
            ),
        )
    )
    counted = {row["peer"]: row for row in rows}
    groups = _groups_this_week(peers)
    return [_paper_of(peer, counted.get(pk, {}), groups.get(pk, 0)) for pk, peer in peers.items()]


def _groups_this_week(peers: dict[uuid.UUID, PeerSpecialist]) -> dict[uuid.UUID, int]:
    now = clock.now()
    met = SupportSession.objects.filter(
        peer__in=peers,
        group__isnull=False,
        state=SupportSession.State.COMPLETED,
        starts_at__gt=now - WEEK,
        starts_at__lte=now,
    )
    return dict(met.order_by().values_list("peer").annotate(Count("pk")))


def _paper_of(peer: PeerSpecialist, row: dict[str, Any], groups: int) -> PaperOfPeer:
    return PaperOfPeer(
        peer_id=peer.pk,
        name=peer.user.name,
        this_week=row.get("this_week", 0) + groups,
        not_closed=row.get("not_closed", 0),
        first_contacts=row.get("first_contacts", 0),
    )


def _mix(user: User, peers: dict[uuid.UUID, PeerSpecialist]) -> dict[uuid.UUID, dict[str, Any]]:
    if not peers:
        return {}
    now = clock.now()
    counts = {f"kind_{kind}": Count("pk", filter=Q(kinds__contains=[kind])) for kind in Kind.values}
    counts |= {f"agenda_{who}": Count("pk", filter=Q(agenda_by=who)) for who in ChosenBy.values}
    seen = Exists(Attendance.objects.filter(_seen_by(user), session=OuterRef("pk")))
    rows = (
        SupportSession.objects.filter(
            Q(group__isnull=False) | seen,
            agency_id=user.agency_id,
            peer__in=peers,
            state=SupportSession.State.COMPLETED,
            starts_at__gt=now - MIX_WEEKS * WEEK,
            starts_at__lte=now,
        )
        .order_by()
        .values("peer")
        .annotate(meetings=Count("pk"), **counts)
    )
    return {row["peer"]: row for row in rows}


def _mix_of(peer: PeerSpecialist, row: dict[str, Any]) -> MixOfPeer:
    return MixOfPeer(
        peer_id=peer.pk,
        name=peer.user.name,
        meetings=row["meetings"],
        kinds=[(Kind(kind).label, row[f"kind_{kind}"]) for kind in Kind.values],
    )


def _agenda(mix: dict[uuid.UUID, dict[str, Any]]) -> list[tuple[Any, int]]:
    totals = [
        (AGENDA[ChosenBy(who)], sum(row[f"agenda_{who}"] for row in mix.values())) for who in ChosenBy.values
    ]
    return totals if any(count for _label, count in totals) else []


def _newest(peers: dict[uuid.UUID, PeerSpecialist]) -> list[NewMeeting]:
    if not peers:
        return []
    # A supervisor may be a peer as well: their own meetings stand in their own part of the page.
    gone = Attendance.objects.filter(session=OuterRef("pk"), person__died_on__isnull=False)
    rows = SupportSession.objects.select_related("group").annotate(with_somebody_gone=Exists(gone))
    page = rows.newest(only=SessionFilter(state=SupportSession.State.COMPLETED))
    sessions = [session for session in page if session.peer_id in peers and not session.with_somebody_gone][
        :NEWEST
    ]
    names = Attendance.objects.chosen_names([session.pk for session in sessions])
    return [
        NewMeeting(
            id=session.pk,
            person=session.group.name if session.group else ", ".join(names.get(session.pk, [])),
            peer=peers[session.peer_id].user.name,
            starts_at=session.starts_at,
            time_zone=session.time_zone,
            minutes=session.minutes,
            way=session.get_way_display(),
        )
        for session in sessions
    ]
