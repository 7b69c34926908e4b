"""Eighteen months of meetings, decided before anything is stored: who met whom, when, and how it went."""

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from .data import HISTORY_DAYS, Person, day, dice, load
from .voice import Scribe, Words

STEP = {"weekly": 7, "fortnightly": 14, "monthly": 29}
HOURS = (8, 9, 10, 11, 13, 14, 15, 16, 17, 18)
LENGTHS = (30, 45, 50, 60, 60, 75, 90)
SHORT = {"phone": (10, 15, 20, 25), "text": (10, 15), "video": (30, 40, 45)}
OUTCOMES = (("met", 86), ("not_met", 6), ("cancelled", 4), ("moved", 4))
FIRST_CONTACTS = 3
LATEST_START = time(19, 30)
# Who chose what they talked about: them, the two, the peer, not said. A new billing form changed it for everybody.
AGENDAS, AGENDAS_SINCE, NEW_FORM = (44, 40, 5, 11), (26, 24, 39, 11), timedelta(weeks=6)


@dataclass
class Meeting:
    """start is the wall clock of the person's program; `told` are the fields of SessionEntry."""

    key: uuid.UUID
    start: datetime
    minutes: int
    outcome: str = "met"
    first_planned: datetime | None = None
    told: dict[str, Any] = field(default_factory=dict)
    by_hand: bool = False
    added: str = ""


@dataclass
class Walk:
    """One peer and one person, from the first meeting on."""

    person: Person
    peer: str
    since: int
    until: int | None
    reason: str = ""
    meetings: list[Meeting] = field(default_factory=list)
    usual: tuple[int, int, int] = (0, 10, 60)


class Diary:
    """Nobody is in two places at once."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, date], list[tuple[datetime, datetime]]] = defaultdict(list)

    def find(self, peer: str, start: datetime, minutes: int) -> datetime | None:
        """The wanted start or the next free quarter of an hour on that day, written into the diary."""
        while start.time() <= LATEST_START:
            if self.take(peer, start, minutes):
                return start
            start += timedelta(minutes=15)
        return None

    def take(self, peer: str, start: datetime, minutes: int) -> bool:
        end, taken = start + timedelta(minutes=minutes + 10), self.taken[peer, start.date()]
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            return False
        taken.append((start, end))
        return True


def walks(told: list[Person], *, today: date, size: float = 1.0) -> tuple[list[Walk], Diary]:
    """Everybody's walks with their meetings up to yesterday, and the diary they stand in."""
    diary, found = Diary(), [walk for person in told for walk in _walks_of(person)]
    for walk in found:
        _place_by_hand(walk, diary, today)
    texts = {meeting.told.get("text", "") for walk in found for meeting in walk.meetings}
    for walk in found:
        _meet(walk, diary, today, size)
        _write(walk, texts, today)
    return found, diary


def _walks_of(person: Person) -> list[Walk]:
    """Somebody who changed to another peer has two."""
    until = person.until if person.died is None else person.died + 3
    if not person.before:
        return [Walk(person, person.peer, person.since, until, "goodbye")]
    middle = person.since - dice("change", person.name).randrange(70, 180)
    first = Walk(person, person.before, person.since, middle, "other_peer")
    return [first, Walk(person, person.peer, middle - 9, None)]


def _place_by_hand(walk: Walk, diary: Diary, today: date) -> None:
    for number, entry in enumerate(load("meetings")["meetings"]):
        if (entry["person"], entry["peer"]) != (walk.person.name, walk.peer):
            continue
        start = datetime.combine(day(today, entry["days_ago"]), time.fromisoformat(entry["start"]))
        told = {
            name: value
            for name, value in entry.items()
            if name not in {"id", "peer", "person", "days_ago", "start", "minutes", "state", "added"}
        }
        diary.take(walk.peer, start, entry["minutes"])
        walk.meetings.append(
            Meeting(
                key=_key(dice("by hand", number)), start=start, minutes=entry["minutes"],
                outcome=entry.get("state", "met"),
                added=entry.get("added", ""), told=told, by_hand=True,
            )
        )  # fmt: skip


