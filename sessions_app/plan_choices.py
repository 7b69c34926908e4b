"""What of a plan stands on the form of a meeting, to be chosen."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import SupportedPerson

from .models import Connection, Goal
from .plan import OPEN, Reader


@dataclass(frozen=True)
class GoalChoice:
    """A goal to tick on the log form."""

    id: uuid.UUID
    text: str
    is_theirs: bool


@dataclass(frozen=True)
class ConnectionChoice:
    """A group, place or person whose course may go on from the log form."""

    id: uuid.UUID
    text: str
    how_far: Any


@dataclass(frozen=True)
class Choices:
    """What a meeting may have been about, as far as the reader reads."""

    goals: list[GoalChoice] = field(default_factory=list)
    connections: list[ConnectionChoice] = field(default_factory=list)


def choices_of(*, person: SupportedPerson, by: User) -> Choices:
    """Goals that are theirs first, then those suggested; connections but for those that are not for them."""
    goals = [row for row in Goal.objects.readable(person.pk) if row.state in OPEN]
    goals.sort(key=lambda row: (row.state != Goal.State.MINE, row.created_at))
    lines = [row for row in Connection.objects.readable(person.pk) if row.state != Connection.State.NOT_MINE]
    lines.sort(key=lambda row: row.created_at)
    rows: list[Any] = [*goals, *lines]
    if not rows:
        return Choices()
    with reading(by=by, purpose=Purpose.OWN_WORK, via=Reader.of(by, person).via(rows)) as handle:
        opened = handle.open_all(rows)
    texts = {item.row.pk: item.text for item in opened}
    return Choices(
        goals=[GoalChoice(row.pk, texts[row.pk], row.state == Goal.State.MINE) for row in goals],
        connections=[ConnectionChoice(row.pk, texts[row.pk], row.get_state_display()) for row in lines],
    )
