"""What stands on a page of the studio now, and a short fingerprint of it, so that two tabs don't undo each other."""

import hashlib
import json
from typing import Any

from .models import ConfidentialityPolicy
from .rule import AT_MOST, Rule

WORDS_OF_A_LIMIT = (
    "title", "plain_words", "counts", "counts_not", "who_is_told", "what_we_do_first", "not_when",
)  # fmt: skip
DAYS = (
    "consent_valid_days", "own_text_days", "reader_wait_days", "acknowledge_minutes", "answer_days",
    "ready_days", "note_delay_days", "repair_talk_days", "comment_days",
)  # fmt: skip


def page_of(policy: ConfidentialityPolicy, page: str) -> dict[str, str]:
    """Language → body."""
    return dict(policy.texts.filter(page=page).order_by("language").values_list("language", "body"))


def limit_of(policy: ConfidentialityPolicy, order: int) -> dict[str, Any]:
    """Language → its words, and what the limit means. Without "code" there is no such limit."""
    rows = policy.limits.filter(order=order).order_by("language").values("language", *WORDS_OF_A_LIMIT)
    found: dict[str, Any] = {row.pop("language"): row for row in rows}
    terms = policy.terms.filter(order=order).values("code", "told", "talk_first", "within").first() or {}
    return {**terms, "words": found}


def readers_of(policy: ConfidentialityPolicy) -> dict[str, Any]:
    """rules_of(), and who still reads what was set aside."""
    return {**rules_of(policy), "kept_for": list(policy.kept_for)}


def rules_of(policy: ConfidentialityPolicy) -> dict[str, int]:
    """`audience_content` → rule, for every cell a house may open."""
    stands = {(cell.audience, cell.content): cell.rule for cell in policy.audiences.all()}
    return {
        f"{audience}_{content}": int(stands.get((audience, content), Rule.NEVER))
        for audience, content in AT_MOST
    }


def days_of(policy: ConfidentialityPolicy) -> dict[str, int]:
    return {name: getattr(policy, name) for name in DAYS}


def stamp(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]
