"""One meeting in plain text, for those whom its room lets in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import Purpose, reading
from peersupport.rules.models import HousePromise
from supervision.humility import QUESTIONS
from supervision.models import KeptAnswer, SharedLine
from supervision.queries.rooms import may_share, with_people
from supervision.rooms import Room
from supervision.services.room_meetings import can_undo


@dataclass
class OpenLine:
    """A line of a meeting as one reader sees it. `shared`: where its peer gave a copy of it to."""

    row: Any
    text: str
    is_mine: bool
    is_its_peer: bool
    may_share: bool
    shared: list[Any] = field(default_factory=list)

    @property
    def fold(self) -> str:
        return f"line-{self.row.pk}"


@dataclass
class OpenMeeting:
    meeting: Any
    agenda: list[OpenLine]
    to_do: list[OpenLine]
    may_change: bool
    may_undo: bool = False
    question: Any = ""
    months: int = 0


def open_meeting(room: Room, meeting: Any, user: User) -> OpenMeeting:
    """Everything on the page of one meeting; hand it one that the reader's queryset returned."""
    (meeting,) = with_people(room, [meeting], user)
    rows = list(room.lines.objects.read_by(user).filter(meeting=meeting).select_related("peer").in_order())
    lines = [
        OpenLine(
            row=line,
            text=text,
            is_mine=line.author_id == user.pk,
            is_its_peer=line.peer.user_id == user.pk,
            may_share=may_share(line, user, of_several=len(meeting.peer_users) > 1),
        )
        for line, text in zip(rows, texts_of(rows, user, via=room.key), strict=True)
    ]
    found = OpenMeeting(
        meeting=meeting,
        agenda=[line for line in lines if line.row.is_agenda],
        to_do=[line for line in lines if not line.row.is_agenda],
        may_change=room.meetings.objects.changed_by(user).filter(pk=meeting.pk).exists(),
    )
    found.may_undo = found.may_change and can_undo(meeting) and bool(meeting.planned_for or not lines)
    if room.is_senior:
        found.question = QUESTIONS[meeting.question]
        found.months = HousePromise.objects.of(user.agency_id).room_text_months
        _show_shared(lines, user)
    return found


def _show_shared(lines: list[OpenLine], user: User) -> None:
    mine = {line.row.pk: line for line in lines if line.is_its_peer}
    if mine:
        for shared in SharedLine.objects.filter(line_id__in=mine, peer__user=user).order_by("audience"):
            mine[shared.line_id].shared.append(shared)


def texts_of(rows: list[Any], user: User, *, via: str) -> list[str]:
    """The words of lines, in the same order."""
    if not rows:
        return []
    with reading(by=user, purpose=Purpose.OWN_WORK, via=via) as opened:
        return [one.text for one in opened.open_all(rows)]


def kept_answers(user: User) -> list[tuple[KeptAnswer, Any, str]]:
    """Somebody's own kept answers: the row, the question, the words."""
    rows = list(KeptAnswer.objects.filter(user=user).order_by("-created_at", "pk"))
    texts = texts_of(rows, user, via="own")
    return [(row, QUESTIONS[row.question], text) for row, text in zip(rows, texts, strict=True)]


@dataclass(frozen=True)
class OpenShared:
    row: SharedLine
    text: str
    day: datetime
    is_mine: bool


def open_shared(rows: list[SharedLine], user: User) -> list[OpenShared]:
    via = "admin" if Role.ADMIN in user.roles else "clinical"
    return [
        OpenShared(row=row, text=text, day=row.created_at, is_mine=row.peer.user_id == user.pk)
        for row, text in zip(rows, texts_of(rows, user, via=via), strict=True)
    ]
