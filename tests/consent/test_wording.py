import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.starter import LANGUAGES, starter
from consent.wording import Block, Span, blocks, fill

LIMITS = ["self", "others", "child", "adult", "court", "medical"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_is_whole_in_every_language(language):
    policy = starter(language)

    assert list(policy.pages) == ["short", "opening", "who_else", "closing"]
    assert [limit.code for limit in policy.limits] == LIMITS
    assert [limit.order for limit in policy.limits] == [1, 2, 3, 4, 5, 6]
    for limit in policy.limits:
        said = [limit.title, limit.plain_words, limit.who_is_told, limit.what_we_do_first]
        assert all(said)
        assert limit.counts
        assert limit.counts_not


def test_a_line_with_a_condition_shows_only_where_it_holds():
    text = "Always.\n- [if billable] {program} is paid.\n- Last."

    assert fill(text, {"program": "Walk"}, set()) == "Always.\n- Last."
    assert fill(text, {"program": "Walk"}, {"billable"}) == "Always.\n- Walk is paid.\n- Last."


def test_an_unknown_word_stays_as_it_is():
    assert fill("Ask {somebody}.", {}, set()) == "Ask {somebody}."


def test_blocks_are_paragraphs_lists_and_steps():
    found = blocks("One **two**.\n\nBefore\n- a\n- b\n\n1. first\n2. second")

    assert found == [
        Block("text", [[Span("One "), Span("two", strong=True), Span(".")]]),
        Block("text", [[Span("Before")]]),
        Block("list", [[Span("a")], [Span("b")]]),
        Block("steps", [[Span("first")], [Span("second")]]),
    ]


@given(
    st.text(st.characters(blacklist_characters="*{}[]\n\r", blacklist_categories=("Cs", "Zl", "Zp", "Cc")))
)
def test_no_letter_of_a_plain_line_is_lost(text):
    shown = "".join(span.text for block in blocks(text) for line in block.lines for span in line)

    assert shown == text.strip() or text.startswith(("- ", "1. ")) or shown.strip() in text
