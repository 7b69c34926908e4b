"""The only writers of this app. Grouped by noun; callers import the names from here."""

from .differences import raise_difference, say_how_i_see_it
from .hours import add_education, include_hours, remove_education, write_week
from .pulses import (
    answer_about_peer,
    enter_sheet,
    forget_old_pulses,
    forget_pulse,
    forget_turns_of,
    save_pulse,
)
from .review import decide_holds, undo_decisions
from .role import accept_role, signs_as
from .workplace import answer_workplace, forget_old_workplace, reply_to_workplace

__all__ = [
    "accept_role",
    "add_education",
    "answer_about_peer",
    "answer_workplace",
    "decide_holds",
    "enter_sheet",
    "forget_old_pulses",
    "forget_old_workplace",
    "forget_pulse",
    "forget_turns_of",
    "include_hours",
    "raise_difference",
    "remove_education",
    "reply_to_workplace",
    "save_pulse",
    "say_how_i_see_it",
    "signs_as",
    "undo_decisions",
    "write_week",
]
