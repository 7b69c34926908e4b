"""The compiled rules of one language, made ready for matching."""

from dataclasses import dataclass, field, replace
from typing import Any

from .distance import Misspelled
from .forms import Forms

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
        self.longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
        for phrase in phrases:
            if " " in phrase:
                parts = phrase.split(" ")
                self.longer.setdefault(parts[0], []).append(parts)

        self.firsts = self.words | self.longer.keys()

    def all(self) -> list[str]:
        return [*self.words, *(" ".join(parts) for listed in self.longer.values() for parts in listed)]

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
        part = words[first : last + 1]
        if self.firsts.isdisjoint(part):
            return False
        if not self.words.isdisjoint(part):
            return True
        return any(words[at] in self.longer and self.ends(words, at, last) for at in range(first, last + 1))


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


@dataclass(eq=False)
class Pattern:
    """`second` are the words its second phrase may begin with, at most `reach` words on; `names`: or any name."""

    elements: list[Element]
    rule: Rule
    second: frozenset[str]
    names: bool
    reach: int


@dataclass(eq=False)
class Start:
    """What may begin with one word: a tree of phrases, and patterns with what their second phrases begin with."""

    node: dict[str, Any] | None = None
    patterns: list[Pattern] = field(default_factory=list)
    second: set[str] = field(default_factory=set)
    names: bool = False
    reach: int = 0

    def add(self, pattern: Pattern) -> None:
        self.patterns.append(pattern)
        self.second |= pattern.second
        self.names = self.names or pattern.names
        self.reach = max(self.reach, pattern.reach)


First = dict[str, Start]


class Rules:
    """`first` knows for each word which phrases (a tree by words) and which patterns may begin with it."""

    def __init__(self, compiled: dict[str, Any]) -> None:
        self.language: str = compiled["language"]
        self.endings: list[str] = compiled["endings"]
        self.messages: dict[str, str] = compiled["messages"]
        self.forms = Forms(compiled["inflected"])
        self.classes = {
            name: Phrases(self.phrases_of(words.split(" ") if words else []), names=name[0].isupper())
            for name, words in compiled["classes"].items()
        }
        self.grammar = {
            name: Phrases(self.phrases_of(words.split(" "))) for name, words in compiled["grammar"].items()
        }
        self.first: First = {}
        self.tree: dict[str, Any] = {}
        self.expressions: list[tuple[str, Rule]] = []
        self.targets: set[str] = set()
        self.phrases: set[str] = set()
        for entry in rows(compiled["rules"]):
            if "category" in entry:
                entry["category"] = compiled["categories"][entry["category"] - 1]
            self._add(entry)
        for word, node in self.tree.items():
            self.first.setdefault(word, Start()).node = node
        self.misspelled = Misspelled(sorted(self.targets), lengthened(compiled["known"]))

    def _add(self, entry: dict[str, Any]) -> None:
        rule = rule_of(entry)
        rule.windows = {name: Phrases(self.words_of(entry[name])) for name in WINDOWS if name in entry}
        self._plant(entry, "forms", rule)
        self._plant(entry, "traits", replace(rule, trait=True))
        self._plant(entry, "except", silent(f"{rule.id}/", covers=rule.id))
        for form in parted(entry, "patterns"):
            for places in self.forms.patterns(form):
                self._add_pattern([self.element(place) for place in places], rule)
        self.expressions += [(expression, rule) for expression in entry.get("expressions", [])]

    def _plant(self, entry: dict[str, Any], name: str, rule: Rule) -> None:
        for phrase in self.phrases_of(parted(entry, name)):
            plant(self.tree, phrase, rule)
            if not rule.silent:
                self.phrases.add(phrase)
            if entry.get("typo") and not rule.silent:
                shortest = SHORTEST_MISSPELLED + (" " in phrase and rule.severity != "high")
                self.targets |= {
                    word for word in phrase.split(" ") if len(word) >= shortest and "'" not in word
                }

    def _add_pattern(self, elements: list[Element], rule: Rule) -> None:
        head = elements[0]
        if isinstance(head, Phrases) and len(elements) == 1:
            for phrase in head.all():
                plant(self.tree, phrase, rule)
        elif isinstance(head, Phrases):
            pattern = Pattern(elements, rule, *second_of(elements))
            for word in head.firsts:
                self.first.setdefault(word, Start()).add(pattern)

    def phrases_of(self, forms: list[str]) -> list[str]:
        return [phrase for form in forms for phrase in self.forms.phrases(form)]

    def element(self, part: str) -> Element:
        if part.startswith(".."):
            return int(part[2:])
        return self.named(part[1:]) if part.startswith("@") else Phrases(self.forms.choices(part))

    def named(self, name: str) -> Phrases:
        return self.classes.get(name) or self.grammar[name]

    def words_of(self, text: str) -> list[str]:
        found: list[str] = []
        for part in text.split("|"):
            found += self.named(part[1:]).all() if part.startswith("@") else self.forms.phrases(part)
        return found


def lengthened(known: str) -> frozenset[str]:
    """The words that the compiler shortened: letters shared with the word before, in base 36, and the rest."""
    found, word = [], ""
    for each in known.split(" ") if known else ():
        word = word[: int(each[0], 36)] + each[1:]
        found.append(word)
    return frozenset(found)


def second_of(elements: list[Element]) -> tuple[frozenset[str], bool, int]:
    """What a pattern's second phrase begins with, and how many words after the first one at most."""
    head = elements[0]
    reach = head.longest if isinstance(head, Phrases) else 0
    for element in elements[1:]:
        if isinstance(element, Phrases):
            return element.firsts, element.names, reach
        reach += element
    raise ValueError("A pattern has two phrases.")


def rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Rules travel by columns, which pack better; 0 is nothing."""
    return [
        {name: value for name, value in zip(columns, values, strict=True) if value != 0}
        for values in zip(*columns.values(), strict=True)
    ]


def parted(entry: dict[str, Any], name: str) -> list[str]:
    return entry[name].split("|") if name in entry else []


def rule_of(entry: dict[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        category=entry.get("category", ""),
        severity=SEVERITIES[entry.get("severity", 0)],
        suggestions=tuple(entry["suggestions"].split("|")) if "suggestions" in entry else (),
        why=entry.get("why", ""),
        silent="category" not in entry,
        who=entry.get("who", ""),
        person="person" in entry,
        noun="noun" in entry,
        alone="alone" in entry,
        quoted="even_quoted" not in entry,
        own="even_own" not in entry,
        also=entry.get("also", ""),
    )


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
