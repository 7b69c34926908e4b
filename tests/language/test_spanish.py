"""The Spanish rules: their own examples, labelled notes, and ordinary sentences that deserve no hint."""

import json
from pathlib import Path
from typing import Any

import pytest

from peersupport.language import Flag, check
from peersupport.language.compiler.build import sources

DATA = Path(__file__).parent / "data"
RULES = sources("es")
LEAST_ENTRIES = 280


def found(text: str, rule: dict[str, Any]) -> list[Flag]:
    return check(text, "es", also=(rule.get("also", ""),))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_points_at_its_examples_and_leaves_the_others(rule: dict[str, Any]) -> None:
    for text in rule["flags"]:
        assert rule["id"] in {flag.rule for flag in found(text, rule)}, text
    for text in rule["leaves"]:
        assert not found(text, rule), text


def test_spanish_has_entries_of_its_own() -> None:
    assert len(RULES) >= LEAST_ENTRIES


def notes() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "dev_es.jsonl").read_text().splitlines()]


def meet(flag: Flag, span: dict[str, Any]) -> bool:
    return flag.start < span["end"] and span["start"] < flag.end


def test_labelled_notes() -> None:
    """Overlap is a hit, as in the labelling rules; own words and the like count as clean unless the hint is low."""
    hit = missed = wrong = 0
    for note in notes():
        flags = check(note["text"], "es")
        met = [span for span in note["flags"] if any(meet(flag, span) for flag in flags)]
        hit += len(met)
        missed += len(note["flags"]) - len(met)
        wrong += sum(
            not any(meet(flag, span) for span in note["flags"])
            and not (flag.severity == "low" and any(meet(flag, span) for span in note["tolerate"]))
            for flag in flags
        )
    assert 2 * hit / (2 * hit + missed + wrong) >= 0.95


def test_clean_notes_stay_without_hints() -> None:
    clean = [note["text"] for note in notes() if not note["flags"]]
    assert len([text for text in clean if check(text, "es")]) <= len(clean) / 33


def test_ordinary_sentences_stay_without_hints() -> None:
    ordinary = (DATA / "ordinary_es.txt").read_text().splitlines()
    assert len([text for text in ordinary if check(text, "es")]) <= len(ordinary) / 100


@pytest.mark.parametrize(
    ("hinted", "left"),
    [
        ("Es alcohólico y toca el bajo.", "Es alcoholico y toca el bajo."),
        ("Su prima es drogadicta.", "SU PRIMA ES DROGADICTA."),
    ],
)
def test_accents_and_capitals_make_no_difference(hinted: str, left: str) -> None:
    assert [flag.rule for flag in check(hinted, "es")] == [flag.rule for flag in check(left, "es")] != []


def test_whose_task_it_is_stands_in_the_verb() -> None:
    assert check("Le bajé la dosis.", "es")
    assert not check("Su doctora le bajó la dosis.", "es")
    assert not check("Pidió que le baje la dosis.", "es")
    assert not check("No le doy la medicación.", "es")


def test_words_of_a_person_count_with_their_endings() -> None:
    assert not check("Es adicta y canta.", "es", own_words=["adicto"])
    assert [flag.category for flag in check("Habló de sus crisis.", "es", never=["crisis"])] == [
        "never-again"
    ]
    assert [flag.category for flag in check("Cantaron las valientes.", "es", never=["valiente"])] == [
        "never-again"
    ]
