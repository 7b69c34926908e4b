"""Weeks of a peer, lived through the services, and counted a second time in plain Python."""

import random
import uuid
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist
from sessions_app import local_time
from sessions_app.models import SessionNote, SupportSession
from supervision.models import (
    ClinicalMeeting,
    ClinicalPlace,
    OffRoleTask,
    SeniorMeeting,
    SeniorPlace,
    WeeklyCount,
)
from tests import factories
from tests.sessions_app.world import ZONE, Two, an_entry

ROOMS = {"clinical": (ClinicalMeeting, ClinicalPlace), "senior": (SeniorMeeting, SeniorPlace)}
STEPS = {"next_step": "Call the library.", "next_step_whose": "them"}


def monday(weeks_ago: int = 0) -> date:
    today = clock.today(ZONE)
    return today - timedelta(days=today.weekday(), weeks=weeks_ago)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """That hour of that day on the wall of the house."""
    return local_time.to_instant(datetime.combine(day, time(hour, minute)), ZONE)


def met(two: Two, day: date, *, hour: int = 10, minutes: int = 60, **told: Any) -> SupportSession:
    """They met that day, and it is written down right after."""
    start = datetime.combine(day, time(hour))
    with clock.set_to(at(day, hour) + timedelta(minutes=minutes + 5)):
        return two.complete(an_entry(local_start=start, minutes=minutes, **told))


def asked(peer: PeerSpecialist, day: date, minutes: int | None = None) -> OffRoleTask:
    """The peer was asked to do something outside their role."""
    task = OffRoleTask.objects.create(
        agency_id=peer.agency_id, peer=peer, task="desk", asked_on=day, minutes=minutes, answer_by=day
    )
    record("off_role.logged", target=task, by=peer.user)
    return task


def supervised(peer: PeerSpecialist, day: date, kind: str, minutes: int = 60) -> Any:
    """A meeting in one of the two rooms."""
    meeting, place = ROOMS[kind]
    held = meeting.objects.create(
        agency_id=peer.agency_id,
        made_by=peer.user,
        supervisor=factories.make_supervisor(kind, agency=peer.agency),
        form="individual",
        state="held",
        held_on=day,
        minutes=minutes,
    )
    place.objects.create(agency_id=peer.agency_id, meeting=held, peer=peer)
    record("room.held", target=held, by=peer.user)
    return held


def stored() -> dict[tuple[uuid.UUID, date, str], tuple[int, int]]:
    rows = WeeklyCount.objects.values_list("peer", "week", "signal", "numerator", "denominator")
    return {(peer, week, signal): (some, of_all) for peer, week, signal, some, of_all in rows}


def of(peer: PeerSpecialist, week: date) -> dict[str, tuple[int, int]]:
    return {
        signal: counted for (who, when, signal), counted in stored().items() if (who, when) == (peer.pk, week)
    }


Key = tuple[uuid.UUID, date, str]


class Count:
    """Adds up some of so many for each peer, week and signal."""

    def __init__(self) -> None:
        self.some: Counter[Key] = Counter()
        self.of_all: Counter[Key] = Counter()

    def add(self, peer: uuid.UUID, day: date, signal: str, numerator: int, denominator: int) -> None:
        key = (peer, _week(day), signal)
        self.some[key] += numerator
        self.of_all[key] += denominator


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def counted_in_python() -> dict[Key, tuple[int, int]]:
    """From every row there is, without SQL: what the table must hold."""
    count = Count()
    for session in SupportSession.objects.filter(state="completed"):
        day = local_time.to_local(session.starts_at, ZONE).date()
        chosen = session.agenda_by in {"them", "together"}
        count.add(session.peer_id, day, "co_created_agenda", chosen, session.agenda_by != "")
        doing = len({"informational", "instrumental"} & set(session.kinds))
        count.add(session.peer_id, day, "balance_of_kinds", doing, len(session.kinds))
    for note in SessionNote.objects.all():
        day = local_time.to_local(note.at, ZONE).date()
        count.add(note.peer_id, day, "purposeful_self_disclosure", note.why_shared is not None, 1)
        own = note.next_step_whose == "them"
        count.add(note.peer_id, day, "own_next_steps", own, note.next_step_whose != "")
    _count_time(count)
    return {key: (count.some[key], total) for key, total in count.of_all.items() if total}


