from .concern import program_of, record_concern, say_more, think_aloud
from .concern_after import (
    agree_to_wait,
    ask_to_wait,
    choose_repair,
    give_account,
    hold_repair,
    record_report,
    tell_person,
)
from .concern_course import (
    answer_wish,
    close_concern,
    hand_on,
    pass_on,
    say_ground,
    start_acting,
    take_concern,
    who_could_take_it,
    write_step,
)
from .concern_line import enter_steps, move_on_overdue

__all__ = [
    "agree_to_wait",
    "answer_wish",
    "ask_to_wait",
    "choose_repair",
    "close_concern",
    "enter_steps",
    "give_account",
    "hand_on",
    "hold_repair",
    "move_on_overdue",
    "pass_on",
    "program_of",
    "record_concern",
    "record_report",
    "say_ground",
    "say_more",
    "start_acting",
    "take_concern",
    "tell_person",
    "think_aloud",
    "who_could_take_it",
    "write_step",
]
