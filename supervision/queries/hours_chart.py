"""A peer's own weeks as two lines: work that is paid and work that is not. A week that nobody wrote down is a gap."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from django.utils.translation import gettext as _

from peersupport.core.charts import Chart, Line
from peersupport.core.templatetags.ui import minutes_words
from supervision.signal_words import week_words

STEP = 10 * 60  # the top of the side is a whole number of ten hours
FEWEST = 2  # one point is no line


class Minutes(int):
    """A length that stands in words in the table."""

    def __format__(self, _spec: str) -> str:
        return minutes_words(self)


def hours_chart(weeks: Sequence[tuple[date, int, int | None]]) -> Chart | None:
    """Each with its Monday, its minutes and those not paid, the oldest first; None before two were written down."""
    shown = [(done - unpaid, unpaid) if unpaid is not None else None for _monday, done, unpaid in weeks]
    written = [pair for pair in shown if pair is not None]
    if len(written) < FEWEST:
        return None
    top = max(1, ceil(max(max(pair) for pair in written) / STEP)) * STEP
    return Chart(
        title=_("Paid and not paid, week by week"),
        labels=[week_words(monday) for monday, _done, _unpaid in weeks],
        lines=[
            Line(_("Work that is paid"), [Minutes(pair[0]) if pair else None for pair in shown]),
            Line(_("Work that is not paid"), [Minutes(pair[1]) if pair else None for pair in shown]),
        ],
        ticks=[(worth, f"{Minutes(worth)}") for worth in (0, top // 2, top)],
        in_words="{}",
    )
