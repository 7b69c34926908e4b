"""The two rooms side by side, for code that does the same in either: each with its own tables."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from supervision.models import (
    ClinicalLine,
    ClinicalMeeting,
    ClinicalPlace,
    SeniorLine,
    SeniorMeeting,
    SeniorPlace,
)


@dataclass(frozen=True)
class Room:
    """`key` is also the kind of the supervision link that opens it to a supervisor."""

    key: str
    title: Any
    about: Any
    who_reads: Any
    meetings: Any
    places: Any
    lines: Any

    @property
    def is_senior(self) -> bool:
        return self.key == "senior"


CLINICAL = Room(
    key="clinical",
    title=_("Safety and paperwork room"),
    about=_("Safety, notes and the team, with your clinical supervisor."),
    who_reads=_("Read by the peers of a meeting and its supervisor. The office sees its dates."),
    meetings=ClinicalMeeting,
    places=ClinicalPlace,
    lines=ClinicalLine,
)
SENIOR = Room(
    key="senior",
    title=_("Peer room"),
    about=_("How you are, and whether peer support stays peer support."),
    who_reads=_("Nobody outside this room can read it: no clinical supervisor, no office, nobody on call."),
    meetings=SeniorMeeting,
    places=SeniorPlace,
    lines=SeniorLine,
)
ROOMS = {room.key: room for room in (CLINICAL, SENIOR)}
