"""The only writers of this app."""

from .house import accept_signals, end_language_entry, set_house_promise, set_language_entry
from .supervision import change_pack, choose_pack, follow_no_rules

__all__ = [
    "accept_signals",
    "change_pack",
    "choose_pack",
    "end_language_entry",
    "follow_no_rules",
    "set_house_promise",
    "set_language_entry",
]
