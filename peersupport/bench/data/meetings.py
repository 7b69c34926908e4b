"""Meetings and notes by COPY: a million in minutes, every note sealed with the key of the person it is about."""

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from django.db import models
from psycopg import sql

from peersupport.core import clock
from peersupport.core.fields import sealed_fields
from peersupport.core.models import DataKey
from peersupport.people.models import Pairing
from sessions_app.models import Attendance, SessionNote, SupportSession

from .world import ZONE

DAYS, ENDED_AFTER, AHEAD, WITH_NOTE = 720, 400, 7, 0.8
REGULAR, LEFT_EACH = (
    30,
    2,
)  # meetings at every size: of a person with an account, of a pairing of a peer who left
BATCH = 5000
LOCAL = ZoneInfo(ZONE)
Progress = Callable[[float], None]
STORY = (
    "We walked along the river and talked about the new flat and what to say to the landlord. She laughed about the "
    "kettle that still leaks. The bus was late, so we sat on the bench and planned the week, one thing at a time. "
    "He wants to cook again on Sundays and to call his sister before the holidays. "
) * 5


SESSION = {
    "level": "brief",
    "time_zone": ZONE,
    "minutes": 50,
    "way": "in_person",
    "place": "outdoors",
    "kinds": ["companionship", "emotional"],
    "agenda_by": "together",
}
NOTE = {"language": "en", "how_written": "beside", "own_words_by": "them"}
# What differs from row to row, in the order in which Meetings.add hands it over.
SESSION_COLUMNS = [
    "id",
    "created_at",
    "agency_id",
    "program_id",
    "peer_id",
    "state",
    "local_start",
    "starts_at",
    "has_note",
    "closed_at",
]
ATTENDANCE_COLUMNS = ["id", "created_at", "agency_id", "session_id", "person_id", "peer_id", "starts_at"]
NOTE_COLUMNS = [
    "id",
    "created_at",
    "agency_id",
    "attendance_id",
    "session_id",
    "person_id",
    "peer_id",
    "at",
    "completed_at",
    "text",
    "own_words",
]


@dataclass(frozen=True)
class Pair:
    agency: uuid.UUID
    program: uuid.UUID
    peer: uuid.UUID
    person: uuid.UUID


class Lines:
    """Rows of one table in COPY's text form. What does not differ between rows is written once."""

    def __init__(self, model: type[models.Model], constant: dict[str, Any], varying: list[str]) -> None:
        names = [field.attname for field in model._meta.concrete_fields]
        template = model(**constant)
        self.model, self.varying = model, varying
        self.columns = [field.column for field in model._meta.concrete_fields]
        fixed = [
            f"{{{varying.index(name)}}}" if name in varying else self._text(getattr(template, name))
            for name in names
        ]
        self.format = "\t".join(fixed).format
        self.rows: list[str] = []

    @staticmethod
    def _text(value: Any) -> str:
        if value is None:
            return r"\N"
        if isinstance(value, list):
            return "{{" + ",".join(value) + "}}"
        return {True: "t", False: "f"}.get(value, str(value)) if isinstance(value, bool) else str(value)

    def add(self, *values: Any) -> None:
        self.rows.append(self.format(*values))

    def send(self, to: psycopg.Connection[Any]) -> None:
        command = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.model._meta.db_table), sql.SQL(",").join(map(sql.Identifier, self.columns))
        )
        with to.cursor() as cursor, cursor.copy(command) as copy:
            copy.write("\n".join(self.rows) + "\n")
        self.rows.clear()


class Sealer:
    """Sealed columns of notes, as COPY writes bytes."""

    def __init__(self) -> None:
        self.keys = {key.owner_id: key for key in DataKey.objects.filter(owner_kind="person")}
        self.fields = {field.attname: field for field in sealed_fields(SessionNote)}
        self.note = SessionNote()

    def __call__(self, name: str, text: str, *, note: uuid.UUID, pair: Pair) -> str:
        self.note.pk, self.note.agency_id = note, pair.agency
        sealed = self.fields[name].sealed_with(self.note, text, self.keys[pair.person])
        return r"\\x" + sealed.data.hex()


