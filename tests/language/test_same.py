"""Server and page agree to the character."""

import secrets

import pytest
from playwright.sync_api import Browser

from peersupport.bench.proofs import mirror_page, mirror_texts
from peersupport.bench.proofs.mirror_page import differences, hints_of_page, hints_of_server, opened
from peersupport.language import LANGUAGES

from .measure import DATA, notes

SETS = ("dev.jsonl", "more_en.jsonl")
ASKED = {
    "own_words": ["addict"],
    "never": ["crazy", "frequent flyer"],
    "left_out": ["Rosa", "Elm Park"],
    "also": ["privacy", "client"],
    "house": [
        {"term": "lazy", "change": "off"},
        {"term": "manipulative", "change": "soften"},
        {"term": "guest", "change": "add", "suggestion": "person", "why": "We say person."},
        {"term": "Relapse House", "change": "name"},
    ],
}
IN_PAGE = {"own_words": "ownWords", "left_out": "leftOut"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_every_sentence_of_the_data(browser: Browser, language: str) -> None:
    texts = [note["text"] for name in SETS for note in notes(name)]
    texts += (DATA / "ordinary_en.txt").read_text().splitlines()
    texts += [text for each in LANGUAGES for text in mirror_texts.sentences(each)]

    assert differences(opened(browser, language), texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_generated_texts(browser: Browser, language: str) -> None:
    seed = secrets.randbits(32)

    assert differences(opened(browser, language), list(mirror_texts.generated(seed, 500)), language) == [], (
        seed
    )


def test_with_everything_that_can_be_asked_for(browser: Browser) -> None:
    texts = [
        *mirror_texts.generated(secrets.randbits(32), 300),
        "Rosa's guests: crazies at Elm Park, an addict, 😀 so manipulative.",
    ]
    ours = [hints_of_server(text, "en", **ASKED) for text in texts]
    theirs = hints_of_page(
        opened(browser, "en"), texts, {IN_PAGE.get(name, name): value for name, value in ASKED.items()}
    )

    assert ours == theirs
    assert {"never-again", "left-out", "house"} <= {hint[3] for hint in ours[-1]}


def test_offsets_become_what_text_boxes_count(browser: Browser) -> None:
    page = opened(browser, "en")
    found = page.evaluate("import('/js/mirror/engine.js').then(({ utf16 }) => utf16('a😀b'))")

    assert found == [0, 1, 3, 4]


def test_the_comparison_can_fail(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirror_page, "check", lambda text, language: [])

    assert len(differences(opened(browser, "en"), ["Rosa is lazy.", "Rosa sang."], "en")) == 1
