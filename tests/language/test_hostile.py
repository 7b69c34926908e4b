"""Texts made to be slow are not: the time grows with their length."""

import string
import time
from itertools import product

import pytest

from peersupport.language import check

LENGTH = 25_000
MOST_MS = 50


def typos(length: int) -> str:
    """Different words that all look like one of ours."""
    letters = product(string.ascii_lowercase, repeat=4)
    words = (f"man{''.join(four)}ative" for four in letters)
    text = ""
    for word in words:
        text += word + " "
        if len(text) > length:
            break
    return text[:length]


HOSTILE = {
    "quotes": "\"' ",
    "opened quotes": ' "a',
    "trigger": "addict ",
    "trigger without end": "addict, ",
    "long word": "a",
    "verbs": "gave him his ",
    "speech": "said: ",
    "pattern heads": "check ",
    "sentences": "Assessed. ",
    "capitals": "Relapse House ",
    "emoji": "\U0001f600",
    "newlines": "\n",
    "numbers": "5",
    "dots": ".",
    "reports": "he says she is ",
    "traits": "so very lazy and ",
    "names": "Rosa and Kit and ",
    "at signs": "a@a.",
    "nots": "did not ",
    "combining": "e\u0301",
    "gaps": "told him to to to ",
    "windows": "clean of the day since ",
    "spaces": "  ",
    "underscores": "_",
}


def took(text: str, **asked: object) -> float:
    """Milliseconds of this process, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        check(text, **asked)  # type: ignore[arg-type]
        best = min(best, (time.process_time() - start) * 1000)
    return best


def repeated(part: str, length: int) -> str:
    return (part * (length // len(part) + 1))[:length]


@pytest.mark.parametrize("name", [*HOSTILE, "typos"])
def test_time_grows_with_the_length(name: str) -> None:
    whole = typos(LENGTH) if name == "typos" else repeated(HOSTILE[name], LENGTH)
    asked = {"never": ["crazy"], "left_out": ["elm park"], "own_words": ["mad"], "also": ("privacy",)}
    took("Rosa sang.", **asked)
    short, long = took(whole[: LENGTH // 4], **asked), took(whole, **asked)

    # A shared machine is slower than the one of the benchmark; four times the text takes four times as long.
    assert long <= MOST_MS * 6
    assert long <= 8 * short + 20
