"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .drift_signals import (
    CommonMovement,
    CountedUntil,
    Direction,
    DriftSignal,
    Signal,
    WeeklyCount,
    WithoutSharing,
)
from .off_role import OffRoleTask
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "ClinicalMeeting",
    "ClinicalPlace",
    "CommonMovement",
    "CountedUntil",
    "Direction",
    "DriftSignal",
    "OffRoleTask",
    "SeniorMeeting",
    "SeniorPlace",
    "Signal",
    "WeeklyCount",
    "WithoutSharing",
]
