"""Server and page find the same on generated texts, to the character, under the rules of each language."""

from typing import Any

from peersupport.language import LANGUAGES

from .mirror_page import differences, hints_of_server, milliseconds, own_page
from .mirror_texts import generated, notes

AT_ONCE, NOTES = 500, 400


def prove(*, seed: int, size: int) -> dict[str, Any]:
    examples: list[str] = []
    found = 0
    times = [0.0]
    for language in LANGUAGES:
        texts = list(generated(seed, size // len(LANGUAGES)))
        found += sum(len(hints_of_server(text, language)) for text in texts[:AT_ONCE])
        with own_page(language) as page:
            if language == "en":
                times = milliseconds(page, notes(NOTES))
            for start in range(0, len(texts), AT_ONCE):
                examples += differences(page, texts[start : start + AT_ONCE], language)
    p95 = round(times[int(len(times) * 0.95)], 3)
    return {
        "texts": size,
        "differences": len(examples),
        "hints_in_first": found,
        "chromium_p95_ms": p95,
        "examples": examples,
    }
