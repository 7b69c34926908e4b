"""The words of the role agreement: those of the house, or those that the product brings until it has its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from peersupport.accounts.models import Agency
from peersupport.rules.models import RoleText, RoleVersion

CONTENT = Path(__file__).parent / "content"
PARTS = ("does", "does_not", "gives")
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class RoleWords:
    """The agreement in one language. version is None while the house reads what the product brings."""

    language: str
    does: tuple[str, ...]
    does_not: tuple[str, ...]
    gives: tuple[str, ...]
    version: RoleVersion | None = None


def role_words(agency: Agency, language: str) -> RoleWords:
    """What holds in this house, in that language or, where the house doesn't write in it, in its first. One query."""
    rows = {row.language: row for row in RoleText.objects.in_force(agency.pk)}
    if not rows:
        return shipped(language)
    return words_in(rows.values(), language, first=agency.languages[0])


def words_in(rows: Iterable[RoleText], language: str, *, first: str) -> RoleWords:
    """One version's words in that language, in the house's first, or in whichever there is."""
    found = {row.language: row for row in rows}
    row = found.get(language) or found.get(first) or next(iter(found.values()))
    return RoleWords(row.language, tuple(row.does), tuple(row.does_not), tuple(row.gives), row.version)


@lru_cache
def shipped(language: str) -> RoleWords:
    """What a house begins with, in English where we don't bring that language."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    text = (CONTENT / f"role_{language}.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (\w+)\n((?:- .+\n?)+)", text, re.MULTILINE))
    does, does_not, gives = (
        tuple(line.removeprefix("- ") for line in parts[part].splitlines()) for part in PARTS
    )
    return RoleWords(language, does, does_not, gives)
