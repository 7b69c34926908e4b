"""What may be typed: kept exactly, or refused in a plain sentence. Never lost, never a crash."""

import pytest
from django.core.exceptions import ValidationError

from peersupport.core.names import name_key
from peersupport.core.text import LineField, TextField, clean_line, clean_text

KEPT = [
    "D'Arcy O’Neil",
    'Ana "La Güera" <3 & co',
    "مريم",
    "יעל",
    "सीता",
    "王小明",
    "Nguyễn Thị Ánh",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈 Sky",
    "می‌خواهم",
    "null",
    "None",
    "NaN",
    "X",
    "=1+1",
    "{{7*7}} {% x %} %s {0.__class__}",
    "../../etc/passwd",
    "'; DROP TABLE people; --",
    "z̵̢͎a̶͚͝l̴̖͗g̸̱͐o̷͕͝",
    "test",
]
REFUSED = {
    "a\x00b": "control",
    "a\x1b[31mred": "control",
    "a\x85b": "control",
    "a\tb": "control",
    "a\nb": "one_line",
    "a\r\nBcc: x": "one_line",
    "a\u2028b": "one_line",
    "a\u202eb": "direction",
    "a\u202ab": "direction",
    "\u2067a\u2069": "direction",
    "a\ud800b": "surrogate",
}


@pytest.mark.parametrize("value", KEPT)
def test_a_line_is_kept_as_it_was_written(value):
    assert clean_line(value) == value


def test_two_ways_to_write_the_same_letter_become_one():
    assert clean_line("Jose\u0301 ") == "Jos\u00e9"


@pytest.mark.parametrize(("value", "code"), REFUSED.items())
def test_a_line_that_would_break_or_deceive_is_refused_with_a_sentence(value, code):
    with pytest.raises(ValidationError) as refused:
        clean_line(value)

    assert refused.value.code == code
    assert str(refused.value.messages[0]).endswith(".")


@pytest.mark.parametrize("value", ["", "   ", "\u200b", "\ufeff", "\u3164", "\u2800 \u00a0", "\u200d\u200c"])
def test_what_nobody_can_see_counts_as_empty(value):
    assert clean_line(value) == ""
    assert clean_text(value) == ""


@pytest.mark.parametrize(
    ("length", "is_fine"), [(0, True), (1, True), (80, True), (81, False), (10**6, False)]
)
def test_a_line_at_and_beyond_its_length(length, is_fine):
    if is_fine:
        assert clean_line("a" * length, most=80) == "a" * length
        return
    with pytest.raises(ValidationError, match="at most 80 characters"):
        clean_line("a" * length, most=80)


def test_a_letter_that_grows_when_composed_is_counted_as_it_is_stored():
    with pytest.raises(ValidationError, match="at most 80 characters"):
        clean_line("\u0958" * 60, most=80)


def test_text_keeps_its_lines_and_tabs_and_unifies_line_ends():
    assert (
        clean_text("one\r\ntwo\rthree\n\tfour \u2067five\u2069") == "one\ntwo\nthree\n\tfour \u2067five\u2069"
    )


@pytest.mark.parametrize("value", ["a\x00", "a\x1b", "a\u202e", "a\udfff", "a" * 20_001])
def test_text_refuses_what_a_line_refuses(value):
    with pytest.raises(ValidationError):
        clean_text(value)


def test_fields_answer_with_the_sentence_and_cut_nothing_off():
    line, text = LineField(most=5), TextField(most=5, required=False)

    assert line.clean(" Ana ") == "Ana"
    assert text.clean("") == ""
    assert "maxlength" not in {**line.widget.attrs, **text.widget.attrs}
    with pytest.raises(ValidationError, match="write something"):
        line.clean("\u200b")
    with pytest.raises(ValidationError, match="at most 5 characters. These are 6"):
        text.clean("abcdef")


def test_the_key_of_a_name_finds_it_whatever_marks_it_wears():
    assert name_key("  JOSÉ\u200d  María ") == "jose maria"
    assert name_key("\u200fمريم") == "مريم"
