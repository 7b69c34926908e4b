"""Writing the agreement: a promise written, talked over and published, an answer, a changed mind, and the gate.

And what may leave the house: permissions, what goes out on them, by a limit or on a ground of the law.
"""

from .answers import AROUND, Cell, hold_conversation, record_answer, take_back_choice, withdraw_consent
from .asked import (
    answer_asked,
    ask_disclosure,
    grounds_for,
    let_out_alone,
    others_who_answer,
    preview_on_ground,
)
from .comments import answer_comment, is_open, propose_policy, say_about_policy, take_back_proposal
from .copies import note_copy_taken
from .disclosures import (
    limit_people,
    limits_open_to,
    note_accounting_taken,
    preview_by_limit,
    preview_by_release,
    preview_own,
    record_disclosure,
    record_limit_disclosure,
    take_along,
)
from .drafts import (
    DAYS,
    ChangedMeanwhile,
    LimitTerms,
    LimitWords,
    add_limit,
    remove_limit,
    set_days,
    set_readers,
    write_limit,
    write_page,
)
from .gate import LEVELS, consent_holds, hold_gates, level_in_force, lock_gate, lock_promise, refresh_gates
from .promise import begin_policy, publish_policy, start_policy
from .releases import Terms, end_release, give_release, release_words, require_in_force
from .reminders import find_reminders, refresh_reminders, remind_of_agreements
from .renewing import renew_consent, renewable
from .talks import begin_talk_again, finish_talk, forget_talks, forget_talks_with, save_talk

__all__ = [
    "AROUND",
    "DAYS",
    "LEVELS",
    "Cell",
    "ChangedMeanwhile",
    "LimitTerms",
    "LimitWords",
    "Terms",
    "add_limit",
    "answer_asked",
    "answer_comment",
    "ask_disclosure",
    "begin_policy",
    "begin_talk_again",
    "consent_holds",
    "end_release",
    "find_reminders",
    "finish_talk",
    "forget_talks",
    "forget_talks_with",
    "give_release",
    "grounds_for",
    "hold_conversation",
    "hold_gates",
    "is_open",
    "let_out_alone",
    "level_in_force",
    "limit_people",
    "limits_open_to",
    "lock_gate",
    "lock_promise",
    "note_accounting_taken",
    "note_copy_taken",
    "others_who_answer",
    "preview_by_limit",
    "preview_by_release",
    "preview_on_ground",
    "preview_own",
    "propose_policy",
    "publish_policy",
    "record_answer",
    "record_disclosure",
    "record_limit_disclosure",
    "refresh_gates",
    "refresh_reminders",
    "release_words",
    "remind_of_agreements",
    "remove_limit",
    "renew_consent",
    "renewable",
    "require_in_force",
    "save_talk",
    "say_about_policy",
    "set_days",
    "set_readers",
    "start_policy",
    "take_along",
    "take_back_choice",
    "take_back_proposal",
    "withdraw_consent",
    "write_limit",
    "write_page",
]
