"""Pronouns are free text. The usual ones show in the reader's language, everything else as it was written."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What is suggested, and the ways people write it.
KNOWN: list[tuple[Promise, set[str]]] = [
    (_("she/her"), {"she", "she/her", "she/hers", "she/her/hers", "ella"}),
    (_("he/him"), {"he", "he/him", "he/his", "he/him/his", "él", "el"}),
    (_("they/them"), {"they", "they/them", "they/theirs", "they/them/theirs", "elle"}),
]


def suggestions() -> list[str]:
    return [str(words) for words, _spellings in KNOWN]


def in_words(text: str) -> str:
    """Ella → she/her for who reads English; ze/zir stays ze/zir."""
    spelled = text.casefold().replace(" ", "")
    return next((str(words) for words, spellings in KNOWN if spelled in spellings), text)
