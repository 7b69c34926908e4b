"""Finding names in a text about a group, which is to name nobody.

Whole words only, whatever their marks and capitals. A name of several words is found by any of them that is longer
than an initial, because people are mostly called by one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peersupport.core.names import name_key

SHORTEST = 2
Words = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A word as it stands in the text, and what it is compared by."""

    text: str
    key: str


def names_in(text: str, names: Iterable[str]) -> list[Found]:
    """Every place where one of the names stands in the text, each wording once, in the order of the text."""
    said = list(_words(text))
    wanted = {pattern for name in names for pattern in patterns(name)}
    longest = max(map(len, wanted), default=0)
    keys = [key for _start, _end, key in said]
    found: dict[str, Found] = {}
    for first in range(len(said)):
        for count in range(min(longest, len(said) - first), 0, -1):
            if tuple(keys[first : first + count]) in wanted:
                start, end = said[first][0], said[first + count - 1][1]
                key = " ".join(keys[first : first + count])
                found.setdefault(key, Found(unicodedata.normalize("NFC", text[start:end]), key))
                break
    return list(found.values())


def patterns(name: str) -> set[Words]:
    """The runs of words that count as this name: each part that is more than an initial, else the whole of it."""
    parts = [tuple(key for _start, _end, key in _words(part)) for part in name.split()]
    telling = {part for part in parts if sum(map(len, part)) >= SHORTEST}
    whole = tuple(key for part in parts for key in part)
    return telling or ({whole} if whole else set())


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and key of each run of letters, marks and digits."""
    shape = "".join(
        "x" if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in text
    )
    for run in re.finditer("x+", shape):
        key = name_key(text[run.start() : run.end()])
        if key:
            yield run.start(), run.end(), key
