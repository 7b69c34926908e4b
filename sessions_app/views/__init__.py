from .changes import session_cancel, session_met, session_move, session_not_met, session_reopen
from .day import end_of_day
from .drafts import draft_discard, draft_save
from .gatherings import group_met, group_note, group_plan
from .goodbye import goodbye_read, goodbye_write
from .groups import (
    group_change,
    group_close,
    group_detail,
    group_list,
    group_open,
    group_regulars,
    group_start,
    regular_add,
    regular_remove,
)
from .listing import session_list
from .log import session_log
from .notes import addendum_add, session_detail, session_read
from .planning import session_plan
from .search import note_search
from .series import group_repeat, series_detail, series_end, series_resume, series_undo, session_later
from .tally import tally, tally_take_back

__all__ = [
    "addendum_add",
    "draft_discard",
    "draft_save",
    "end_of_day",
    "goodbye_read",
    "goodbye_write",
    "group_change",
    "group_close",
    "group_detail",
    "group_list",
    "group_met",
    "group_note",
    "group_open",
    "group_plan",
    "group_regulars",
    "group_repeat",
    "group_start",
    "note_search",
    "regular_add",
    "regular_remove",
    "series_detail",
    "series_end",
    "series_resume",
    "series_undo",
    "session_cancel",
    "session_detail",
    "session_later",
    "session_list",
    "session_log",
    "session_met",
    "session_move",
    "session_not_met",
    "session_plan",
    "session_read",
    "session_reopen",
    "tally",
    "tally_take_back",
]
