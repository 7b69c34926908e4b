"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .off_role import OffRoleTask
from .review import Because, Hold, HoldDecision, HoldUndone
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "Because",
    "ClinicalMeeting",
    "ClinicalPlace",
    "Hold",
    "HoldDecision",
    "HoldUndone",
    "OffRoleTask",
    "SeniorMeeting",
    "SeniorPlace",
]
