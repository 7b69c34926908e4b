"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .boundaries import BoundaryCase, BoundaryDecision, HouseLine
from .differences import Difference, DifferenceVoice
from .drift_signals import (
    CommonMovement,
    CountedUntil,
    Direction,
    DriftSignal,
    Signal,
    WeeklyCount,
    WithoutSharing,
)
from .hours import EducationHours, HoursChoice, WorkWeek
from .off_role import OffRoleAnswer, OffRoleTask
from .pulses import (
    PeoplesAnswer,
    PeoplesNote,
    PulseAnswer,
    PulseNote,
    PulseTurn,
    WorkplaceAnswer,
    WorkplaceReply,
    WorkplaceTurn,
)
from .review import READ_ALONG, Because, Hold, HoldDecision, HoldUndone, reasons_for
from .role import RoleAcceptance
from .room_lines import ClinicalLine, KeptAnswer, SeniorLine, SharedLine, TalkWish
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "READ_ALONG",
    "Because",
    "BoundaryCase",
    "BoundaryDecision",
    "ClinicalLine",
    "ClinicalMeeting",
    "ClinicalPlace",
    "CommonMovement",
    "CountedUntil",
    "Difference",
    "DifferenceVoice",
    "Direction",
    "DriftSignal",
    "EducationHours",
    "Hold",
    "HoldDecision",
    "HoldUndone",
    "HoursChoice",
    "HouseLine",
    "KeptAnswer",
    "OffRoleAnswer",
    "OffRoleTask",
    "PeoplesAnswer",
    "PeoplesNote",
    "PulseAnswer",
    "PulseNote",
    "PulseTurn",
    "RoleAcceptance",
    "SeniorLine",
    "SeniorMeeting",
    "SeniorPlace",
    "SharedLine",
    "Signal",
    "TalkWish",
    "WeeklyCount",
    "WithoutSharing",
    "WorkWeek",
    "WorkplaceAnswer",
    "WorkplaceReply",
    "WorkplaceTurn",
    "reasons_for",
]
