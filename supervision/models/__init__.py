"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .boundaries import BoundaryCase, BoundaryDecision, HouseLine
from .off_role import OffRoleAnswer, OffRoleTask
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "BoundaryCase",
    "BoundaryDecision",
    "ClinicalMeeting",
    "ClinicalPlace",
    "HouseLine",
    "OffRoleAnswer",
    "OffRoleTask",
    "SeniorMeeting",
    "SeniorPlace",
]
