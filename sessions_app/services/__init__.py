"""Everything that is written about meetings."""

from .addenda import add_addendum
from .completing import complete_session
from .drafts import discard_draft, expire_drafts, forget_drafts_about, save_draft
from .gatherings import NamesSomebody, complete_gathering, plan_gathering
from .goodbye import write_goodbye
from .group_notes import Words, write_group_note
from .groups import add_regular, change_group, close_group, open_group_again, remove_regular, start_group
from .importing import PastMeeting, import_sessions, unsaved_meeting
from .leaving import call_off_all_of
from .planning import cancel_session, mark_not_met, move_session, plan_session, reopen_session
from .scope import ConsentMissing
from .series import start_series, top_up_series
from .series_changes import change_series, end_series, resume_series
from .series_undo import forget_changes_of_series, undo_change_of_series
from .tallies import count_people, forget_old_plans, take_back_tally

__all__ = [
    "ConsentMissing",
    "NamesSomebody",
    "PastMeeting",
    "Words",
    "add_addendum",
    "add_regular",
    "call_off_all_of",
    "cancel_session",
    "change_group",
    "change_series",
    "close_group",
    "complete_gathering",
    "complete_session",
    "count_people",
    "discard_draft",
    "end_series",
    "expire_drafts",
    "forget_changes_of_series",
    "forget_drafts_about",
    "forget_old_plans",
    "import_sessions",
    "mark_not_met",
    "move_session",
    "open_group_again",
    "plan_gathering",
    "plan_session",
    "remove_regular",
    "reopen_session",
    "resume_series",
    "save_draft",
    "start_group",
    "start_series",
    "take_back_tally",
    "top_up_series",
    "undo_change_of_series",
    "unsaved_meeting",
    "write_goodbye",
    "write_group_note",
]
