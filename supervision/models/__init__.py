"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .off_role import OffRoleTask
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
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "ClinicalMeeting",
    "ClinicalPlace",
    "OffRoleTask",
    "PeoplesAnswer",
    "PeoplesNote",
    "PulseAnswer",
    "PulseNote",
    "PulseTurn",
    "SeniorMeeting",
    "SeniorPlace",
    "WorkplaceAnswer",
    "WorkplaceReply",
    "WorkplaceTurn",
]
