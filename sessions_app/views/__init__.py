from .changes import session_cancel, session_met, session_move, session_not_met, session_reopen
from .drafts import draft_discard, draft_save
from .listing import session_list
from .log import session_log
from .notes import addendum_add, session_detail, session_read
from .planning import session_plan

__all__ = [
    "addendum_add",
    "draft_discard",
    "draft_save",
    "session_cancel",
    "session_detail",
    "session_list",
    "session_log",
    "session_met",
    "session_move",
    "session_not_met",
    "session_plan",
    "session_read",
    "session_reopen",
]
