"""Texts nobody would write, made of what people write, to find where two engines part."""

import random
from collections.abc import Iterator

from peersupport.language import LANGUAGES
from peersupport.language.compiler.build import sources

ODD = [
    "😀", "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "e\u0301", "n\u0303", "\u200d", "\u200b",
    "\u2028", "\u00a0", "\ufeff", "\u05e9\u05dc\u05d5", "\u0645\u0631\u062d", "\u202e",
    "\u4e2d\u6587", "ß", "\u0130", "\u0131", "\u017f", "\u212a", "\u01c5", "\ud83d", "\ude00",
    "\x00", "\x7f", "—", "…", "«", "»", "“", "”", "‘", "’", "´", "¿", "¡", "ñ", "Á", "ü", "Ω", "Ж",
    "\t", "\r\n", "\n", "\n\n", "'", '"', ":", ";", "(", ")", "/", "-", "--", ".", "..", "!", "?",
    "_", "&", "#", "0", "@", "\ufb01", "\u2167", "\u0661\u0662", "\U0001d41a\U0001d41d", "a" * 60,
]  # fmt: skip
LENGTH = 600  # of a note
LINKS = [" ", " ", " ", " ", "  ", "-", "/", ", ", ". ", "\n", ": ", '"', " '", "' ", "; ", " and ", ""]


def sentences(language: str) -> list[str]:
    return [text for rule in sources(language) for text in (*rule["flags"], *rule["leaves"])]


def notes(count: int) -> list[str]:
    """Different notes of one length, of the rules' own sentences."""
    chance = random.Random(5)
    whole = sentences("en")
    made: set[str] = set()
    while len(made) < count:
        text = ""
        while len(text) < LENGTH:
            text += chance.choice(whole) + " "
        made.add(text[:LENGTH])
    return sorted(made)


def generated(seed: int, size: int) -> Iterator[str]:
    """Pieces of the rules' own sentences, shuffled, misspelled, recased and mixed with odd characters."""
    chance = random.Random(seed)
    whole = [text for language in LANGUAGES for text in sentences(language)]
    words = sorted({word for text in whole for word in text.split()})
    for _ in range(size):
        parts = [piece(chance, whole, words) for _ in range(chance.randint(1, 9))]
        yield "".join(part + chance.choice(LINKS) for part in parts)


def piece(chance: random.Random, whole: list[str], words: list[str]) -> str:
    kind = chance.random()
    if kind < 0.12:
        return chance.choice(ODD)
    some = [chance.choice(words) for _ in range(chance.randint(1, 6))]
    text = chance.choice(whole) if kind < 0.45 else " ".join(some)
    if chance.random() < 0.3:
        text = spoiled(chance, text)
    return chance.choice([text, text, text, text.upper(), text.title(), text.lower()])


def spoiled(chance: random.Random, text: str) -> str:
    """A letter left out, doubled, swapped or made odd, a few times."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        one = text[at : at + 1]
        put = chance.choice(
            ["", one * 2, chance.choice(ODD), text[at + 1 : at + 2] + one, chance.choice("aeinrst ")]
        )
        text = text[:at] + put + text[at + len(one) :]
    return text
