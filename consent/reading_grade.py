"""How hard a text is to read: Flesch-Kincaid for English, Fernández-Huerta for Spanish, both as a school grade.

A grade is told from a hundred words on. Below that a single long word would swing it: the longest sentence is shown.
Items of a list pull the average down; that is why the hardest sentences stand beside it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from textstat.textstat import textstatistics

WORDS_FOR_A_GRADE = 100
TARGET, WARN_ABOVE = 6, 8
HARDEST = 3
# Fernández-Huerta's own table: how easy (0–100) → the grade that reads it.
GRADES_OF_EASE = ((90, 4), (80, 5), (70, 6), (60, 8), (50, 10), (30, 13))
HARDEST_GRADE = 16
MARKS = re.compile(r"^(- |\d+\. )?(\[if [\w ]+\] )?", re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?:])[\"”»)]*\s+|\n+")


@dataclass(frozen=True)
class ReadingGrade:
    """`grade` is None below a hundred words; then the longest sentence says more."""

    language: str
    words: int
    grade: float | None
    longest: str
    hardest: tuple[str, ...]

    @property
    def tone(self) -> str:
        """As a tag shows it: good up to the target, wait up to the warning, look above."""
        if self.grade is None:
            return "plain"
        return "good" if self.grade <= TARGET else "wait" if self.grade <= WARN_ABOVE else "look"


def reading_grade(text: str, language: str) -> ReadingGrade:
    """The grade of what a person would read: without stars, dashes of lists and conditions, a word for each name."""
    plain = re.sub(r"\{\w+\}", "Robin", MARKS.sub("", text.strip()).replace("*", ""))
    sentences = [part.strip() for part in SENTENCE.split(plain) if re.search(r"\w", part)]
    words = len(re.findall(r"\w[\w'’-]*", plain))
    return ReadingGrade(
        language=language,
        words=words,
        grade=_grade(" ".join(_closed(s) for s in sentences), language)
        if words >= WORDS_FOR_A_GRADE
        else None,
        longest=max(sentences, key=lambda s: len(s.split()), default=""),
        hardest=tuple(_hardest(sentences, language)) if words >= WORDS_FOR_A_GRADE else (),
    )


def _hardest(sentences: list[str], language: str) -> list[str]:
    """Of those with more than three words; a heading is no sentence."""
    real = [sentence for sentence in dict.fromkeys(sentences) if len(sentence.split()) > 3]
    return sorted(real, key=lambda s: _difficulty(_closed(s), language), reverse=True)[:HARDEST]


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence.rstrip(":") + "."


def _difficulty(text: str, language: str) -> float:
    if language == "es":
        return 100 - float(_statistics("es").fernandez_huerta(text))
    return float(_statistics("en").flesch_kincaid_grade(text))


def _grade(text: str, language: str) -> float:
    if language != "es":
        return max(0.0, round(float(_statistics("en").flesch_kincaid_grade(text)), 1))
    ease = float(_statistics("es").fernandez_huerta(text))
    return float(next((grade for least, grade in GRADES_OF_EASE if ease >= least), HARDEST_GRADE))


@lru_cache
def _statistics(language: str) -> textstatistics:
    """One for each language: the library's own switch is global. English loads its word list once, about 70 MB."""
    found = textstatistics()
    found.set_lang(language)
    return found