def _count_time(count: Count) -> None:
    minutes: dict[str, Counter[tuple[uuid.UUID, date]]] = {
        name: Counter() for name in ("met", "off", "clinical", "senior")
    }
    for session in SupportSession.objects.filter(state="completed"):
        day = local_time.to_local(session.starts_at, ZONE).date()
        minutes["met"][session.peer_id, _week(day)] += session.minutes
    for task in OffRoleTask.objects.exclude(had_choice="said_no"):
        minutes["off"][task.peer_id, _week(task.asked_on)] += 30 if task.minutes is None else task.minutes
    for kind, (_meeting, place) in ROOMS.items():
        for one in place.objects.filter(meeting__state="held").select_related("meeting"):
            minutes[kind][one.peer_id, _week(one.meeting.held_on)] += one.meeting.minutes
    halves = {name: {key: _halves(total) for key, total in of.items()} for name, of in minutes.items()}
    for whose, rest, signal in (
        ("off", "met", "off_role_time"), ("clinical", "senior", "balance_of_supervision"),
    ):  # fmt: skip
        for peer, when in halves[whose].keys() | halves[rest].keys():
            mine, others = (halves[name].get((peer, when), 0) for name in (whose, rest))
            count.add(peer, when, signal, mine, mine + others)


def _halves(minutes: int) -> int:
    """Half hours, halves rounded up."""
    return (minutes + 15) // 30


class History:
    """A house in which anything may happen, in any order, in the last weeks; later entries are about earlier days."""

    def __init__(self, seed: int, peers: int = 3) -> None:
        self.chance = random.Random(seed)
        first = Two(level="brief")
        self.agency = first.agency
        self.pairs = [
            first,
            *(Two(level="brief", agency=first.agency, name=f"Bo {n}") for n in range(peers - 1)),
        ]

    def happen(self) -> None:
        two, chance = self.chance.choice(self.pairs), self.chance
        day = monday() - timedelta(days=chance.randrange(1, 80))
        acts = [self._meet] * 5 + [self._ask, self._take_back, self._move, self._supervise, self._call_off]
        chance.choice(acts)(two, day)

    def _meet(self, two: Two, day: date) -> None:
        kinds = ("emotional", "companionship", "informational", "instrumental")
        told: dict[str, Any] = {"agenda_by": self.chance.choice(["", "them", "together", "me"])}
        told["kinds"] = tuple(self.chance.sample(kinds, self.chance.randrange(1, 4)))
        if self.chance.random() < 0.4:
            told |= {"shared_story": True, "why_shared": "me_too"}
        if self.chance.random() < 0.5:
            told |= {**STEPS, "next_step_whose": self.chance.choice(["them", "us", "me"])}
        start = datetime.combine(day, time(self.chance.choice([0, 9, 23]), 30))
        two.complete(an_entry(local_start=start, minutes=self.chance.choice([10, 15, 45, 90]), **told))

    def _ask(self, two: Two, day: date) -> None:
        asked(two.peer, day, self.chance.choice([None, 5, 20, 240]))

    def _take_back(self, two: Two, day: date) -> None:
        if (task := OffRoleTask.objects.filter(peer=two.peer).first()) is not None:
            record("off_role.taken_back", target=task, by=two.user)
            task.delete()

    def _move(self, two: Two, day: date) -> None:
        if (task := OffRoleTask.objects.filter(peer=two.peer).last()) is not None:
            said = self.chance.choice(["", "none", "said_no"])
            OffRoleTask.objects.filter(pk=task.pk).update(asked_on=day, had_choice=said)
            record("off_role.changed", target=task, by=two.user)

    def _supervise(self, two: Two, day: date) -> None:
        supervised(
            two.peer, day, self.chance.choice(["clinical", "senior"]), self.chance.choice([20, 50, 60])
        )

    def _call_off(self, two: Two, day: date) -> None:
        meeting, _place = ROOMS[self.chance.choice(["clinical", "senior"])]
        if (held := meeting.objects.filter(agency=self.agency, state="held").first()) is not None:
            meeting.objects.filter(pk=held.pk).update(state="cancelled", held_on=None, minutes=None)
            record("room.called_off", target=held, by=two.user)
