"""The item bank of the pulses, read from pulse_items.toml, and which items have their turn. No tables, no queries."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

BANK = Path(__file__).with_suffix(".toml")
OTHERWISE = "en"


class Voice(models.TextChoices):
    """Who speaks. People are no voice of a row: what they say is kept without them."""

    PEER = "peer", _("the peer")
    SENIOR = "senior", _("senior peer supervisor")


class PulseWord(models.IntegerChoices):
    """Words, not marks: none of them is the right one."""

    HARDLY = 0, _("hardly")
    NOW_AND_THEN = 1, _("now and then")
    OFTEN = 2, _("often")
    NEARLY_ALWAYS = 3, _("nearly always")


class WorkplaceWord(models.IntegerChoices):
    NOT_REALLY = 0, _("not really")
    A_LITTLE = 1, _("a little")
    MOSTLY = 2, _("mostly")
    YES = 3, _("yes")


@dataclass(frozen=True)
class Item:
    """One sentence. `says`: its wording by voice and language."""

    id: str
    says: dict[str, dict[str, str]]

    def in_voice(self, voice: str) -> str:
        return in_language(self.says[voice])


@dataclass(frozen=True)
class Domain:
    key: str
    titles: dict[str, str]
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        return in_language(self.titles)


def in_language(words: dict[str, str]) -> str:
    return words.get((get_language() or OTHERWISE)[:2], words[OTHERWISE])


@cache
def _bank() -> dict[str, Any]:
    return tomllib.loads(BANK.read_text(encoding="utf-8"))


@cache
def domains() -> tuple[Domain, ...]:
    return tuple(
        Domain(
            told["key"],
            told["title"],
            tuple(
                Item(item["id"], {voice: item[voice] for voice in ("peer", "person", "senior")})
                for item in told["item"]
            ),
        )
        for told in _bank()["domain"]
    )


@cache
def workplace_items() -> tuple[Item, ...]:
    return tuple(Item(item["id"], {Voice.PEER: item["text"]}) for item in _bank()["workplace"])


def domain_of(item_id: str) -> str:
    """The domain that an item belongs to, also of one that is asked no more: the first word of its id."""
    return item_id.partition("-")[0]


def items_of_month(month: date) -> list[Item]:
    """One item of each domain, by turns: the same five for everybody who is asked in this month."""
    return _turn(month.year * 12 + month.month - 1)


def items_of_quarter(quarter: date) -> list[Item]:
    """The five that people are asked about their peer, for three months."""
    return _turn(quarter.year * 4 + (quarter.month - 1) // 3)


def all_items() -> list[Item]:
    """The long form."""
    return [item for domain in domains() for item in domain.items]


def _turn(number: int) -> list[Item]:
    return [domain.items[number % len(domain.items)] for domain in domains()]


def month_of(day: date) -> date:
    return day.replace(day=1)


def quarter_of(day: date) -> date:
    """The first day of its calendar quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def half_of(day: date) -> date:
    """The first day of its half-year: the round in which peers answer about their workplace."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def later(month: date, months: int) -> date:
    """The first day of the month that many months on, or back."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
