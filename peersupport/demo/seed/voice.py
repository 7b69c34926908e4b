"""Notes in the house's voice, put together from sentences people wrote: data/voice_en.yaml, data/voice_es.yaml."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .data import Person, load

PRONOUNS = {
    "she": ("she", "her", "her", "hers", "herself"),
    "he": ("he", "him", "his", "his", "himself"),
    "they": ("they", "them", "their", "theirs", "themself"),
}
PLURAL = {"is": "are", "was": "were", "has": "have", "goes": "go", "does": "do"}
AGREES = re.compile(r"(\{they(?:_cap)?\})( already)? (\w+s)\b")
SENTENCE = re.compile(r"[.!?](?:\s|$)")
KINDS = ("companionship", "emotional", "informational", "instrumental")
MOST_SENTENCES = 5
MOST_LETTERS = 600


@dataclass
class Words:
    """What a note says, under the names of SessionEntry."""

    scene: str
    way: str
    place: str
    kinds: tuple[str, ...]
    text: str
    language: str
    agenda: str = ""
    own_words: str = ""
    next_step: str = ""
    next_step_whose: str = ""
    taken_along: str = ""


@dataclass
class Scribe:
    """Writes all the notes of one walk. `texts` are all notes of the house: no two are equal."""

    person: Person
    mix: list[int]
    chance: random.Random
    texts: set[str]
    used: Counter[str] = field(default_factory=Counter)
    lately: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.language = self.person.note_language
        self.voice: dict[str, Any] = load(f"voice_{self.language}")
        self.threads = [name for name in self.person.threads if name in self.voice["scenes"]]
        while len(self.threads) < 4:
            self.threads.append(self.chance.choice(list(self._possible())))

    def write(self, on: date, *, first: bool = False, last: bool = False) -> Words:
        for _attempt in range(12):
            name = "first" if first else "goodbye" if last else self._scene()
            words = self._compose(name, on)
            if words.text not in self.texts and len(words.text) <= MOST_LETTERS:
                break
        self.texts.add(words.text)
        self.lately = [*self.lately[-5:], name]
        return words

    def _possible(self) -> dict[str, dict[str, Any]]:
        return {
            name: scene
            for name, scene in self.voice["scenes"].items()
            if name not in {"first", "goodbye"}
            and self.person.program in scene.get("programs", [self.person.program])
        }

    def _scene(self) -> str:
        weights = {
            name: self._weight(name, scene)
            for name, scene in self._possible().items()
            if not scene.get("thread") or name in self.threads
        }
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _weight(self, name: str, scene: dict[str, Any]) -> float:
        liked = sum(self.mix[KINDS.index(kind)] for kind in scene["kinds"]) / len(scene["kinds"])
        weight = liked * (3 if name in self.threads else 1)
        return weight * (0.03 if name in self.lately else 1)

    def _compose(self, name: str, on: date) -> Words:
        scene, details = self.voice["scenes"][name], self._details(on)
        way, place = self.chance.choice(scene["at"]).split("/")
        whose, _bar, step = self._say(scene["next"], details).partition("|")
        return Words(
            scene=name,
            way=way,
            place=place,
            kinds=self._kinds(scene["kinds"]),
            text=self._text(scene, details, on, is_there=way in {"in_person", "out"} and name != "first"),
            language=self.language,
            agenda=self._say([*scene["agenda"], *self.voice["agenda"]], details) if self._now(0.4) else "",
            own_words=self._once(scene["words"], details, 0.75),
            next_step=step,
            next_step_whose=whose,
            taken_along=self._once(self.voice["taken_along"], details, 0.14),
        )

    def _now(self, share: float) -> bool:
        return self.chance.random() < share

    def _kinds(self, kinds: list[str]) -> tuple[str, ...]:
        chosen = [kinds[0], *(kind for kind in kinds[1:] if self._now(0.6))]
        extra = self.chance.choices(KINDS, self.mix)[0]
        return tuple(dict.fromkeys([*chosen, extra] if self._now(0.2) else chosen))

    def _text(self, scene: dict[str, Any], details: dict[str, str], on: date, *, is_there: bool) -> str:
        said = [self._say(scene["open"], details, on), self._say(scene["middle"], details, on)]
        more = [self._say(scene["close"], details, on)] if self._now(0.85) else []
        if self._now(0.45):
            second = self._say(scene["middle"], details, on)
            said += [second] if second not in said else []
        if is_there and self._now(0.3):
            said.append(self._say(self.voice["asides"], details, on))
        while len(said) > 2 and _sentences([*said, *more]) > MOST_SENTENCES:
            said.pop()
        if _sentences([*said, *more]) > MOST_SENTENCES:
            more = []
        return " ".join([*said, *more])

    def _say(self, lines: list[str], details: dict[str, str], on: date | None = None) -> str:
        """One of the lines least used so far, with its braces filled."""
        fitting = [line for line in lines if on is None or self._fits(line, on)]
        least = min(self.used[line] for line in fitting)
        line = self.chance.choice([line for line in fitting if self.used[line] == least])
        self.used[line] += 1
        return self._fill(line, details)

    def _once(self, lines: list[str], details: dict[str, str], share: float) -> str:
        """Nobody says the same striking thing twice."""
        fresh = [line for line in lines if not self.used[line]]
        return self._say(fresh, details) if fresh and self._now(share) else ""

    def _fits(self, line: str, on: date) -> bool:
        season = "winter" if on.month in {11, 12, 1, 2, 3} else "summer" if 5 <= on.month <= 9 else ""
        return not any(
            mark in line for name, marks in self.voice["only_in"].items() if name != season for mark in marks
        )

    def _details(self, on: date) -> dict[str, str]:
        subject, him, his, own, self_ = PRONOUNS[self.person.pronouns]
        details = {
            name: self.chance.choice([value for value in values if self._fits(value, on)])
            for name, values in self.voice["details"].items()
        }
        details |= {
            "name": self.person.call, "they": subject, "them": him, "their": his, "theirs": own, "self": self_,
        }  # fmt: skip
        return details | {f"{name}_cap": value[:1].upper() + value[1:] for name, value in details.items()}

    def _fill(self, line: str, details: dict[str, str]) -> str:
        if self.language == "en" and self.person.pronouns == "they":
            line = AGREES.sub(_plural, line)
        text = line.format_map(details)
        if self.language == "es":
            text = text.replace(" a el ", " al ").replace(" de el ", " del ")
        return text


def _plural(found: re.Match[str]) -> str:
    verb = found[3]
    return f"{found[1]}{found[2] or ''} {PLURAL.get(verb, verb.removesuffix('s'))}"


def _sentences(parts: list[str]) -> int:
    return len(SENTENCE.findall(" ".join(parts)))
