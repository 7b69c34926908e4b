"""What is written about supervision, one module for each part of it."""

from .counting import bring_counts, count_weeks
from .drift_signals import (
    answer_movement,
    answer_signal,
    know_why,
    offer_talk,
    open_signal,
    set_sharing_signal,
    take_back_offer,
    take_back_signal_answer,
)
from .finding import find_signals, keep_found

__all__ = [
    "answer_movement",
    "answer_signal",
    "bring_counts",
    "count_weeks",
    "find_signals",
    "keep_found",
    "know_why",
    "offer_talk",
    "open_signal",
    "set_sharing_signal",
    "take_back_offer",
    "take_back_signal_answer",
]
