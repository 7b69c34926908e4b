"""The only writers of this app. Grouped by noun; callers import the names from here."""

from .boundaries import (
    answer_case,
    change_boundary,
    forget_old_choices,
    mark_talked_over,
    propose_case,
    set_house_lines,
    write_boundary,
)
from .differences import raise_difference, say_how_i_see_it
from .hours import add_education, include_hours, remove_education, write_week
from .off_role import (
    OffRoleDetails,
    answer_off_role,
    log_off_role,
    notice_answer,
    say_more_off_role,
    take_back_off_role,
)
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
    "OffRoleDetails",
    "accept_role",
    "add_education",
    "answer_about_peer",
    "answer_case",
    "answer_off_role",
    "answer_workplace",
    "change_boundary",
    "decide_holds",
    "enter_sheet",
    "forget_old_choices",
    "forget_old_pulses",
    "forget_old_workplace",
    "forget_pulse",
    "forget_turns_of",
    "include_hours",
    "log_off_role",
    "mark_talked_over",
    "notice_answer",
    "propose_case",
    "raise_difference",
    "remove_education",
    "reply_to_workplace",
    "save_pulse",
    "say_how_i_see_it",
    "say_more_off_role",
    "set_house_lines",
    "signs_as",
    "take_back_off_role",
    "undo_decisions",
    "write_boundary",
    "write_week",
]