class Meetings:
    def __init__(self, count: int) -> None:
        self.count, self.dice = count, random.Random(count)
        self.now = clock.now()
        self.start = self.now - timedelta(days=DAYS)
        self.seal = Sealer()
        self.last_note: dict[Pair, datetime] = {}
        self.sessions = Lines(SupportSession, SESSION, SESSION_COLUMNS)
        self.attendances = Lines(Attendance, {}, ATTENDANCE_COLUMNS)
        self.notes = Lines(SessionNote, NOTE, NOTE_COLUMNS)

    def plan(self) -> list[tuple[datetime, Pair]]:
        """(start, pair) from old to new. The first shares are the same at every size, so that the pages of people
        with an account and of peers who left are as full at ten thousand meetings as at a million."""
        found: list[tuple[datetime, Pair]] = []
        usual, ended = [], []
        for pair, state, peer, has_account in pairings():
            shares = {"three": 3, "thirty": 30, "left": LEFT_EACH, "peer": REGULAR if has_account else 0}
            found += self.spread(pair, shares[peer], over=state == "ended")
            if peer not in ("three", "thirty"):
                (ended if state == "ended" else usual).append(pair)
        for pair in self.dice.choices(ended, k=(self.count - len(found)) // 20):
            found += self.spread(pair, 1, over=True)
        for pair in self.dice.choices(usual, k=self.count - len(found)):
            found += self.spread(pair, 1, over=False)
        return sorted(found, key=lambda item: item[0])

    def spread(self, pair: Pair, times: int, *, over: bool) -> list[tuple[datetime, Pair]]:
        days = ENDED_AFTER if over else DAYS + AHEAD
        return [
            (self.start + timedelta(minutes=self.dice.randrange(days * 1440)), pair) for _ in range(times)
        ]

    def write(self, to: psycopg.Connection[Any], progress: Progress) -> None:
        for number, (start, pair) in enumerate(self.plan()):
            self.add(start, pair)
            if len(self.sessions.rows) == BATCH:
                self.send(to)
                progress(number / self.count)
        self.send(to)
        with to.cursor() as cursor, cursor.copy("COPY last_note (peer, person, at) FROM STDIN") as copy:
            for pair, at in self.last_note.items():
                copy.write_row((pair.peer, pair.person, at))

    def send(self, to: psycopg.Connection[Any]) -> None:
        for lines in (self.sessions, self.attendances, self.notes):
            if lines.rows:
                lines.send(to)

    def add(self, start: datetime, pair: Pair) -> None:
        planned, has_note = start > self.now, self.dice.random() < WITH_NOTE
        session, attendance, at = self.new_id(), self.new_id(), start.isoformat()
        local = start.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")
        state = "planned" if planned else "completed"
        has_note = has_note and not planned
        closed = r"\N" if planned else (start + timedelta(hours=2)).isoformat()
        self.sessions.add(
            session,
            at,
            pair.agency,
            pair.program,
            pair.peer,
            state,
            local,
            at,
            "t" if has_note else "f",
            closed,
        )
        self.attendances.add(attendance, at, pair.agency, session, pair.person, pair.peer, at)
        if has_note:
            self.add_note(pair, session, attendance, at)
            self.last_note[pair] = start

    def add_note(self, pair: Pair, session: uuid.UUID, attendance: uuid.UUID, at: str) -> None:
        note = self.new_id()
        text = self.seal("text", self.words(560), note=note, pair=pair)
        own = self.seal("own_words", self.words(120), note=note, pair=pair)
        self.notes.add(note, at, pair.agency, attendance, session, pair.person, pair.peer, at, at, text, own)

    def new_id(self) -> uuid.UUID:
        return uuid.UUID(int=self.dice.getrandbits(128), version=4)

    def words(self, length: int) -> str:
        start = self.dice.randrange(len(STORY) // 2)
        return STORY[start : start + length]


def pairings() -> list[tuple[Pair, str, str, bool]]:
    """(pair, state, which kind of peer, whether the person has an account), in a fixed order."""
    rows = Pairing.objects.order_by("peer__user__email", "person__name_key").values_list(
        "agency_id",
        "person__program_id",
        "peer_id",
        "person_id",
        "state",
        "peer__user__email",
        "person__user_id",
    )
    return [
        (
            Pair(agency, program, peer, person),
            state,
            email.split("@")[0].rstrip("0123456789"),
            user is not None,
        )
        for agency, program, peer, person, state, email, user in rows
    ]
