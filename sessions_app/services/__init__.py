"""Everything that is written about meetings."""

from .addenda import add_addendum
from .answers import answer_note, reply_to_answer, take_back_answer
from .completing import complete_session
from .drafts import discard_draft, expire_drafts, forget_drafts_about, save_draft
from .gatherings import NamesSomebody, complete_gathering, plan_gathering
from .goodbye import write_goodbye
from .group_notes import Words, write_group_note
from .groups import add_regular, change_group, close_group, open_group_again, remove_regular, start_group
from .importing import PastMeeting, import_sessions, unsaved_meeting
from .leaving import call_off_all_of
from .leaving_out import leave_out, put_back, strike_own_words
from .planning import cancel_session, mark_not_met, move_session, plan_session, reopen_session
from .ready import change_note
from .reminders import (
    remind_of_answers,
    remind_of_draft,
    remind_of_meeting,
    remind_of_rhythm,
    remind_of_unsaid,
)
from .reviews import answer_review, close_review, drop_review, keep_review, return_review
from .scope import ConsentMissing
from .series import start_series, top_up_series
from .series_changes import change_series, end_series, resume_series
from .series_undo import forget_changes_of_series, undo_change_of_series
from .settling import settle_meeting
from .tallies import count_people, forget_old_plans, take_back_tally
from .withheld import (
    answer_why_withheld,
    ask_why_withheld,
    complete_with_withheld,
    decide_passage,
    take_out_passage,
    withhold_passage,
)

__all__ = [
    "ConsentMissing",
    "NamesSomebody",
    "PastMeeting",
    "Words",
    "add_addendum",
    "add_regular",
    "answer_note",
    "answer_review",
    "answer_why_withheld",
    "ask_why_withheld",
    "call_off_all_of",
    "cancel_session",
    "change_group",
    "change_note",
    "change_series",
    "close_group",
    "close_review",
    "complete_gathering",
    "complete_session",
    "complete_with_withheld",
    "count_people",
    "decide_passage",
    "discard_draft",
    "drop_review",
    "end_series",
    "expire_drafts",
    "forget_changes_of_series",
    "forget_drafts_about",
    "forget_old_plans",
    "import_sessions",
    "keep_review",
    "leave_out",
    "mark_not_met",
    "move_session",
    "open_group_again",
    "plan_gathering",
    "plan_session",
    "put_back",
    "remind_of_answers",
    "remind_of_draft",
    "remind_of_meeting",
    "remind_of_rhythm",
    "remind_of_unsaid",
    "remove_regular",
    "reopen_session",
    "reply_to_answer",
    "resume_series",
    "return_review",
    "save_draft",
    "settle_meeting",
    "start_group",
    "start_series",
    "strike_own_words",
    "take_back_answer",
    "take_back_tally",
    "take_out_passage",
    "top_up_series",
    "undo_change_of_series",
    "unsaved_meeting",
    "withhold_passage",
    "write_goodbye",
    "write_group_note",
]
