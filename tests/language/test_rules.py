"""Every rule points at what it must and leaves alone what it must, in both engines."""

import pytest
from playwright.sync_api import Browser

from peersupport.bench.proofs.mirror_page import hints_of_page, opened
from peersupport.language import LANGUAGES, check
from peersupport.language.compiler.build import sources
from peersupport.language.compiler.forms import Inflections, notation
from peersupport.language.engine.forms import Forms

RULES = [(language, rule) for language in LANGUAGES for rule in sources(language)]


def also_of(rule: dict[str, str]) -> tuple[str, ...]:
    return (rule["also"],) if "also" in rule else ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_on_its_own_sentences(language: str) -> None:
    missed, wrong = [], []
    for rule in sources(language):
        also = also_of(rule)
        missed += [
            (rule["id"], text)
            for text in rule["flags"]
            if rule["id"] not in {hint.rule for hint in check(text, language, also=also)}
        ]
        wrong += [(rule["id"], text) for text in rule["leaves"] if check(text, language, also=also)]

    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_in_the_page(browser: Browser, language: str) -> None:
    page = opened(browser, language)
    missed, wrong = [], []
    for also in {also_of(rule) for rule in sources(language)}:
        rules = [rule for rule in sources(language) if also_of(rule) == also]
        flags = [(rule["id"], text) for rule in rules for text in rule["flags"]]
        leaves = [(rule["id"], text) for rule in rules for text in rule["leaves"]]
        asked = {"also": list(also)}
        found = hints_of_page(page, [text for _id, text in flags], asked)
        missed += [
            flag
            for flag, hints in zip(flags, found, strict=True)
            if flag[0] not in {hint[2] for hint in hints}
        ]
        found = hints_of_page(page, [text for _id, text in leaves], asked)
        wrong += [leave for leave, hints in zip(leaves, found, strict=True) if hints]

    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_explains_itself_in_one_sentence_and_offers_other_words(language: str) -> None:
    bad = [
        rule["id"] for rule in sources(language)
        if not rule["suggestions"] or not rule["why"].endswith((".", ")")) or len(rule["why"]) > 110
    ]  # fmt: skip

    assert bad == []


def test_forms_stand_for_what_the_guide_says() -> None:
    inflections = Inflections("en", ["give gives gave given giving"])

    assert notation("give~ ..3 {medicine}", inflections) == "give~ ..3 @medicine"
    assert (
        notation("(very) un-motivated addict+ his/her", inflections)
        == "(very) un-motivated addict/addicts his/her"
    )
    assert Forms({}).phrases("(so) med-seeking") == [
        "so med seeking",
        "so medseeking",
        "med seeking",
        "medseeking",
    ]
    assert inflections.by_ending() == {"0s 3ave 0n 1ing": "give"}
