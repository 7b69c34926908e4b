"""What the demo would have sent, for everybody who looks around: it is on no real installation."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from peersupport.core.http import page

MOST = 100
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sent:
    at: datetime
    way: str
    to: str
    subject: str
    text: str


@login_not_required
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    return page(request, "demo/sent.html", {"messages_sent": newest(settings.SENT_JOURNAL)})


def newest(journal: Path) -> list[Sent]:
    """The last that left, the newest first. A line that is being written just now comes with the next look."""
    if not journal.exists():
        return []
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)[-MOST:]
    told = [json.loads(line) for line in reversed(lines) if line.endswith("\n")]
    return [
        Sent(
            at=EPOCH + timedelta(seconds=one["at"]),
            way=one["way"],
            to=one["to"],
            subject=one.get("subject", ""),
            text=one["text"],
        )
        for one in told
    ]
