"""What the product itself says, with its language: catalogues, the starting policy, the demo's notes."""

import re
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from supervision.pulse_items import all_items, domains, workplace_items

ROOT = Path(settings.BASE_DIR)
ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def catalogue(language: str) -> Iterator[str]:
    """The English texts, or what they are in another language. The first entry is a header."""
    text = (ROOT / f"locale/{language}/LC_MESSAGES/django.po").read_text()
    wanted = "msgid" if language == "en" else "msgstr"
    for name, lines in ENTRY.findall(text.partition("\n\n")[2]):
        said = "".join(literal_eval(part) for part in QUOTED.findall(lines))
        if name.startswith(wanted) and said:
            yield said


def policies(language: str) -> Iterator[str]:
    """The starting promise and what a peer does here, as they ship."""
    for folder in ("consent/content", "peersupport/rules/content"):
        for path in sorted((ROOT / folder).glob(f"*_{language}.md")):
            yield from path.read_text().split("\n\n")


def demo(language: str) -> Iterator[str]:
    for path in sorted((ROOT / "peersupport/demo/data").glob("*.yaml")):
        own = path.stem[-2:] if path.stem[-3:] in ("_en", "_es") else ""
        for said in strings(yaml.safe_load(path.read_text()), own or "en"):
            if said[0] == language:
                yield said[1]


def strings(value: Any, language: str) -> Iterator[tuple[str, str]]:
    """All texts of a data file; a meeting names its language."""
    if isinstance(value, dict):
        own = value.get("language")
        language = own if own in ("en", "es") else language
        for inner in value.values():
            yield from strings(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, language)
    elif isinstance(value, str) and " " in value:  # not the name of a state or a kind
        yield language, value


def pulses(language: str) -> Iterator[str]:
    """The sentences of the pulses, in every voice."""
    for item in [*all_items(), *workplace_items()]:
        yield from (says[language] for says in item.says.values())
    yield from (domain.titles[language] for domain in domains())


def own_texts(language: str) -> list[str]:
    return [*catalogue(language), *policies(language), *demo(language), *pulses(language)]
