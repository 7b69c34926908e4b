"""The sentences of a note as somebody chooses among them, and a text without some of its passages."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

# A sentence ends with its sign and a space after it, or with the line.
SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’»)]*(?=\s)|(?=\n)|$)", re.MULTILINE)
FIELDS = {
    "agenda": _("What you agreed to talk about"),
    "text": _("What was written"),
    "own_words": _("In your words"),
    "next_step": _("What's next"),
    "taken_along": _("What your peer takes along"),
    "addendum": _("Added later"),
}
Place = tuple[str, uuid.UUID | None]


@dataclass(frozen=True)
class Passage:
    """From `start` up to `end` of one text of a note, in letters; without an end up to its last."""

    field: str
    start: int
    end: int | None
    addendum: uuid.UUID | None = None

    @property
    def key(self) -> str:
        """As a form carries it."""
        end = "" if self.end is None else self.end
        return f"{self.field}.{self.start}.{end}.{self.addendum or ''}"

    @classmethod
    def read(cls, key: str) -> "Passage | None":
        """None for what no form of ours sent."""
        found = re.fullmatch(r"([a-z_]{1,16})\.(\d{1,6})\.(\d{1,6})?\.([0-9a-f-]{36})?", key)
        if found is None or found[1] not in FIELDS:
            return None
        try:
            addendum = uuid.UUID(found[4]) if found[4] else None
        except ValueError:
            return None
        return cls(found[1], int(found[2]), int(found[3]) if found[3] else None, addendum)


def texts_of(note: SimpleNamespace, addenda: Iterable[SimpleNamespace]) -> dict[Place, str]:
    """Every opened text of which something can be left out."""
    texts: dict[Place, str] = {(name, None): getattr(note, name) for name in FIELDS if name != "addendum"}
    return texts | {("addendum", item.row.pk): item.text for item in addenda}


def sentences(texts: dict[Place, str]) -> list[tuple[Any, list[tuple[Passage, str]]]]:
    """(what the text is, its sentences), in the order of the page; the person's own words stand as a whole."""
    found = []
    for (name, addendum), text in texts.items():
        if name == "own_words":
            whole = [(Passage(name, 0, None), text)] if text else []
        else:
            whole = [(Passage(name, *span, addendum), text[slice(*span)]) for span in _spans(text)]
        if whole:
            found.append((FIELDS[name], whole))
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in SENTENCE.finditer(text):
        said = match[0].strip()
        if said:
            start = match.start() + match[0].index(said)
            spans.append((start, start + len(said)))
    return spans


def cut(text: str, passages: Sequence[Passage], *, instead: str = "") -> str:
    """`text` without these passages, each replaced by `instead`; passages that touch are replaced once."""
    spans = _joined(
        sorted(
            (item.start, len(text) if item.end is None else min(item.end, len(text))) for item in passages
        ),
        text,
    )
    for start, end in reversed(spans):
        text = text[:start] + instead + text[end:]
    return text if instead else re.sub(r" {2,}", " ", text).strip()


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined
