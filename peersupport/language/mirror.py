"""The front of the engine: rules of a language, loaded once."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from .engine.check import Flag, Reading
from .engine.house import House
from .engine.rules import Rules

COMPILED = Path(__file__).resolve().parents[2] / "static" / "language"
LANGUAGES = ("en", "es")


@cache
def rules_of(language: str) -> Rules:
    rules, advice = (
        json.loads((COMPILED / name).read_text()) for name in (f"{language}.json", f"{language}.advice.json")
    )
    rules["rules"] |= advice
    return Rules(rules)


def check(
    text: str,
    language: str = "en",
    *,
    own_words: Sequence[str] = (),
    never: Sequence[str] = (),
    left_out: Sequence[str] = (),
    house: Sequence[Mapping[str, str]] = (),
    also: Sequence[str] = (),
) -> list[Flag]:
    """Hints about a text, in its order, none overlapping another.

    `own_words` are what the person calls themselves: no hint there. `never` and `left_out` are pointed at wherever
    they stand, even in quotation marks. `house` is the agency's list: `term`, `change` (add, soften, off, name),
    `suggestion` (several with |) and `why`; `term` is a word, a phrase or a rule's id. `also` switches on rule sets
    that are off by default: "privacy" ("could this hurt them if a stranger read it?") and "client".
    """
    rules = rules_of(language if language in LANGUAGES else "en")
    asked = House(rules.endings)
    asked.own_words(own_words)
    asked.never(never, rules.messages["never"])
    asked.left_out(left_out, rules.messages["left_out"])
    for entry in house:
        asked.entry(entry)
    return Reading(rules, asked, text, also).flags()
