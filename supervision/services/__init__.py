"""Everything that is written in supervision."""

from .pulses import (
    answer_about_peer,
    enter_sheet,
    forget_old_pulses,
    forget_pulse,
    forget_turns_of,
    save_pulse,
)
from .workplace import answer_workplace, forget_old_workplace, reply_to_workplace

__all__ = [
    "answer_about_peer",
    "answer_workplace",
    "enter_sheet",
    "forget_old_pulses",
    "forget_old_workplace",
    "forget_pulse",
    "forget_turns_of",
    "reply_to_workplace",
    "save_pulse",
]
