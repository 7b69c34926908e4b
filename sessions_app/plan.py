"""The plan made together as a page shows it: opened for one reader, with the trace of it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from consent.models import ConsentNow
from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.people.models import Pairing, SupervisionLink, SupportedPerson

from .levels import RULES
from .local_time import to_local
from .models import Connection, ConnectionStep, Goal, HelpsMe, Step
from .querysets import open_authors

PARTS = (Goal, Step, HelpsMe, Connection)
OPEN = (Goal.State.SUGGESTED, Goal.State.MINE)


@dataclass(frozen=True)
class StepLine:
    id: uuid.UUID
    text: str
    whose: str
    state: str
    done_on: date | None
    goal_id: uuid.UUID | None
    may_reopen: bool = True


@dataclass(frozen=True)
class GoalLine:
    """`said_to`: who wrote that yes down, where it was spoken; "" for the person's own tap, and while there is none."""

    id: uuid.UUID
    text: str
    idea_of: str
    state: str
    wanted_by: date | None
    closed_on: date | None
    said_to: str
    said_before: list[str]
    steps: list[StepLine]
    may_reword: bool = True
    may_reopen: bool = True

    @property
    def is_theirs(self) -> bool:
        return self.state != Goal.State.SUGGESTED


@dataclass(frozen=True)
class HelpLine:
    id: uuid.UUID
    text: str
    may_remove: bool


@dataclass(frozen=True)
class Turn:
    """One turn in the course of a connection: what, since which day, and whom of the house they told."""

    words: Any
    on: date
    told_to: str


@dataclass(frozen=True)
class ConnectionLine:
    id: uuid.UUID
    text: str
    state: str
    words: Any
    goes_along: str
    planned_on: date | None
    course: list[Turn]


@dataclass(frozen=True)
class Plan:
    """Everything of one plan that opens to one reader."""

    goals: list[GoalLine] = field(default_factory=list)
    reached: list[GoalLine] = field(default_factory=list)
    over: list[GoalLine] = field(default_factory=list)
    steps: list[StepLine] = field(default_factory=list)
    done: list[StepLine] = field(default_factory=list)
    let_go: list[StepLine] = field(default_factory=list)
    helps: list[HelpLine] = field(default_factory=list)
    connections: list[ConnectionLine] = field(default_factory=list)
    not_mine: list[ConnectionLine] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def readable_rows(person: SupportedPerson) -> list[Any]:
    """The rows of the plan that the acting principal may read now, unopened, the oldest first."""
    goals = Goal.objects.select_related("mine_recorded_by")
    parts = [goals, *(part.objects.all() for part in PARTS if part is not Goal)]
    rows = [row for part in parts for row in part.filter(person=person).order_by("created_at", "id")]
    open_to = open_authors(person.pk, list({row.peer_id for row in rows}))
    return [row for row in rows if row.peer_id in open_to]


def open_plan(
    rows: list[Any], *, zone: str, by: User, purpose: Purpose, via: str, writer: uuid.UUID | None = None
) -> Plan:
    """The plan in plain text. `rows` are the reader's, from readable_rows(). Leaves a trace.

    `writer`: the peer who reads, while they may write.
    """
    with reading(by=by, purpose=purpose, via=via) as handle:
        opened = handle.open_all(rows)
    of = {part: [item for item in opened if type(item.row) is part] for part in PARTS}
    goal_ids = {item.row.pk for item in of[Goal] if item.row.state != Goal.State.REWORDED}
    theirs = _Theirs(by, writer, to_local(clock.now(), zone).date())
    steps = [_step(item, theirs) for item in of[Step]]
    goals = _goals(of[Goal], steps, zone, theirs)
    connections = _connections(of[Connection])
    return Plan(
        goals=[goal for goal in goals if goal.state in OPEN],
        reached=[goal for goal in goals if goal.state == Goal.State.REACHED],
        over=[goal for goal in goals if goal.state == Goal.State.LET_GO],
        steps=[step for step in steps if step.state == Step.State.OPEN and step.goal_id not in goal_ids],
        done=_newest_first(step for step in steps if step.state == Step.State.DONE),
        let_go=[step for step in steps if step.state == Step.State.LET_GO],
        helps=[HelpLine(item.row.pk, item.text, theirs.may_remove(item.row)) for item in of[HelpsMe]],
        connections=[line for line in connections if line.state != Connection.State.NOT_MINE],
        not_mine=[line for line in connections if line.state == Connection.State.NOT_MINE],
    )


def open_line(row: Any, *, by: User, purpose: Purpose, via: str) -> SimpleNamespace:
    """One row of readable_rows() in plain text. Leaves a trace."""
    with reading(by=by, purpose=purpose, via=via) as handle:
        return handle.open(row)


@dataclass(frozen=True)
class _Theirs:
    """What the services let this reader take away or change: the person everything, a peer nothing of the person's."""

    by: User
    writer: uuid.UUID | None
    today: date

    def may_change(self, row: Any) -> bool:
        return self.by.kind == User.Kind.PERSON or row.peer_id is not None

    def may_remove(self, row: Any) -> bool:
        own = self.writer is not None and row.peer_id == self.writer
        return own or self.by.kind == User.Kind.PERSON

    def may_reopen(self, row: Any, done_on: date | None) -> bool:
        return done_on in {None, self.today} or self.may_change(row)


