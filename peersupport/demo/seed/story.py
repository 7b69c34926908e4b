"""One person's time with the house, told as dated steps; each step is one or a few calls of services."""

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consent.services import record_answer, withdraw_consent
from consent.services.gate import lock_promise
from peersupport.accounts.models import User
from peersupport.people import services as people
from peersupport.people.models import Pairing, SupportedPerson
from sessions_app.entry import SessionEntry
from sessions_app.levels import RULES
from sessions_app.models import SessionNote
from sessions_app.services import (
    add_addendum,
    cancel_session,
    complete_session,
    mark_not_met,
    move_session,
    plan_session,
    write_goodbye,
)

from .cast import Cast, living, second_policy_at
from .data import Person, dice, load
from .history import Meeting, Walk
from .people import add, answers_of, say_who_they_are

Step = tuple[datetime, Callable[[], Any]]
RENEW_AFTER = timedelta(days=335)
NO_ANSWER = {"not_today": "not_today", "declined": "no"}


@dataclass
class Story:
    """The person as told, their walks, and what is known of them in the database so far."""

    cast: Cast
    person: Person
    walks: list[Walk]
    row: SupportedPerson | None = None
    pairings: dict[str, Pairing] = field(default_factory=dict)
    signed_at: datetime | None = None
    changed_mind: bool = False

    def __post_init__(self) -> None:
        self.chance: random.Random = dice("story", self.person.name)
        self.level = self.cast.programs[self.person.program].level
        self.zone = ZoneInfo(self.cast.programs[self.person.program].time_zone)
        self.coming: deque[Step] = deque(sorted(self._steps(), key=lambda step: step[0]))

    def live_until(self, moment: datetime) -> int:
        """Take every step before `moment`; how many there were."""
        taken = 0
        while self.coming and self.coming[0][0] < moment:
            self.coming.popleft()[1]()
            taken += 1
        return taken

    # --- which steps there are ---

    def _steps(self) -> Iterator[Step]:
        for number, walk in enumerate(self.walks):
            yield self._step_of_pairing(walk, is_first=number == 0)
            for meeting in walk.meetings:
                yield from self._steps_of_meeting(walk, meeting)
            yield from self._steps_of_ending(walk)

    def _step_of_pairing(self, walk: Walk, *, is_first: bool) -> Step:
        days, hour = (
            (walk.since, 7) if self.person.met_lately else (walk.since + self.chance.randrange(2, 5), 16)
        )
        if self.person.only_offered or walk.since < 0:
            days = 3
        moment = self.cast.at(days, hour)
        return moment, lambda: self._pair(walk, moment, is_first=is_first)

    def _steps_of_meeting(self, walk: Walk, meeting: Meeting) -> Iterator[Step]:
        peer = self.cast.users[walk.peer]
        start = meeting.start.replace(tzinfo=self.zone)
        before = (meeting.first_planned or meeting.start).replace(tzinfo=self.zone) - timedelta(days=1)
        if meeting.first_planned or meeting.outcome != "met":
            yield before, lambda: self._plan(meeting, before, peer)
        if meeting.first_planned:
            moved = before + timedelta(hours=20)
            yield moved, lambda: self._move(meeting, moved, peer)
        if meeting.outcome == "met":
            wait = 1 if meeting.by_hand else self.chance.choice([5, 10, 20, 45, 90])
            done = min(start + timedelta(minutes=meeting.minutes + wait), self.cast.now)
            yield done, lambda: self._complete(walk, meeting, done, peer)
            if meeting.added:
                later = min(start + timedelta(hours=27), self.cast.now)
                yield later, lambda: self._add(meeting, later, peer)
        else:
            hours = 1 if meeting.outcome == "not_met" else -3
            closed = min(start + timedelta(hours=hours), self.cast.now)
            yield closed, lambda: self._close(meeting, closed, peer)

    def _steps_of_ending(self, walk: Walk) -> Iterator[Step]:
        peer = self.cast.users[walk.peer]
        if self.person.paused is not None:
            moment = self.cast.at(self.person.paused - 1, 12)
            yield moment, lambda: self._pause(walk, moment, peer)
        if self.person.died is not None:
            day_after = self.cast.at(self.person.died - 1, 11)
            yield day_after, lambda: self._mourn(day_after, peer)
        elif walk.until is not None:
            end = max(self.cast.at(walk.until, 22), self._after_last(walk))
            yield end, lambda: self._end(walk, end, peer)

    def _after_last(self, walk: Walk) -> datetime:
        if not walk.meetings:
            return self.cast.at(walk.until or 0)
        last = walk.meetings[-1]
        return last.start.replace(tzinfo=self.zone) + timedelta(minutes=last.minutes + 100)

    # --- the steps ---

    def _pair(self, walk: Walk, moment: datetime, *, is_first: bool) -> None:
        peer, office = self.cast.users[walk.peer], self.cast.office
        adder = peer if self.person.met_lately else office
        if is_first:
            with living(moment, adder):
                self.row = add(self.person, self.cast, by=adder)
        moment += timedelta(minutes=20)
        with living(moment, adder):
            offer = people.offer_pairing(person=self.row, peer=self.cast.peers[walk.peer], by=adder)
        self.pairings[walk.peer] = offer
        if self.person.only_offered:
            return
        with living(moment + timedelta(minutes=10), peer):
            people.peer_says_yes(pairing=offer, by=peer)
            people.record_persons_yes(pairing=offer, by=peer)
            if self.chance.random() < 0.7:
                people.set_rhythm(pairing=offer, rhythm=self.person.rhythm, by=peer)
        if is_first:
            say_who_they_are(self.person, self.row, self.cast, moment + timedelta(minutes=30), by=peer)

    def _plan(self, meeting: Meeting, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            plan_session(
                key=meeting.key, person=self.row, local_start=meeting.first_planned or meeting.start,
                minutes=meeting.minutes, way=meeting.told.get("way", "in_person"), by=peer,
            )  # fmt: skip

    def _move(self, meeting: Meeting, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            session = self._stored(meeting, peer)
            move_session(session=session, local_start=meeting.start, minutes=meeting.minutes, by=peer)

    def _close(self, meeting: Meeting, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            close = mark_not_met if meeting.outcome == "not_met" else cancel_session
            close(session=self._stored(meeting, peer), by=peer)

    def _stored(self, meeting: Meeting, peer: User) -> Any:
        return self.cast.peers[peer.name].sessions.get(pk=meeting.key)

    def _complete(self, walk: Walk, meeting: Meeting, moment: datetime, peer: User) -> None:
        self._talk_if_due(walk, meeting, peer)
        entry = self.entry(meeting, agreed=self.signed_at is not None)
        with living(moment, peer):
            complete_session(key=meeting.key, person=self.row, entry=entry, by=peer)

    def _add(self, meeting: Meeting, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            note = SessionNote.objects.get(session=meeting.key)
            add_addendum(note=note, text=meeting.added, by=peer)

    def entry(self, meeting: Meeting, *, agreed: bool) -> SessionEntry:
        """What the level in force has room for."""
        level = self.level if agreed else "attendance"
        told = dict(meeting.told)
        why_not = told.pop("not_read_because", "")
        told["kinds"] = tuple(told.get("kinds", ()))
        told["shared_story"] = "why_shared" in told
        if level == "together":
            told |= {"read_together": not why_not, "not_read_because": why_not}
        ends = meeting.start + timedelta(minutes=meeting.minutes)
        entry = SessionEntry(local_start=meeting.start, minutes=meeting.minutes, ends_local=ends, **told)
        return entry.only(RULES[level].allowed)

    # --- the conversation about what stays private ---

    def _talk_if_due(self, walk: Walk, meeting: Meeting, peer: User) -> None:
        start = meeting.start.replace(tzinfo=self.zone)
        if self._is_withdrawn_by(start):
            self._withdraw(start, peer)
        if not self._is_due(walk, meeting, start):
            return
        refusal = NO_ANSWER.get(self.person.consent)
        with living(start + timedelta(minutes=2), peer):
            record_answer(
                person=self.row,
                by=peer,
                **answers_of(
                    self.person, self.cast, self.chance, refusal=refusal, changed_mind=self.changed_mind
                ),
            )
        if not refusal:
            self.signed_at = start

    def _is_due(self, walk: Walk, meeting: Meeting, start: datetime) -> bool:
        if self.person.consent == "none":
            return False
        if self.person.consent in NO_ANSWER:
            return meeting is walk.meetings[0]
        if self.signed_at is None:
            hold_on = meeting is self.walks[0].meetings[0] and not self.person.described
            return not (hold_on and self.chance.random() < 0.15)
        is_old = start - self.signed_at > RENEW_AFTER
        promise_changed = self.signed_at < second_policy_at(self.cast) < start
        if self.person.consent == "expiring":
            return False
        return is_old or (promise_changed and self.person.consent != "superseded")

    def _is_withdrawn_by(self, start: datetime) -> bool:
        changed_mind = self.person.consent == "withdrew_one" and start > self.cast.at(60)
        return changed_mind and self.signed_at is not None and self.signed_at < self.cast.at(60)

    def _withdraw(self, start: datetime, peer: User) -> None:
        with living(self.cast.at(60), peer):
            # Many services share a transaction here: the house's lock before the ledger's, as an answer takes them.
            lock_promise(peer.agency_id)
            withdraw_consent(person=self.row, by=peer)
        self.signed_at, self.changed_mind = None, True

    # --- breaks and goodbyes ---

    def _pause(self, walk: Walk, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            people.pause_pairing(pairing=self.pairings[walk.peer], by=peer)

    def _end(self, walk: Walk, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            page = load("choosing")["goodbyes"].get(self.person.name)
            if page:
                write_goodbye(pairing=self.pairings[walk.peer], reason=walk.reason, by=peer, **page)
            else:
                people.end_pairing(pairing=self.pairings[walk.peer], reason=walk.reason, by=peer)

    def _mourn(self, moment: datetime, peer: User) -> None:
        with living(moment, peer):
            died_on = (moment - timedelta(days=1)).astimezone(self.zone).date()
            people.record_death(person=self.row, died_on=died_on, by=peer)
