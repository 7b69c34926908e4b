"""Meetings. Facts stand open on the session; every word somebody wrote is sealed on the note of one attendance."""

from .answers import (
    AnswerTakenBack,
    HowGiven,
    PeerReply,
    PersonResponse,
    ResponseWords,
    SetAside,
    SetAsideLifted,
)
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
from .notes import Addendum, NoteVersion, SessionNote
from .plan import Connection, ConnectionStep, Goal, GoalTouched, GoodbyePage, HelpsMe, Step
from .reviews import NoteReview, ReviewComment, WithheldPassage
from .series import SessionSeries

__all__ = [
    "Addendum",
    "AnswerTakenBack",
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
    "HowGiven",
    "HowWritten",
    "IdeaOf",
    "Kind",
    "NoteReview",
    "NoteVersion",
    "PeerReply",
    "PersonResponse",
    "Place",
    "ResponseWords",
    "ReviewComment",
    "SessionDraft",
    "SessionNote",
    "SessionSeries",
    "SetAside",
    "SetAsideLifted",
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
