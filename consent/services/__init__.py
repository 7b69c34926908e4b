"""Writing the agreement: publishing a promise, recording an answer, changing one's mind, and the gate that follows."""

from .answers import Cell, hold_conversation, record_answer, take_back_choice, withdraw_consent
from .gate import LEVELS, consent_holds, level_in_force, lock_gate, refresh_gates
from .promise import publish_policy, start_policy

__all__ = [
    "LEVELS",
    "Cell",
    "consent_holds",
    "hold_conversation",
    "level_in_force",
    "lock_gate",
    "publish_policy",
    "record_answer",
    "refresh_gates",
    "start_policy",
    "take_back_choice",
    "withdraw_consent",
]
