"""A supervisor looked at notes that lacked something, and left most of them as they were."""

import uuid
from datetime import timedelta

from supervision.review_querysets import Held, held_rows
from supervision.services import decide_holds

from .cast import Cast, living
from .data import load

SOME = 500
SETTLED = timedelta(days=15)  # by then no note can be changed any more


def leave_as_they_are(cast: Cast) -> None:
    """The newest of each kind wait in the list; what came before was looked at, week by week."""
    for told in load("held")["left"]:
        by = cast.users[told["by"]]
        with living(cast.now, by):
            rows = [row for row in held_rows("after", limit=SOME) if _fits(row, told["code"])]
        for row in rows[: -told["wait"]]:
            with living(min(row.starts_at + SETTLED, cast.now), by):
                decide_holds(
                    attendance_id=row.pk, because={told["code"]: told["because"]}, act=uuid.uuid4(), by=by
                )


def _fits(row: Held, code: str) -> bool:
    return code in row.holds and row.review is None
