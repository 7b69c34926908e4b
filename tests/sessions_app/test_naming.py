"""Finding names in lines about a group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions_app.naming import names_in

NAMES = ["Ana R.", "Big Lou", "Soo-ah", "O’Neil", "Zoë Müller", "J", "李 梅", "राम", "Bo"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("We cooked and sang.", []),
        ("Analysis of bananas", []),
        ("Ana burned it", ["Ana"]),
        ("ana’s rice, ANA!", ["ana"]),
        ("R is a letter", []),
        ("a big pot", ["big"]),
        ("Soo-ah and soo ah", ["Soo-ah"]),
        ("Soo sang", []),
        ("with zoe muller", ["zoe", "muller"]),
        ("O’Neil and ONeil", ["O’Neil"]),
        ("J cooked", ["J"]),
        ("राम आया", ["राम"]),
        ("Bo", ["Bo"]),
    ],
)
def test_whole_words_whatever_their_marks(text, found):
    assert [word.text for word in names_in(text, NAMES)] == found


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_is_read_without_trouble(text, names):
    for word in names_in(text, names):
        assert word.text
        assert word.key


@given(
    st.sampled_from(["Ana", "Lou", "Zoë", "Müller"]),
    st.text("abc ,.!?-", max_size=40),
    st.text(" ,.!?", min_size=1),
)
def test_a_name_between_other_words_is_always_found(name, before, space):
    found = [word.text for word in names_in(f"{before}{space}{name}{space}", ["Ana", "Lou", "Zoë Müller"])]

    assert name in found
