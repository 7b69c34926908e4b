"""What the person said about versions of the promise before they held, and the answers."""

from dataclasses import dataclass
from datetime import datetime

from consent.models import PolicyComment
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading

LATEST = 20


@dataclass(frozen=True)
class MyComment:
    version: int
    at: datetime
    text: str
    answer: str


def my_comments(user: User) -> list[MyComment]:
    """The newest first."""
    rows = list(PolicyComment.objects.of(user).select_related("policy")[:LATEST])
    with reading(by=user, purpose=Purpose.OWN_RECORD, via="person") as opened:
        return [
            MyComment(row.policy.version, row.said_at, words.text, words.answer)
            for row, words in zip(rows, opened.open_all(rows), strict=True)
        ]
