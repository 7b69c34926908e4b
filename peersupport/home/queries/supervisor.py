"""What both kinds of supervisors see first: the work of the peers linked to them. Facts, never a word of text."""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.models import AskedDisclosure
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.home import querysets
from sessions_app.models import Attendance, ChosenBy, Kind, PersonResponse, Way

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


class PartOfMix(NamedTuple):
    """In words, and as a bar: its length and that of the whole."""

    label: str
    words: str
    part: str
    whole: str


@dataclass(frozen=True)
class MixOfPeer:
    """How often each kind of support was part of the last weeks' meetings of one peer. No total, no order."""

    peer_id: uuid.UUID
    name: str
    parts: list[PartOfMix]


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
    asked: int = 0
    something_to_read: bool = False

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
    now = clock.now()
    papers = querysets.supervised_papers(now, now - WEEK, now - PAPER_WEEKS * WEEK)
    mix = querysets.supervised_mix(now - MIX_WEEKS * WEEK, now)
    is_senior = Role.SENIOR_PEER_SUPERVISOR in user.roles
    return SupervisorHome(
        is_clinical=Role.CLINICAL_SUPERVISOR in user.roles,
        is_senior=is_senior,
        papers=[PaperOfPeer(*row) for row in papers],
        mix=_mix(mix),
        agenda=_agenda(mix),
        newest=_newest(),
        asked=asked_to_agree(user),
        something_to_read=is_senior and PersonResponse.objects.has_waiting(),
    )


def asked_to_agree(user: User) -> int:
    """How much waits for this reader as the second person.

    Mostly there is none in the whole house, which costs less to see than whom it would be for.
    """
    waiting = AskedDisclosure.objects.waiting().filter(agency=user.agency_id)
    return waiting.asked_of(user).count() if waiting.exists() else 0


def _mix(rows: list[querysets.MixRow]) -> list[MixOfPeer]:
    kinds = {(row.peer_id, row.code): row.meetings for row in rows if row.what == "kind"}
    labels = {kind: str(Kind(kind).label) for kind in Kind.values}
    words = gettext("%(part)s of %(whole)s")  # once: there are four lines for each peer
    found = []
    for row in rows:
        if row.what == "meetings":
            whole = str(row.meetings)
            counts = {kind: str(kinds.get((row.peer_id, kind), 0)) for kind in labels}
            parts = [
                PartOfMix(labels[kind], words % {"part": part, "whole": whole}, part, whole)
                for kind, part in counts.items()
            ]
            found.append(MixOfPeer(row.peer_id, row.name, parts))
    return found


def _agenda(rows: list[querysets.MixRow]) -> list[tuple[Any, int]]:
    counted = Counter[str]()
    for row in rows:
        if row.what == "agenda":
            counted[row.code] += row.meetings
    totals = [(AGENDA[ChosenBy(who)], counted[who]) for who in ChosenBy.values]
    return totals if any(count for _label, count in totals) else []


def _newest() -> list[NewMeeting]:
    rows = querysets.supervised_newest(NEWEST)
    names = Attendance.objects.chosen_names([row.session_id for row in rows])
    return [
        NewMeeting(
            id=row.session_id,
            person=row.group_name or ", ".join(names.get(row.session_id, [])),
            peer=row.peer,
            starts_at=row.starts_at,
            time_zone=row.time_zone,
            minutes=row.minutes,
            way=str(Way(row.way).label) if row.way else "",
        )
        for row in rows
    ]
