"""What can be done in supervision."""

from .room_lines import add_line, carry_line, delete_line, settle_line, share_line, take_back_shared
from .room_meetings import call_off_meeting, hold_meeting, note_meeting, plan_meeting, undo_meeting
from .room_words import (
    ask_to_talk,
    close_talk,
    delete_answer,
    destroy_room_keys,
    forget_room_words,
    keep_answer,
)

__all__ = [
    "add_line",
    "ask_to_talk",
    "call_off_meeting",
    "carry_line",
    "close_talk",
    "delete_answer",
    "delete_line",
    "destroy_room_keys",
    "forget_room_words",
    "hold_meeting",
    "keep_answer",
    "note_meeting",
    "plan_meeting",
    "settle_line",
    "share_line",
    "take_back_shared",
    "undo_meeting",
]
