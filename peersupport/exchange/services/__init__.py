"""Everything that is written on the way in."""

from .exports import take_meetings, take_people
from .steps import answer_days, bring_in, choose_columns, discard_import, forget_expired
from .uploads import start_import
from .work import work_on

__all__ = [
    "answer_days",
    "bring_in",
    "choose_columns",
    "discard_import",
    "forget_expired",
    "start_import",
    "take_meetings",
    "take_people",
    "work_on",
]
