"""Reading message catalogues: what they hold, and what is missing from them."""

import ast
import gettext
import re
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?(".*")$')


@dataclass
class Entry:
    parts: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def key(self) -> str:
        context = self.parts.get("msgctxt")
        return self.parts.get("msgid", "") if context is None else f"{context}\x04{self.parts['msgid']}"

    @property
    def texts(self) -> list[str]:
        return [text for name, text in self.parts.items() if name.startswith("msgstr")]

    @property
    def is_translated(self) -> bool:
        return bool(self.texts) and all(self.texts) and not self.is_fuzzy


def read_po(path: Path) -> dict[str, Entry]:
    """Entries by context and msgid, without the header and without obsolete ones."""
    entries: dict[str, Entry] = {}
    for block in re.split(r"\n\s*\n", path.read_text()):
        entry, part = Entry(), ""
        for line in block.splitlines():
            entry.is_fuzzy = entry.is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            if found := LINE.match(line):
                part = found[1] or part
                entry.parts[part] = entry.parts.get(part, "") + ast.literal_eval(found[2])
        if entry.parts.get("msgid"):
            entries[entry.key] = entry
    return entries


def read_mo(path: Path) -> dict[str, list[str]]:
    """The texts by key, plurals in their order."""
    with path.open("rb") as file:
        catalogue = vars(gettext.GNUTranslations(file))["_catalog"]
    texts: dict[str, list[str]] = {}
    for key in sorted(catalogue, key=lambda key: key if isinstance(key, tuple) else (key, 0)):
        if key != "":
            texts.setdefault(key[0] if isinstance(key, tuple) else key, []).append(catalogue[key])
    return texts


def without_all_plurals(path: Path, entries: dict[str, Entry]) -> list[str]:
    """Keys with fewer plurals than the language has by the header: at some numbers the reader would find English."""
    told = re.search(r"nplurals=(\d+)", path.read_text())
    count = int(told[1]) if told else 1
    return [
        key for key, entry in entries.items() if "msgid_plural" in entry.parts and len(entry.texts) != count
    ]


def problems_of(committed: Path, extracted: Path) -> list[str]:
    """What keeps this catalogue from being complete. `extracted` is what the sources ask for today."""
    here, wanted = read_po(committed), read_po(extracted)
    problems = [f"new sentence without an entry: {key!r}" for key in wanted.keys() - here.keys()]
    problems += [f"no longer in the sources: {key!r}" for key in here.keys() - wanted.keys()]
    problems += [f"fuzzy: {key!r}" for key, entry in here.items() if entry.is_fuzzy]
    problems += [f"not translated: {key!r}" for key, entry in here.items() if not all(entry.texts)]
    problems += [f"a plural is missing: {key!r}" for key in without_all_plurals(committed, here)]
    compiled = committed.with_suffix(".mo")
    if not compiled.exists():
        return [*problems, f"{compiled.name} is missing"]
    if read_mo(compiled) != {key: entry.texts for key, entry in here.items() if entry.is_translated}:
        problems.append(f"{compiled.name} was compiled from something else")
    return sorted(problems)
