"""Meetings. Facts stand open on the session; every word somebody wrote is sealed on the note of one attendance."""

from .check_ins import CheckIn, CheckInWish
from .codes import (
    CheckInAnswer,
    CheckInQuestion,
    ChosenBy,
    HowWritten,
    IdeaOf,
    Kind,
    Place,
    Tag,
    Way,
    WhoseStep,
    WhoWrote,
    WhyShared,
)
from .gatherings import Gathering
from .groups import Group, GroupRegular, Tally
from .meetings import Attendance, SessionDraft, SupportSession
from .notes import Addendum, SessionNote
from .plan import Connection, ConnectionStep, Goal, GoalTouched, GoodbyePage, HelpsMe, Step
from .reviews import NoteReview, ReviewComment, WithheldPassage
from .series import SessionSeries

__all__ = [
    "Addendum",
    "Attendance",
    "CheckIn",
    "CheckInAnswer",
    "CheckInQuestion",
    "CheckInWish",
    "ChosenBy",
    "Connection",
    "ConnectionStep",
    "Gathering",
    "Goal",
    "GoalTouched",
    "GoodbyePage",
    "Group",
    "GroupRegular",
    "HelpsMe",
    "HowWritten",
    "IdeaOf",
    "Kind",
    "NoteReview",
    "Place",
    "ReviewComment",
    "SessionDraft",
    "SessionNote",
    "SessionSeries",
    "Step",
    "SupportSession",
    "Tag",
    "Tally",
    "Way",
    "WhoWrote",
    "WhoseStep",
    "WhyShared",
    "WithheldPassage",
]