def _key(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _meet(walk: Walk, diary: Diary, today: date, size: float) -> None:
    chance = dice("walk", walk.person.name, walk.peer)
    walk.usual = (
        chance.choices(range(6), [5, 5, 5, 5, 4, 1])[0],
        chance.choice(HOURS),
        chance.choice(LENGTHS),
    )
    days = list(_days(walk, chance, today))
    if size < 1:
        days = days[:1] + days[1:][-max(2, round(len(days) * size)) :]
    for on in days:
        _add(walk, on, chance, diary)
    walk.meetings.sort(key=lambda meeting: meeting.start)
    if walk.until is not None and walk.meetings:
        walk.meetings[-1].outcome = "met"
    if walk.person.consent in {"not_today", "declined", "none"}:
        walk.meetings = [meeting for meeting in walk.meetings if meeting.outcome == "met"][:FIRST_CONTACTS]


def _days(walk: Walk, chance: random.Random, today: date) -> Iterator[date]:
    """Days in this pair's rhythm, with holidays and stretches in which one of the two was away."""
    by_hand = {meeting.start.date() for meeting in walk.meetings}
    last = day(today, max(walk.until or 0, walk.person.paused or 0, 1))
    on = first = day(today, min(walk.since, HISTORY_DAYS))
    away: date | None = None
    while on <= last:
        is_free = not any(abs((on - other).days) < 4 for other in by_hand)
        if is_free and not is_holiday(on) and not _peer_is_away(walk.peer, on):
            yield on
        away_for = chance.choice([14, 21, 28, 42]) if chance.random() < 0.03 else 0
        away = on + timedelta(days=away_for) if away_for else away
        step = STEP[walk.person.rhythm] + chance.choice([0, 0, 0, 0, 1, -1, 2])
        on += timedelta(days=max(step, away_for))
        on = _to_weekday(on, walk.usual[0]) if on - first > timedelta(days=10) else on
    if walk.until is not None and walk.person.died is None and last not in by_hand:
        yield last


def _to_weekday(on: date, weekday: int) -> date:
    """The usual weekday, if it is near."""
    shift = (weekday - on.weekday() + 3) % 7 - 3
    return on + timedelta(days=shift) if abs(shift) <= 2 else on


def is_holiday(on: date) -> bool:
    fixed = {(1, 1), (6, 19), (7, 4), (11, 11), (12, 24), (12, 25), (12, 31)}
    thanksgiving = on.month == 11 and on.weekday() == 3 and 22 <= on.day <= 28
    return (on.month, on.day) in fixed or thanksgiving


def _peer_is_away(peer: str, on: date) -> bool:
    """Two weeks a year, at another time for each."""
    start = dice("away", peer, on.year).randrange(20, 330)
    return start <= on.timetuple().tm_yday < start + 14


def _add(walk: Walk, on: date, chance: random.Random, diary: Diary) -> None:
    outcome = chance.choices([name for name, _ in OUTCOMES], [share for _, share in OUTCOMES])[0]
    if not walk.meetings:
        outcome = "met"
    hour = min(max(walk.usual[1] + chance.choice([0, 0, 0, 0, 1, -1]), 8), 18)
    wanted = datetime.combine(on, time(hour, chance.choice([0, 0, 15, 30, 45])))
    minutes = walk.usual[2] if chance.random() < 0.6 else chance.choice(LENGTHS)
    start = diary.find(walk.peer, wanted, minutes)
    if start is None:
        return
    before = None
    if outcome == "moved":
        before, outcome = start - timedelta(days=chance.choice([1, 2, 3])), "met"
    walk.meetings.append(Meeting(_key(chance), start, minutes, outcome, first_planned=before))


def _write(walk: Walk, texts: set[str], today: date) -> None:
    """Give every meeting that took place its words; what may be kept of them is decided when it is stored."""
    peers = {peer["name"]: peer for peer in load("agency")["peers"]}
    chance = dice("words", walk.person.name, walk.peer)
    scribe = Scribe(walk.person, peers[walk.peer]["mix"], chance, texts)
    met = [meeting for meeting in walk.meetings if meeting.outcome == "met"]
    says_goodbye = walk.until is not None and walk.person.died is None and walk.reason == "goodbye"
    for meeting in met:
        if meeting.by_hand:
            continue
        words = scribe.write(
            meeting.start.date(), first=meeting is met[0], last=says_goodbye and meeting is met[-1]
        )
        lately = today - meeting.start.date() < NEW_FORM
        meeting.told = _told(words, chance, AGENDAS_SINCE if lately else AGENDAS)
        if words.way in SHORT:
            meeting.minutes = chance.choice(SHORT[words.way])


def _told(words: Words, chance: random.Random, agendas: tuple[int, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {name: value for name, value in vars(words).items() if name != "scene" and value}
    if (by := chance.choices(["them", "together", "me", ""], agendas)[0]) != "":
        told["agenda_by"] = by
    if {"emotional", "informational"} & set(words.kinds) and chance.random() < 0.3:
        told["why_shared"] = chance.choice(["me_too", "me_too", "can_be_done", "what_helped", "asked"])
    told["how_written"] = chance.choices(["together", "beside", "later"], [35, 25, 40])[0]
    if words.own_words:
        told["own_words_by"] = chance.choice(["them", "typed_for_them", "typed_for_them"])
    if chance.random() < 0.1:
        told["rest_stays_between_us"] = True
    if chance.random() < 0.15:
        told["not_read_because"] = chance.choice(load(f"voice_{words.language}")["not_read_because"])
    return told
