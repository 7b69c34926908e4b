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
from .counting import bring_counts, count_weeks
from .differences import raise_difference, say_how_i_see_it
from .drift_signals import (
    answer_movement,
    answer_signal,
    know_why,
    offer_talk,
    open_signal,
    set_sharing_signal,
    take_back_offer,
    take_back_signal_answer,
)
from .finding import find_signals, keep_found
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
from .reminders import remind_of_off_role, remind_of_own_work, remind_of_supervision
from .review import decide_holds, undo_decisions
from .role import accept_role, signs_as
from .room_keys import destroy_room_keys
from .room_lines import add_line, carry_line, delete_line, settle_line, share_line, take_back_shared
from .room_meetings import call_off_meeting, hold_meeting, note_meeting, plan_meeting, undo_meeting
from .room_words import (
    ask_to_talk,
    close_talk,
    delete_answer,
    forget_room_words,
    forget_wishes_of,
    keep_answer,
)
from .workplace import answer_workplace, forget_old_workplace, reply_to_workplace

__all__ = [
    "OffRoleDetails",
    "accept_role",
    "add_education",
    "add_line",
    "answer_about_peer",
    "answer_case",
    "answer_movement",
    "answer_off_role",
    "answer_signal",
    "answer_workplace",
    "ask_to_talk",
    "bring_counts",
    "call_off_meeting",
    "carry_line",
    "change_boundary",
    "close_talk",
    "count_weeks",
    "decide_holds",
    "delete_answer",
    "delete_line",
    "destroy_room_keys",
    "enter_sheet",
    "find_signals",
    "forget_old_choices",
    "forget_old_pulses",
    "forget_old_workplace",
    "forget_pulse",
    "forget_room_words",
    "forget_turns_of",
    "forget_wishes_of",
    "hold_meeting",
    "include_hours",
    "keep_answer",
    "keep_found",
    "know_why",
    "log_off_role",
    "mark_talked_over",
    "note_meeting",
    "notice_answer",
    "offer_talk",
    "open_signal",
    "plan_meeting",
    "propose_case",
    "raise_difference",
    "remind_of_off_role",
    "remind_of_own_work",
    "remind_of_supervision",
    "remove_education",
    "reply_to_workplace",
    "save_pulse",
    "say_how_i_see_it",
    "say_more_off_role",
    "set_house_lines",
    "set_sharing_signal",
    "settle_line",
    "share_line",
    "signs_as",
    "take_back_off_role",
    "take_back_offer",
    "take_back_shared",
    "take_back_signal_answer",
    "undo_decisions",
    "undo_meeting",
    "write_boundary",
    "write_week",
]
