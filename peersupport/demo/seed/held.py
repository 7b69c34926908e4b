"""A supervisor looked at notes that lacked something, and left some of them as they were."""

import uuid
from datetime import timedelta

from supervision.review_querysets import held_rows
from supervision.services import decide_holds

from .cast import Cast, living
from .data import load

SOME = 200


def leave_as_they_are(cast: Cast) -> None:
    """Each reason at the oldest note that it fits; the others wait in the list."""
    for days, told in enumerate(load("held")["left"], start=1):
        by = cast.users[told["by"]]
        with living(cast.now - timedelta(days=days), by):
            rows = [
                row for row in held_rows("after", limit=SOME) if told["code"] in row.holds and not row.review
            ]
            if rows:
                decide_holds(
                    attendance_id=rows[0].pk, because={told["code"]: told["because"]}, act=uuid.uuid4(), by=by
                )
