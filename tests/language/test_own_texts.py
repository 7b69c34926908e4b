"""The product keeps to its own mirror, and takes no road to recovery for granted."""

import re
import tomllib

import pytest

from peersupport.language import LANGUAGES, check
from peersupport.language.compiler.build import RULES, sources

from .texts import catalogue, own_texts, policies

# Passages that may stay, and why.
EXEMPT = {
    "sit at the front desk": "In the demo a peer tells of an errand that was asked of her, and that she spoke up.",
    "old drunk": "In the demo it stands on the list of words that somebody uses for himself.",
    "copied into their record": "A way to give something that the person allowed, in the list of ways.",
    "Copied for another record": "What a note says of a copy that the person allowed.",
    "hand out or watch medicine": "A tile of what is not a peer's role.",
    "repartir o vigilar medicinas": "The same tile.",
    "drive people": "A tile of what is not a peer's role.",
    "assess": "A tile of what is not a peer's role.",
    "diagnose": "The same tile.",
    "Copy for the other record": "The button that saves writing the same twice; what it copies the person allowed.",
}
PATHWAYS = tomllib.loads((RULES / "pathways.toml").read_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_product_says_passes_the_mirror(language: str) -> None:
    texts = own_texts(language)
    found = [
        (hint.rule, text[max(0, hint.start - 40) : hint.end + 20])
        for text in texts
        for hint in check(text, language)
        if text[hint.start : hint.end] not in EXEMPT
    ]

    assert len(texts) > 1000
    assert found == []


def assumed(text: str, language: str) -> list[str]:
    """Roads that a text takes for granted."""
    return [
        road
        for road, wording in PATHWAYS.items()
        if any(re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE) for phrase in wording[language])
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hint_assumes_one_road(language: str) -> None:
    found = [
        (rule["id"], text, roads)
        for rule in sources(language)
        for text in [rule["why"], *rule["suggestions"]]
        if (roads := assumed(text, language))
    ]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_product_assumes_one_road(language: str) -> None:
    texts = [*catalogue(language), *policies(language)]  # the demo's people go their own ways

    assert [(text, roads) for text in texts if (roads := assumed(text, language))] == []


def test_a_road_taken_for_granted_is_noticed() -> None:
    assert assumed("With your sponsor you will stay sober.", "en") == ["abstinence", "twelve_steps"]
    assert check("The office monitors patients.") != []
