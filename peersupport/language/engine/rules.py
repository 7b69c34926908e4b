"""The compiled rules of one language, made ready for matching."""

from dataclasses import dataclass, field, replace
from typing import Any

from .distance import Misspelled

WINDOWS = (
    "near",
    "left",
    "right",
    "not_near",
    "not_left",
    "not_right",
    "prev",
    "next",
    "not_prev",
    "not_next",
)
SHORTEST_MISSPELLED = 7
SEVERITIES = ("low", "medium", "high")


class Phrases:
    """Words and phrases, found at a place of the text."""

    def __init__(self, phrases: list[str], *, names: bool = False) -> None:
        self.names = names  # whether words written like names count, too
        self.words = frozenset(phrase for phrase in phrases if " " not in phrase)
        self.longer: dict[str, list[list[str]]] = {}
        for phrase in phrases:
            if " " in phrase:
                parts = phrase.split(" ")
                self.longer.setdefault(parts[0], []).append(parts)

    def ends(self, words: list[str], at: int, last: int) -> list[int]:
        """Where phrases that begin at word `at` end, the word after them, longest first."""
        word = words[at]
        found = [at + 1] if word in self.words else []
        for parts in self.longer.get(word, ()):
            end = at + len(parts)
            if end <= last + 1 and words[at:end] == parts:
                found.append(end)
        return sorted(found, reverse=True) if len(found) > 1 else found

    def found_in(self, words: list[str], first: int, last: int) -> bool:
        """Whether one of them stands between two words, both included."""
        mine, longer = self.words, self.longer
        for at in range(first, last + 1):
            word = words[at]
            if word in mine or (word in longer and self.ends(words, at, last)):
                return True
        return False


@dataclass(eq=False)
class Rule:
    id: str
    category: str
    severity: str
    suggestions: tuple[str, ...]
    why: str
    silent: bool = False  # a name or an everyday meaning: covers its words and says nothing
    covers: str = ""  # silent for the rule of this id alone
    who: str = ""  # "peer": only if the peer does it
    noun: bool = False  # the phrase begins with a noun: whose it is decides
    person: bool = False  # only if a person does it (a verb), not a landlord, a machine
    trait: bool = False  # only as said of a person
    alone: bool = False  # a noun of its own, not a word before another noun
    quoted: bool = True  # quotation marks make it somebody's own words
    own: bool = True  # what people say of themselves is theirs
    also: str = ""  # only where this set was asked for
    windows: dict[str, Phrases] = field(default_factory=dict)


Element = Phrases | int  # an int is a gap of up to so many words
Pattern = tuple[list[Element], Rule]


class Rules:
    """`first` knows for each word which phrases (a tree by words) and which patterns may begin with it."""

    def __init__(self, compiled: dict[str, Any]) -> None:
        self.language: str = compiled["language"]
        self.endings: list[str] = compiled["endings"]
        self.messages: dict[str, str] = compiled["messages"]
        self.classes = {name: Phrases(words, names=name[0].isupper()) for name, words in compiled["classes"].items()}
        self.grammar = {name: Phrases(words) for name, words in compiled["grammar"].items()}
        self.first: dict[str, tuple[dict[str, Any] | None, list[Pattern]]] = {}
        self.tree: dict[str, Any] = {}
        self.by_id: dict[str, Rule] = {}
        self.expressions: list[tuple[str, Rule]] = []
        for entry in compiled["rules"]:
            self._add(entry)
        for word, node in self.tree.items():
            self.first[word] = (node, self.first[word][1] if word in self.first else [])
        self.misspelled = Misspelled(targets_of(compiled["rules"]), frozenset(compiled["known"].split()))

    def _add(self, entry: dict[str, Any]) -> None:
        rule = rule_of(entry)
        rule.windows = {name: Phrases(self.words_of(entry[name])) for name in WINDOWS if name in entry}
        self.by_id[rule.id] = rule
        for form in entry.get("forms", "").split("|"):
            plant(self.tree, form, rule)
        if "traits" in entry:
            said_of_a_person = replace(rule, trait=True)
            for form in entry["traits"].split("|"):
                plant(self.tree, form, said_of_a_person)
        for pattern in entry.get("patterns", "").split("|"):
            if pattern:
                self._add_pattern([self.element(part) for part in pattern.split(" ")], rule)
        self.expressions += [(expression, rule) for expression in entry.get("expressions", [])]
        hidden = silent(f"{rule.id}/", covers=rule.id)
        for phrase in entry.get("except", "").split("|"):
            plant(self.tree, phrase, hidden)

    def _add_pattern(self, elements: list[Element], rule: Rule) -> None:
        head = elements[0]
        if isinstance(head, Phrases):
            for word in head.words | head.longer.keys():
                self.first.setdefault(word, (None, []))[1].append((elements, rule))

    def element(self, part: str) -> Element:
        if part.startswith(".."):
            return int(part[2:])
        return self.named(part[1:]) if part.startswith("@") else Phrases(part.replace("_", " ").split("/"))

    def named(self, name: str) -> Phrases:
        return self.classes.get(name) or self.grammar[name]

    def words_of(self, text: str) -> list[str]:
        found: list[str] = []
        for part in text.split("|"):
            if part.startswith("@"):
                known = self.named(part[1:])
                found += [
                    *known.words,
                    *(" ".join(words) for all_ in known.longer.values() for words in all_),
                ]
            else:
                found.append(part)
        return found


def rule_of(entry: dict[str, Any]) -> Rule:
    return Rule(
        entry["id"], entry["category"], SEVERITIES[entry["severity"]], tuple(entry["suggestions"].split("|")),
        entry["why"], silent=entry["category"] == "", who=entry.get("who", ""), person=entry.get("person", False), noun=entry.get("noun", False),
        alone=entry.get("alone", False), quoted=entry.get("quoted", True),
        own=entry.get("own", True), also=entry.get("also", ""),
    )  # fmt: skip


def targets_of(entries: list[dict[str, Any]]) -> list[str]:
    """Long words of the rules that are looked for misspelled."""
    return sorted({
        word
        for entry in entries if entry.get("typo")
        for name in ("forms", "traits")
        for word in entry.get(name, "").replace("|", " ").split(" ")
        if len(word) >= SHORTEST_MISSPELLED and "'" not in word
    })  # fmt: skip


def silent(name: str, *, covers: str = "") -> Rule:
    return Rule(name, "", "low", (), "", silent=True, covers=covers)


def plant(tree: dict[str, Any], phrase: str, rule: Rule) -> None:
    """A phrase into a tree by words; the rules that end at a place stand under the empty word."""
    if not phrase:
        return
    node = tree
    for word in phrase.split(" "):
        node = node.setdefault(word, {})
    rules = node.setdefault("", [])
    if rule not in rules:
        rules.append(rule)
