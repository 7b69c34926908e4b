"""Reading grades, offline, for both languages."""

import pytest

from consent.reading_grade import reading_grade
from consent.starter import starter

HARD = (
    "The confidentiality of communications notwithstanding, disclosures necessitated by statutory obligations "
    "may be effectuated without prior authorization. "
) * 10


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_ships_is_easy_to_read(language):
    body = starter(language).pages["short"][1]

    grade = reading_grade(body, language)

    assert grade.grade is not None
    assert grade.grade <= 6
    assert grade.tone == "good"
    assert len(grade.hardest) == 3


def test_hard_words_are_warned_of():
    grade = reading_grade(HARD, "en")

    assert grade.grade > 8
    assert grade.tone == "look"


def test_a_grade_is_told_from_a_hundred_words_on():
    short = reading_grade("We walk. What you tell me stays between us, **always**.\n- {peer} listens", "en")

    assert (short.grade, short.hardest, short.tone) == (None, (), "plain")
    assert short.longest == "What you tell me stays between us, always."
    assert reading_grade(HARD, "en").words >= 100


@pytest.mark.parametrize("text", ["", "   ", "**", "- \n- ", "{peer}", "¿?", "1.", "🙂 " * 200])
def test_anything_can_be_typed(text):
    for language in ("en", "es"):
        assert reading_grade(text, language).longest in {"", "Robin", text.strip(), "1."}
