from .boundaries import (
    answer_case,
    change_boundary,
    forget_old_choices,
    mark_talked_over,
    propose_case,
    set_house_lines,
    write_boundary,
)
from .off_role import (
    OffRoleDetails,
    answer_off_role,
    log_off_role,
    notice_answer,
    say_more_off_role,
    take_back_off_role,
)

__all__ = [
    "OffRoleDetails",
    "answer_case",
    "answer_off_role",
    "change_boundary",
    "forget_old_choices",
    "log_off_role",
    "mark_talked_over",
    "notice_answer",
    "propose_case",
    "say_more_off_role",
    "set_house_lines",
    "take_back_off_role",
    "write_boundary",
]
