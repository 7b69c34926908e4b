"""Everything that is written about meetings."""

from .addenda import add_addendum
from .completing import complete_session
from .drafts import discard_draft, expire_drafts, save_draft
from .planning import cancel_session, mark_not_met, move_session, plan_session, reopen_session
from .scope import ConsentMissing

__all__ = [
    "ConsentMissing",
    "add_addendum",
    "cancel_session",
    "complete_session",
    "discard_draft",
    "expire_drafts",
    "mark_not_met",
    "move_session",
    "plan_session",
    "reopen_session",
    "save_draft",
]
