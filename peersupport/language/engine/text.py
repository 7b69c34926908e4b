"""A note as both engines see it: folded to ASCII code point by code point, cut into words and sentences."""

import re
from functools import cached_property

TOKEN = re.compile(r"[a-z0-9_]+(?:'[a-z_]+)*")
BREAK = re.compile(r"[,:()]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# A dot after these, or after a single letter, ends no sentence.
SHORT = {"dr", "mr", "mrs", "ms", "st", "vs", "approx", "appt", "dept", "jr", "sr", "sra", "dra", "prof"}
LETTERS = {
    "a": "àáâãäåÀÁÂÃÄÅ", "c": "çÇ", "e": "èéêëÈÉÊË", "i": "ìíîïÌÍÎÏ", "n": "ñÑ", "o": "òóôõöøÒÓÔÕÖØ",
    "u": "ùúûüÙÚÛÜ", "y": "ýÿÝ", "'": "‘’ʼ‛´", '"': "“”„‟«»", "-": "‐‑‒–—―−", ".": "…",
    " ": "\u00a0\u2007\u2009\u200a\u202f\u3000", "?": "¿", "!": "¡", "\n": "\u2028\u2029\u0085",
}  # fmt: skip
FOLDED = {char: plain for plain, chars in LETTERS.items() for char in chars}
LETTER, OTHER = "_", "\x01"


def fold_one(found: re.Match[str]) -> str:
    char = found.group()
    plain = FOLDED.get(char)
    if plain is None:
        plain = LETTER if "\u00aa" <= char <= "\u1fff" else OTHER
    return plain


def fold(text: str) -> str:
    """As long as the text itself, in small ASCII letters: no accent, no curly quote, no letter of another script."""
    return (text if text.isascii() else NOT_ASCII.sub(fold_one, text)).lower()


def is_big(char: str) -> bool:
    return "A" <= char <= "Z" or "À" <= char <= "Þ"


class Text:
    """Words are counted from 0; `gap(n)` is what stands between word n and the next."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.folded = fold(raw)
        self.spans = [found.span() for found in TOKEN.finditer(self.folded)]
        self.words = [self.folded[start:end] for start, end in self.spans]
        self.meant: dict[
            int, list[str]
        ] = {}  # for words that look misspelled what they may have been meant to be

    def gap(self, number: int) -> str:
        end = self.spans[number + 1][0] if number + 1 < len(self.spans) else len(self.folded)
        return self.folded[self.spans[number][1] : end]

    def joined(self, number: int) -> bool:
        """Whether the next word can belong to one phrase with this one."""
        gap = self.gap(number)
        return gap in {" ", ":"} or (0 < len(gap) <= 2 and not gap.strip(" -/"))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First and last word of the sentence of each word."""
        found: list[tuple[int, int]] = []
        first, folded, spans = 0, self.folded, self.spans
        last = len(spans) - 1
        for number, (_start, end) in enumerate(spans):
            if number < last and spans[number + 1][0] == end + 1 and folded[end] == " ":
                continue
            if number == last or self.ends_sentence(number):
                found += [(first, number)] * (number + 1 - first)
                first = number + 1
        return found

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Words after which a comma, a colon or a bracket stands."""
        folded, spans = self.folded, self.spans
        return frozenset(
            number
            for number, (_start, end) in enumerate(spans)
            if folded[end : end + 1] not in {" ", ""} and BREAK.search(self.gap(number))
        )

    def ends_sentence(self, number: int) -> bool:
        gap = self.gap(number)
        if "\n" in gap or "!" in gap or "?" in gap or ";" in gap:
            return True
        if "." not in gap or gap == ".":
            return False
        word = self.words[number]
        return not (gap.startswith(". ") and (len(word) == 1 or word in SHORT))

    @cached_property
    def names(self) -> frozenset[int]:
        """Words that are written like names."""
        raw, folded = self.raw, self.folded
        changed = [number for number, (start, _end) in enumerate(self.spans) if raw[start] != folded[start]]
        return frozenset(number for number in changed if self.is_name(number))

    def is_capital(self, number: int) -> bool:
        """A big first letter and a small one after it."""
        start, end = self.spans[number]
        return end - start > 1 and is_big(self.raw[start]) and not is_big(self.raw[start + 1])

    def is_name(self, number: int) -> bool:
        """Written like a name, or an initial."""
        start, end = self.spans[number]
        return self.is_capital(number) or (
            end - start == 1 and is_big(self.raw[start]) and self.raw[start] != "I"
        )