def _step(item: SimpleNamespace, theirs: _Theirs) -> StepLine:
    row = item.row
    may_reopen = theirs.may_reopen(row, row.done_on)
    return StepLine(row.pk, item.text, row.whose, row.state, row.done_on, row.goal_id, may_reopen)


def _newest_first(steps: Iterable[StepLine]) -> list[StepLine]:
    by_day = sorted(steps, key=lambda step: step.done_on or date.min)
    return by_day[::-1]


def _day(moment: datetime | None, zone: str) -> date | None:
    return moment and to_local(moment, zone).date()


def _goals(
    opened: list[SimpleNamespace], steps: list[StepLine], zone: str, theirs: _Theirs
) -> list[GoalLine]:
    by_id = {item.row.pk: item for item in opened}
    return [
        GoalLine(
            id=item.row.pk,
            text=item.text,
            idea_of=item.row.idea_of,
            state=item.row.state,
            wanted_by=item.row.wanted_by,
            closed_on=_day(item.row.closed_at, zone),
            said_to=_said_to(item.row.mine_recorded_by),
            said_before=list(_said_before(item, by_id)),
            steps=[step for step in steps if step.goal_id == item.row.pk and step.state == Step.State.OPEN],
            may_reword=theirs.may_change(item.row),
            may_reopen=item.row.state != Goal.State.REACHED
            or theirs.may_reopen(item.row, _day(item.row.closed_at, zone)),
        )
        for item in opened
        if item.row.state != Goal.State.REWORDED
    ]


def _said_to(user: User | None) -> str:
    """Whoever else wrote it down. What the person typed alone was said to nobody."""
    return "" if user is None or user.kind == User.Kind.PERSON else user.name


def _said_before(item: SimpleNamespace, by_id: dict[uuid.UUID, SimpleNamespace]) -> Iterable[str]:
    earlier = by_id.get(item.row.said_before_id)
    while earlier is not None:
        yield earlier.text
        earlier = by_id.get(earlier.row.said_before_id)


def _connections(opened: list[SimpleNamespace]) -> list[ConnectionLine]:
    told: dict[uuid.UUID, list[ConnectionStep]] = {}
    if opened:
        turns = ConnectionStep.objects.filter(connection__in=[item.row.pk for item in opened])
        for turn in turns.select_related("told_to"):
            told.setdefault(turn.connection_id, []).append(turn)
    return [
        ConnectionLine(
            id=item.row.pk,
            text=item.text,
            state=item.row.state,
            words=item.row.get_state_display(),
            goes_along=item.goes_along,
            planned_on=item.row.planned_on,
            course=_course(told.get(item.row.pk, [])),
        )
        for item in opened
    ]


def _course(told: list[ConnectionStep]) -> list[Turn]:
    """By day. Said again for the same day, or the same again for another day, the last word stands."""
    kept: list[ConnectionStep] = []
    for turn in told:
        if kept and kept[-1].state == turn.state:
            kept.pop()
        kept = [*(earlier for earlier in kept if earlier.on != turn.on), turn]
    return [
        Turn(turn.get_state_display(), turn.on, _said_to(turn.told_to))
        for turn in sorted(kept, key=lambda turn: turn.on)
    ]


@dataclass(frozen=True)
class Reader:
    """How somebody stands to the person whose plan they open. `walk`: the pairing, while they walk with them."""

    user: User
    person: SupportedPerson
    walk: Any

    @classmethod
    def of(cls, user: User, person: SupportedPerson) -> "Reader":
        return cls(user, person, Pairing.objects.walking_with(user).filter(person=person).first())

    def opens_at_once(self, rows: list[Any]) -> bool:
        """Whoever walks with the person, and an author with nothing but own words before them, need not say why."""
        return self.walk is not None or self._wrote_all(rows)

    def _wrote_all(self, rows: list[Any]) -> bool:
        own = self.user.peer.pk if hasattr(self.user, "peer") else None
        return own is not None and all(row.peer_id == own for row in rows)

    def via(self, rows: list[Any]) -> str:
        """By which relation they read; it stands in the trace that the person sees."""
        if self.user.kind == User.Kind.PERSON:
            return "person"
        if self.walk is not None and self.walk.confirm_by is None:
            return "cover" if self.walk.covers_for_id else "paired"
        if self._wrote_all(rows):
            return "author"
        authors = {row.peer_id for row in rows if row.peer_id}
        link = SupervisionLink.objects.held_by(self.user).filter(peer__in=authors).order_by("kind").first()
        return str(link.kind) if link is not None else "grant"

    def may_write(self) -> bool:
        """Whether the page offers a peer to write: walking together, a yes in force, a level that keeps words."""
        if self.walk is None or self.walk.state != Pairing.State.ACTIVE:
            return False
        gate = ConsentNow.objects.get(person=self.person)
        level = level_in_force(gate=gate, program=self.person.program)
        return consent_holds(gate) and RULES[level].keeps_words
