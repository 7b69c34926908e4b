"""What one person and one house ask for: their own words, words never to read, what is left out, changed rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .matcher import Found
from .rules import Rule, silent
from .text import TOKEN, Text, fold

NEVER, LEFT_OUT, ADDED = "never-again", "left-out", "house"
Phrase = tuple[list[str], bool]  # its words, and whether other endings count, too


@dataclass
class House:
    """`endings` are the language's, longest first. A phrase counts with other endings when it is one word."""

    endings: Sequence[str]
    exempted: dict[str, list[tuple[Phrase, Rule]]] = field(default_factory=dict)
    softened: dict[str, list[tuple[Phrase, Rule]]] = field(default_factory=dict)
    wanted: dict[str, list[tuple[Phrase, Rule]]] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    soft: set[str] = field(default_factory=set)

    def own_words(self, phrases: Iterable[str]) -> None:
        self._put(self.exempted, phrases, silent("own-words"))

    def never(self, phrases: Iterable[str], why: str) -> None:
        self._put(self.wanted, phrases, Rule(NEVER, NEVER, "high", (), why))

    def left_out(self, phrases: Iterable[str], why: str) -> None:
        self._put(self.wanted, phrases, Rule(LEFT_OUT, LEFT_OUT, "high", (), why), inflected=False)

    def entry(self, entry: Mapping[str, str]) -> None:
        """One line of the agency's own list."""
        term, change = entry["term"], entry["change"]
        if change == "add":
            suggestions = tuple(part for part in entry.get("suggestion", "").split("|") if part)
            rule = Rule(f"{ADDED}:{fold(term)}", ADDED, "medium", suggestions, entry.get("why", ""))
            self._put(self.wanted, [term], rule)
        elif change == "soften":
            self.soft.add(term)
            self._put(self.softened, [term], silent("softened"))
        elif change == "off":
            self.off.add(term)
            self._put(self.exempted, [term], silent("off"))
        else:
            self._put(self.exempted, [term], silent("name"), inflected=False)

    def _put(
        self,
        kept: dict[str, list[tuple[Phrase, Rule]]],
        phrases: Iterable[str],
        rule: Rule,
        *,
        inflected: bool = True,
    ) -> None:
        for phrase in phrases:
            words = [bare(word) for word in TOKEN.findall(fold(phrase))]
            if words:
                many = inflected and len(words) == 1
                key = self.stem(words[0]) if many else words[0]
                kept.setdefault(key, []).append(((words, many), rule))

    def stem(self, word: str) -> str:
        if len(word) < 4:
            return word
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        return word[:-1] if word[-1] == word[-2] else word

    def exempt(self, text: Text) -> list[Found]:
        return list(self._find(text, self.exempted))

    def soft_words(self, text: Text) -> set[int]:
        return {at for found in self._find(text, self.softened) for at in range(found.first, found.end)}

    def unwanted(self, text: Text) -> Iterable[Found]:
        return self._find(text, self.wanted)

    def is_soft(self, found: Found, soft: set[int]) -> bool:
        return found.rule.id in self.soft or (
            bool(soft) and any(at in soft for at in range(found.first, found.end))
        )

    def changed(self, rule: Rule) -> Rule:
        return replace(rule, severity="low")

    def _find(self, text: Text, kept: dict[str, list[tuple[Phrase, Rule]]]) -> Iterable[Found]:
        if not kept:
            return
        for at, word in enumerate(text.words):
            plain = bare(word)
            stem = self.stem(plain)
            for key in {plain, stem}:
                for (words, many), rule in kept.get(key, ()):
                    if (many and stem == key) or (not many and plain == key and stands(text, at, words)):
                        yield Found(at, at + len(words), rule)


def bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def stands(text: Text, at: int, words: list[str]) -> bool:
    end = at + len(words)
    return (
        end <= len(text.words)
        and all(bare(text.words[at + number]) == word for number, word in enumerate(words))
        and all(text.joined(number) for number in range(at, end - 1))
    )
