"""Server and page find the same on generated texts, to the character, under the rules of each language."""

from typing import Any

from peersupport.language import LANGUAGES

from .mirror_page import differences, hints_of_server, own_page
from .mirror_texts import generated

AT_ONCE = 500


def prove(*, seed: int, size: int) -> dict[str, Any]:
    examples: list[str] = []
    found = 0
    for language in LANGUAGES:
        texts = list(generated(seed, size // len(LANGUAGES)))
        found += sum(len(hints_of_server(text, language)) for text in texts[:AT_ONCE])
        with own_page(language) as page:
            for start in range(0, len(texts), AT_ONCE):
                examples += differences(page, texts[start : start + AT_ONCE], language)
    return {"texts": size, "differences": len(examples), "hints_in_first": found, "examples": examples}
