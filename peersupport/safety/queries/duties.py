"""The house's own table of duties to report. What nobody looked up is "not checked", never a no."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.safety.models import ReportingDuty

SUGGESTIONS = Path(__file__).resolve().parents[1] / "duties.toml"


@dataclass(frozen=True)
class DutyCard:
    category: str
    title: str
    now: ReportingDuty | None
    later: list[str]
    before: list[str]

    @property
    def is_checked(self) -> bool:
        return self.now is not None and self.now.is_checked


def duty_cards(user: User) -> list[DutyCard]:
    """One card a category, in one question: what holds today, what is to come, and what held before."""
    today = user.agency.today()
    rows = list(
        ReportingDuty.objects.filter(agency_id=user.agency_id).order_by("-starts_on", "-created_at", "-pk")
    )
    cards = []
    for category in ReportingDuty.Category:
        mine = [row for row in rows if row.category == category]
        begun = [row for row in mine if row.starts_on <= today]
        cards.append(
            DutyCard(
                category=category.value,
                title=str(category.label),
                now=begun[0] if begun else None,
                later=[_words(row) for row in mine if row.starts_on > today],
                before=[_words(row) for row in begun[1:]],
            )
        )
    return cards


def _words(row: ReportingDuty) -> str:
    said = {
        "day": date_format(row.starts_on, "DATE_FORMAT"),
        "answer": row.get_must_report_display(),
        "whom": row.to_whom,
    }
    return (
        _("From %(day)s: %(answer)s. %(whom)s") % said
        if row.to_whom
        else _("From %(day)s: %(answer)s") % said
    )


def suggestion(category: str) -> dict[str, str]:
    """Words to begin with where a house has none. Not the law of any place."""
    told = _shipped().get(category, {})
    return dict(told.get(get_language() or "en") or told.get("en") or {})


@cache
def _shipped() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(SUGGESTIONS.read_text(encoding="utf-8"))
