"""The mirror on labelled notes and on ordinary supportive talk. Other notes are kept aside for measuring."""

import pytest

from peersupport.language import check

from .measure import DATA, measure


@pytest.mark.parametrize("name", ["dev.jsonl", "more_en.jsonl"])
def test_hints_fit_what_people_labelled(name: str) -> None:
    found = measure(name)

    assert found["f1"] >= 0.95
    assert found["clean"] <= 0.02
    assert found["role"] >= 0.85
    assert found["typo"] >= 0.9


def test_ordinary_supportive_talk_is_left_alone() -> None:
    sentences = (DATA / "ordinary_en.txt").read_text().splitlines()
    hints = [(sentence, hint.rule) for sentence in sentences for hint in check(sentence)]

    assert len(sentences) > 600
    assert len(hints) <= len(sentences) / 100, hints
