"""What is told in ../data/*.yaml, as plain objects. Nothing here touches the database."""

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"
HISTORY_DAYS = 548
FOUNDED_DAYS = 600
SECOND_POLICY_DAYS = 120
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache
def load(name: str) -> Any:
    text = (DATA / f"{name}.yaml").read_text()
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - both are safe loaders


def dice(*parts: object) -> random.Random:
    """Chance that is the same for the same parts, whatever else is made before."""
    return random.Random("|".join(map(str, parts)))  # noqa: S311 - invented lives, no secrets


def email_of(name: str, domain: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{'.'.join(plain.replace('.', ' ').split())}@{domain}"


def staff_email(name: str) -> str:
    """Staff are known by their first names."""
    return email_of(name.split(maxsplit=1)[0], load("agency")["agency"]["domain"])


@dataclass
class Person:
    """One supported person as the demo tells them. Days count back from the day of seeding."""

    name: str
    pronouns: str
    lang: str
    program: str
    peer: str
    call: str = ""
    since: int = 0
    until: int | None = None
    rhythm: str = "weekly"
    consent: str = "agreed"
    contact: dict[str, Any] = field(default_factory=dict)
    paused: int | None = None
    died: int | None = None
    also_staff: bool = False
    signs_in: bool = False
    email_name: str = ""
    leave_out: str = ""
    says_of_self: str = ""
    never_to_read: str = ""
    keeps_away: list[str] = field(default_factory=list)
    about: str = ""
    threads: list[str] = field(default_factory=list)
    described: bool = True
    met_lately: int | None = None
    only_offered: bool = False
    before: str = ""

    def __post_init__(self) -> None:
        if not self.call:
            words = [word for word in self.name.split() if not word.endswith(".")]
            self.call = " ".join(words if len(words) < 3 and self.name == "Luis Angel" else words[:1])

    @property
    def note_language(self) -> str:
        """Notes are written in the languages that the product speaks."""
        return "es" if self.lang == "es" else "en"


def zones() -> dict[str, str]:
    return {program["key"]: program["zone"] for program in load("agency")["programs"]}


def people(size: float = 1.0) -> list[Person]:
    """The described people first, then as many of the others as fit into this size."""
    told = load("people")
    found = [Person(**entry) for entry in told["people"]]
    others = [
        _other(row, peer, group["program"])
        for peer, group in told["others"].items()
        for row in group["people"]
    ]
    kept = max(len(told["people"]) // 3, round(len(others) * size))
    others.sort(key=lambda person: (not _is_special(person), dice("kept", person.name).random()))
    return found + sorted(others[:kept], key=lambda person: person.name)


def _is_special(person: Person) -> bool:
    return bool(person.met_lately or person.only_offered or person.before)


def _other(row: list[str], peer: str, program: str) -> Person:
    name, pronouns, lang = row
    told, chance = load("people"), dice("other", name)
    person = Person(
        name=name, pronouns=pronouns, lang=lang, program=program, peer=peer, described=False,
        before=told["changed_peer"].get(name, ""),
        met_lately=told["met_lately"].get(name),
        only_offered=name in told["offered"],
    )  # fmt: skip
    person.rhythm = chance.choices(["weekly", "fortnightly", "monthly"], [14, 4, 1])[0]
    person.since = chance.randrange(90, HISTORY_DAYS - 3)
    if chance.random() < 0.28 and person.since > 150:
        person.until = chance.randrange(20, person.since - 100)
    elif chance.random() < 0.05:
        person.paused = chance.randrange(10, 50)
    person.consent = chance.choices(
        ["agreed", "choices_no", "not_today", "declined", "superseded"], [84, 6, 3, 3, 4]
    )[0]
    person.contact = _contact(chance)
    if person.met_lately or person.only_offered:
        person.since, person.until, person.paused = person.met_lately or 0, None, None
        person.consent = "none"
    if person.before:
        person.since, person.until, person.consent = chance.randrange(300, 500), None, "agreed"
    return person


def _contact(chance: random.Random) -> dict[str, Any]:
    ways: list[dict[str, Any]] = [
        {"phone": True, "text": True},
        {"phone": True, "call": True},
        {"phone": True, "text": True, "call": True, "hours": "after 17"},
        {"phone": True, "shared": True, "other": "leave a note at the desk"},
        {"email": True},
        {"phone": True, "call": True, "hours": "mornings"},
        {"other": "at the open house on Tuesdays"},
    ]
    return chance.choice(ways)


def day(today: date, days_ago: int) -> date:
    return today - timedelta(days=days_ago)
