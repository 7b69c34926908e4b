from .duties import write_duty
from .hand_over import answer_hand_over, ask_to_take_over, take_back_asking
from .on_call import (
    Times,
    end_naming,
    give_back_shift,
    name_for_on_call,
    plan_shifts,
    take_back_shifts,
)
from .phone_plan import add_phone_line, end_phone_line, move_phone_line_up
from .wider_help import add_wider_help, change_wider_help, end_wider_help

__all__ = [
    "Times",
    "add_phone_line",
    "add_wider_help",
    "answer_hand_over",
    "ask_to_take_over",
    "change_wider_help",
    "end_naming",
    "end_phone_line",
    "end_wider_help",
    "give_back_shift",
    "move_phone_line_up",
    "name_for_on_call",
    "plan_shifts",
    "take_back_asking",
    "take_back_shifts",
    "write_duty",
]
