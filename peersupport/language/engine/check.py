"""From a text to the hints about it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .doer import Grammar, peer_does
from .house import ADDED, LEFT_OUT, NEVER, House
from .matcher import Found, candidates
from .rules import SEVERITIES, Rule, Rules
from .text import Text
from .trait import is_person_before, of_person
from .voice import is_about_word, is_name, is_own, quotations

NEAR, FAR = 6, 30  # words to either side
LABELS = {"diagnostic-label", "identity-first-label", "substance-use-stigma", "pity-victim"}
MOST_MISSPELLED = 300  # words of one text that are compared with the rules' words letter by letter


class Flag(NamedTuple):
    """A hint. Offsets count Unicode code points, `end` is the one after the passage."""

    start: int
    end: int
    rule: str
    category: str
    severity: str
    suggestions: tuple[str, ...]
    why: str


class Reading:
    """One text under one set of rules."""

    def __init__(self, rules: Rules, house: House, raw: str, also: Sequence[str]) -> None:
        self.rules, self.house, self.also = rules, house, also
        self.text = Text(raw)
        self.grammar = rules.grammar
        self.quoted: bytearray | None = None  # where somebody else's words stand
        self.hidden: dict[
            int, set[str]
        ] = {}  # words of names and everyday meanings, and for which rules they are

    def flags(self) -> list[Flag]:
        text, house = self.text, self.house
        text.meant = self.meant()
        found = candidates(text, self.rules.first)
        self.hide([each for each in found if each.rule.silent])
        own = house.exempt(text)
        self.hide(own)
        kept = [each for each in found if not each.rule.silent and self.is_meant(each)]
        soft = house.soft_words(text)
        kept = [
            each._replace(rule=house.changed(each.rule)) if house.is_soft(each, soft) else each
            for each in kept
        ]
        kept += [
            each for each in house.unwanted(text)
            if each.rule.category != ADDED or not (self.is_hidden(each) or self.is_quoted(each.first, each.end))
        ]  # fmt: skip
        return as_flags([*self.spans(kept), *self.expressions()], len(text.folded))

    def meant(self) -> dict[int, list[str]]:
        """For words that look misspelled what they may have been meant to be."""
        meaning, found, tried = self.rules.misspelled, {}, 0
        for at, word in enumerate(self.text.words):
            if len(word) > 5 and meaning.looks_wrong(word):
                if corrected := meaning.meant(word):
                    found[at] = corrected
                tried += 1
                if tried == MOST_MISSPELLED:
                    break
        return found

    def hide(self, silent: list[Found]) -> None:
        for each in silent:
            for at in range(each.first, each.end):
                self.hidden.setdefault(at, set()).add(each.rule.covers)

    def is_hidden(self, found: Found) -> bool:
        if self.hidden.keys().isdisjoint(range(found.first, found.end)):
            return False
        places = (self.hidden.get(at, ()) for at in range(found.first, found.end))
        return any("" in covers or found.rule.id in covers for covers in places)

    def spans(self, found: Iterable[Found]) -> Iterable[tuple[int, int, Rule]]:
        spans = self.text.spans
        return ((spans[each.first][0], spans[each.end - 1][1], each.rule) for each in found)

    def is_meant(self, found: Found) -> bool:
        """Whether the passage is the writer's own way of writing about somebody."""
        rule = found.rule
        if (rule.also and rule.also not in self.also) or rule.id in self.house.off or self.is_hidden(found):
            return False
        return self.stands_right(found) and self.is_writers(found)

    def stands_right(self, found: Found) -> bool:
        """Whether the words around leave the sense that the rule is about."""
        rule, at, end, text, grammar = found.rule, found.first, found.end, self.text, self.grammar
        if rule.windows and not windows_hold(text, at, end, rule):
            return False
        if rule.alone and not stands_alone(text, end, grammar):
            return False
        if rule.person and not is_person_before(text, at, text.sentences[at][0], grammar):
            return False
        return not rule.trait or of_person(text, at, end, grammar)

    def is_writers(self, found: Found) -> bool:
        """No quotation, no name, no talk about a word, nothing said of oneself, no task of others."""
        rule, at, end, text, grammar = found.rule, found.first, found.end, self.text, self.grammar
        if rule.quoted and self.is_quoted(at, end):
            return False
        if rule.own and (is_name(text, at, end, grammar) or is_about_word(text, at, end, grammar)):
            return False
        if rule.who == "peer":
            return peer_does(text, at, end, grammar, noun=rule.noun)
        return not (rule.own and is_own(text, at, grammar, label=rule.category in LABELS))

    def is_quoted(self, at: int, end: int) -> bool:
        if self.quoted is None:
            self.quoted = bytearray(len(self.text.folded))
            for opened, closed in quotations(self.text, self.grammar):
                if self.quoted.find(0, opened, closed) != -1:
                    self.quoted[opened:closed] = b"\1" * (closed - opened)
        return self.quoted.find(0, self.text.spans[at][0], self.text.spans[end - 1][1]) == -1

    def expressions(self) -> Iterable[tuple[int, int, Rule]]:
        for expression, rule in self.rules.expressions:
            if not rule.also or rule.also in self.also:
                for hit in re.finditer(expression, self.text.folded):
                    yield hit.start(), hit.end(), rule


VERBS = ("ends_phrase", "finite", "being", "helping")


def stands_alone(text: Text, end: int, grammar: Grammar) -> bool:
    """Nothing follows, or no noun: "our consumers picked the menu"."""
    if end >= len(text.words) or not text.joined(end - 1):
        return True
    word = text.words[end]
    return (len(word) > 4 and word.endswith("ed")) or any(word in grammar[name].words for name in VERBS)


def windows_hold(text: Text, at: int, end: int, rule: Rule) -> bool:
    """The rule's conditions on the words around, all of them."""
    first, last = text.sentences[at]
    places = {
        "near": (max(first, at - FAR), min(last, end + FAR)),
        "left": (max(first, at - NEAR), at - 1), "right": (end, min(last, end + NEAR - 1)),
        "prev": (at - 1 if at > first else at, at - 1), "next": (end, end if end <= last else end - 1),
    }  # fmt: skip
    for name, words in rule.windows.items():
        start, stop = places[name.removeprefix("not_")]
        if words.found_in(text.words, start, stop) == name.startswith("not_"):
            return False
    return True


def as_flags(spans: list[tuple[int, int, Rule]], length: int) -> list[Flag]:
    """Of passages that overlap the longest stays, then what is not the peer's task, then the gravest."""
    kept: list[Flag] = []
    taken = bytearray(length)
    for start, end, rule in sorted(spans, key=rank):
        if taken.find(1, start, end) == -1:
            taken[start:end] = b"\1" * (end - start)
            kept.append(Flag(start, end, rule.id, rule.category, rule.severity, rule.suggestions, rule.why))
    return sorted(kept, key=lambda flag: flag.start)


def rank(span: tuple[int, int, Rule]) -> tuple[int, int, int, int, int, str]:
    start, end, rule = span
    asked = rule.category in {NEVER, LEFT_OUT}
    return (
        -asked,
        start - end,
        -rule.category.startswith("role-drift"),
        -SEVERITIES.index(rule.severity),
        start,
        rule.id,
    )
