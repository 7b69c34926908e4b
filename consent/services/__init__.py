"""Writing the agreement: publishing a promise, recording an answer, changing one's mind, and the gate that follows.

And what may leave the house: permissions, what goes out on them, by a limit or on a ground of the law.
"""

from .answers import Cell, hold_conversation, record_answer, withdraw_consent
from .asked import answer_asked, ask_disclosure, grounds_for, preview_on_ground
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
from .gate import LEVELS, consent_holds, level_in_force, lock_gate, refresh_gates
from .promise import publish_policy, start_policy
from .releases import Terms, end_release, give_release, release_words, require_in_force

__all__ = [
    "LEVELS",
    "Cell",
    "Terms",
    "answer_asked",
    "ask_disclosure",
    "consent_holds",
    "end_release",
    "give_release",
    "grounds_for",
    "hold_conversation",
    "level_in_force",
    "limit_people",
    "limits_open_to",
    "lock_gate",
    "note_accounting_taken",
    "preview_by_limit",
    "preview_by_release",
    "preview_on_ground",
    "preview_own",
    "publish_policy",
    "record_answer",
    "record_disclosure",
    "record_limit_disclosure",
    "refresh_gates",
    "release_words",
    "require_in_force",
    "start_policy",
    "take_along",
    "withdraw_consent",
]
