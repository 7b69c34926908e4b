"""The only writers of this app."""

from .house import accept_signals, end_language_entry, set_house_promise, set_language_entry
from .role import (
    bring_back_role_agreement,
    drop_role_agreement,
    publish_role_agreement,
    start_role_agreement,
    write_role_agreement,
)
from .supervision import change_pack, choose_pack, follow_no_rules

__all__ = [
    "accept_signals",
    "bring_back_role_agreement",
    "change_pack",
    "choose_pack",
    "drop_role_agreement",
    "end_language_entry",
    "follow_no_rules",
    "publish_role_agreement",
    "set_house_promise",
    "set_language_entry",
    "start_role_agreement",
    "write_role_agreement",
]
