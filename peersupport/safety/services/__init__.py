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
from .concern_again import agree_to_read_again, ask_to_read_again, drop_reading_again
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
from .duties import write_duty
from .hand_over import answer_hand_over, ask_to_take_over, take_back_asking
from .on_call import Times, end_naming, give_back_shift, name_for_on_call, plan_shifts, take_back_shifts
from .phone_plan import add_phone_line, end_phone_line, move_phone_line_up
from .plan import (
    PlanChanged,
    drop_plan_draft,
    expire_plan_drafts,
    forget_plan_drafts_about,
    save_plan,
    save_plan_draft,
    take_plan_back,
)
from .reminders import remind_of_gaps, remind_of_talks
from .wider_help import add_wider_help, change_wider_help, end_wider_help

__all__ = [
    "PlanChanged",
    "Times",
    "add_phone_line",
    "add_wider_help",
    "agree_to_read_again",
    "agree_to_wait",
    "answer_hand_over",
    "answer_wish",
    "ask_to_read_again",
    "ask_to_take_over",
    "ask_to_wait",
    "change_wider_help",
    "choose_repair",
    "close_concern",
    "drop_plan_draft",
    "drop_reading_again",
    "end_naming",
    "end_phone_line",
    "end_wider_help",
    "enter_steps",
    "expire_plan_drafts",
    "forget_plan_drafts_about",
    "give_account",
    "give_back_shift",
    "hand_on",
    "hold_repair",
    "move_on_overdue",
    "move_phone_line_up",
    "name_for_on_call",
    "pass_on",
    "plan_shifts",
    "program_of",
    "record_concern",
    "record_report",
    "remind_of_gaps",
    "remind_of_talks",
    "save_plan",
    "save_plan_draft",
    "say_ground",
    "say_more",
    "start_acting",
    "take_back_asking",
    "take_back_shifts",
    "take_concern",
    "take_plan_back",
    "tell_person",
    "think_aloud",
    "who_could_take_it",
    "write_duty",
    "write_step",
]
