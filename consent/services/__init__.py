"""Writing the agreement: a promise written, talked over and published, an answer, a changed mind, and the gate."""

from .answers import Cell, hold_conversation, record_answer, take_back_choice, withdraw_consent
from .comments import answer_comment, is_open, propose_policy, say_about_policy, take_back_proposal
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
from .gate import LEVELS, consent_holds, level_in_force, lock_gate, refresh_gates
from .promise import publish_policy, start_policy

__all__ = [
    "DAYS",
    "LEVELS",
    "Cell",
    "ChangedMeanwhile",
    "LimitTerms",
    "LimitWords",
    "add_limit",
    "answer_comment",
    "consent_holds",
    "hold_conversation",
    "is_open",
    "level_in_force",
    "lock_gate",
    "propose_policy",
    "publish_policy",
    "record_answer",
    "refresh_gates",
    "remove_limit",
    "say_about_policy",
    "set_days",
    "set_readers",
    "start_policy",
    "take_back_choice",
    "take_back_proposal",
    "withdraw_consent",
    "write_limit",
    "write_page",
]
