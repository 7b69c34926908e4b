"""Supervision: two rooms that never share a table, and what shows whether peers can do what they came for."""

from .off_role import OffRoleTask
from .room_lines import ClinicalLine, KeptAnswer, SeniorLine, SharedLine, TalkWish
from .rooms import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace

__all__ = [
    "ClinicalLine",
    "ClinicalMeeting",
    "ClinicalPlace",
    "KeptAnswer",
    "OffRoleTask",
    "SeniorLine",
    "SeniorMeeting",
    "SeniorPlace",
    "SharedLine",
    "TalkWish",
]
