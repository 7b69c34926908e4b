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
from .wider_help import add_wider_help, change_wider_help, end_wider_help

__all__ = [
    "PlanChanged",
    "Times",
    "add_phone_line",
    "add_wider_help",
    "answer_hand_over",
    "ask_to_take_over",
    "change_wider_help",
    "drop_plan_draft",
    "end_naming",
    "end_phone_line",
    "end_wider_help",
    "expire_plan_drafts",
    "forget_plan_drafts_about",
    "give_back_shift",
    "move_phone_line_up",
    "name_for_on_call",
    "plan_shifts",
    "save_plan",
    "save_plan_draft",
    "take_back_asking",
    "take_back_shifts",
    "take_plan_back",
    "write_duty",
]
