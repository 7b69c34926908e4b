"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .differences import Difference, DifferenceVoice
from .off_role import OffRoleTask
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "ClinicalMeeting",
    "ClinicalPlace",
    "Difference",
    "DifferenceVoice",
    "OffRoleTask",
    "SeniorMeeting",
    "SeniorPlace",
]
