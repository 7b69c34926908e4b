"""How long to wait before the next try."""

import random

from peersupport.notifications.kinds import Lane

MOST_TRIES = 5
SECONDS = {
    Lane.CONCERN: (2, 5, 20, 60),
    Lane.REMINDER: (30, 120, 600, 1800),
}
JITTER = 0.25  # so that what failed together does not come back together
# Of a concern; a next try that stands further away was written by a clock that went wrong.
LONGEST_FOR_CONCERN = 10 * 60


def seconds_after(tries: int, lane: int, *, asked: float | None = None) -> float:
    """Seconds after try number `tries`. What the other side asked for is kept, but a concern waits no longer than
    ten minutes for anybody."""
    steps = SECONDS[Lane(lane)]
    usual = steps[min(tries, len(steps)) - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret
    wait = max(usual, asked or 0.0)
    return min(wait, LONGEST_FOR_CONCERN) if lane == Lane.CONCERN else wait
