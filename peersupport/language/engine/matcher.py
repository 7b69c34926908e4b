"""Where the rules' phrases and patterns stand in a text, before anybody asks what is meant."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from .rules import Element, First, Phrases, Rule, Start
from .text import Text

MOST = 1_000  # passages of one text that are looked at; no note has as many


class Found(NamedTuple):
    first: int  # word
    end: int  # the word after
    rule: Rule


def phrases_at(text: Text, node: dict[str, Any], first: int, at: int, found: list[Found]) -> None:
    """All phrases that begin at word `first`; `node` is where the word before `at` led."""
    words = text.words
    while True:
        rules = node.get("")
        if rules:
            found += [Found(first, at, rule) for rule in rules]
        if at >= len(words):
            return
        deeper = node.get(words[at])
        if deeper is None:
            break
        if not text.joined(at - 1):
            return
        node, at = deeper, at + 1
    if at in text.meant and text.joined(at - 1):
        for other in text.meant[at]:
            if other in node:
                phrases_at(text, node[other], first, at + 1, found)


def pattern_end(text: Text, elements: list[Element], number: int, at: int, last: int) -> int:
    """The word after the pattern's elements from `number` on, read from word `at`; 0 when they do not stand there."""
    if number == len(elements):
        return at
    element = elements[number]
    ends: Sequence[int]
    if not isinstance(element, Phrases):
        ends = range(at, min(at + element, last + 1) + 1)
    elif at > last or (number and isinstance(elements[number - 1], Phrases) and not text.joined(at - 1)):
        ends = ()
    else:
        ends = element.ends(text.words, at, last)
        if element.names and not ends and at in text.names:
            ends = (at + 1,)
    for end in ends:
        if found := pattern_end(text, elements, number + 1, end, last):
            return found
    return 0


def candidates(text: Text, first: First) -> list[Found]:
    found: list[Found] = []
    for at, word in enumerate(text.words):
        if len(found) >= MOST:
            break
        start = first.get(word)
        if start is not None:
            if start.node is not None:
                phrases_at(text, start.node, at, at + 1, found)
            if start.patterns:
                patterns_at(text, start, at, found)
        elif at in text.meant:
            for other in text.meant[at]:
                start = first.get(other)
                if start is not None and start.node is not None:
                    phrases_at(text, start.node, at, at + 1, found)
    return found


def patterns_at(text: Text, start: Start, at: int, found: list[Found]) -> None:
    window = text.words[at + 1 : at + 1 + start.reach]
    named = start.names and not text.names.isdisjoint(range(at + 1, at + 1 + start.reach))
    if not named and start.second.isdisjoint(window):
        return
    last = text.sentences[at][1]
    for pattern in start.patterns:
        if pattern.second.isdisjoint(window) and not (named and pattern.names):
            continue
        if end := pattern_end(text, pattern.elements, 0, at, last):
            found.append(Found(at, end, pattern.rule))
