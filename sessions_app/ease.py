"""Whether a text reads easily, as one quiet sentence for who writes it. It never holds anything up, and is not kept."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent.reading_grade import WARN_ABOVE, WORDS_FOR_A_GRADE, reading_grade

# From here on a sentence is worth pointing out. static/js/note_box.js counts the same way.
LONG_SENTENCE = 25
SENTENCE = re.compile(r"(?<=[.!?:…])\s+|\n+")


def longest_sentence(text: str) -> int:
    """How many words the longest sentence has."""
    return max((len(part.split()) for part in SENTENCE.split(text)), default=0)


def ease_of(text: str, language: str) -> str:
    """ "" where there is nothing to say; below a hundred words only about a long sentence."""
    longest = longest_sentence(text)
    long_words = ngettext(
        "Long sentences: the longest has %(count)d word.",
        "Long sentences: the longest has %(count)d words.",
        longest,
    ) % {"count": longest}
    if len(text.split()) < WORDS_FOR_A_GRADE:
        return long_words if longest >= LONG_SENTENCE else ""
    grade = reading_grade(text, language).grade
    if grade is None or grade <= WARN_ABOVE:
        return _("Reads easily.")
    return long_words if longest >= LONG_SENTENCE else _("Shorter words would read more easily.")
