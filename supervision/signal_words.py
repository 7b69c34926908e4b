"""Signals in plain words and as a chart. Shares are said as "about 1 in 6"; nothing is ranked."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import sqrt

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.core.charts import Chart, Line, Mark
from supervision.models import Signal

WEEKS = 26
# A usual week lies within about two standard deviations of the level before, with room for how weeks differ anyway.
USUAL = 2
SMALLEST, LARGEST, UP_TO_ONE_IN = 0.02, 0.98, 0.35

SENTENCES = {
    Signal.OFF_ROLE: gettext_lazy(
        "Lately, %(now)s of the hours went to things outside the role. Before, it was %(before)s."
    ),
    Signal.AGENDA: gettext_lazy(
        "Lately, the person chose what to talk about, alone or together, in %(now)s of the meetings. "
        "Before, it was %(before)s."
    ),
    Signal.KINDS: gettext_lazy(
        "Lately, %(now)s of the support was sharing know-how or doing something practical. Before, it was %(before)s."
    ),
    Signal.ROOMS: gettext_lazy(
        "Lately, %(now)s of the time in supervision was with the clinical supervisor. Before, it was %(before)s."
    ),
    Signal.OWN_STEPS: gettext_lazy(
        "Lately, %(now)s of the next steps were the person’s own. Before, it was %(before)s."
    ),
}  # fmt: skip
# What is never a target has no numbers, but a question.
ROOM_FOR_IT = gettext_lazy("A story of one’s own came up less often lately. Is there still room for it?")
DRAWN = {
    Signal.OFF_ROLE: gettext_lazy("Hours that went to things outside the role"),
    Signal.AGENDA: gettext_lazy("Meetings in which the person chose, alone or together"),
    Signal.KINDS: gettext_lazy("Support that was know-how or something practical"),
    Signal.ROOMS: gettext_lazy("Time in supervision that was with the clinical supervisor"),
    Signal.OWN_STEPS: gettext_lazy("Next steps that were the person’s own"),
}


def share_words(share: float) -> str:
    """0.17 → about 1 in 6, 0.4 → about 4 in 10."""
    if share < SMALLEST:
        return _("almost none")
    if share > LARGEST:
        return _("almost all")
    if share <= UP_TO_ONE_IN:
        return _("about 1 in %(many)s") % {"many": round(1 / share)}
    return _("about %(some)s in 10") % {"some": min(9, round(share * 10))}


def sentence(signal: str, before: float, after: float) -> str:
    if signal == Signal.SHARING:
        return str(ROOM_FOR_IT)
    return SENTENCES[Signal(signal)] % {"now": share_words(after), "before": share_words(before)}


def week_words(week: date) -> str:
    return formats.date_format(week, _("M j"))


def drawn(
    signal: str, *, counts: Mapping[date, tuple[int, int]], last: date, usual: float, said: date
) -> Chart | None:
    """The last half year week by week, the range that was usual, and when something could be said.

    None where a question is asked: a curve would be its number.
    """
    if signal == Signal.SHARING:
        return None
    weeks = [last - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    shares = [counts[week][0] / counts[week][1] if week in counts else None for week in weeks]
    band = [_usual(usual, counts[week][1]) if week in counts else None for week in weeks]
    highest = max(
        [share for share in shares if share is not None] + [pair[1] for pair in band if pair], default=0
    )
    marks = [Mark(weeks.index(said), _("From this week on it could be seen"))] if said in weeks else []
    return Chart(
        title=str(DRAWN[Signal(signal)]), labels=[week_words(week) for week in weeks],
        lines=[Line(_("Share of the week"), shares)], ticks=_ticks(highest), marks=marks, band=band,
        band_name=_("what was usual before"),
    )  # fmt: skip


def _usual(share: float, of_all: int) -> tuple[float, float]:
    room = USUAL * sqrt(max(share * (1 - share), 0.01) / of_all)
    return max(0.0, share - room), min(1.0, share + room)


def _ticks(highest: float) -> tuple[tuple[float, str], ...]:
    none, quarter, half, everything = (0.0, _("none")), (0.25, _("1 in 4")), (0.5, _("half")), (1.0, _("all"))
    if highest <= half[0]:
        return none, quarter, half
    return none, half, everything
