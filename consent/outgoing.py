"""What is about to leave the house, put together once and shown before anything happens."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Basis, Kind, Way

# § 2.32(a)(2), word for word; a recipient reads it in the language of the rule.
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
NOTICE_VERSION = "2.32(a)(2)/2024"


@dataclass(frozen=True)
class Item:
    """One finished piece: of which kind, the row it comes from (None: written for this), a heading, its words."""

    kind: str
    id: uuid.UUID | None
    title: str
    text: str


@dataclass(frozen=True)
class Draft:
    """What would leave, exactly. `text` is the page or letter itself; nothing else goes out with it."""

    text: str
    items: tuple[Item, ...]
    part2: bool
    notice: str

    @property
    def fingerprint(self) -> str:
        """Goes round with the preview: what is sent is what was looked at."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def traces(self, salt: str) -> list[dict[str, Any]]:
        return [
            {"kind": item.kind, "id": str(item.id) if item.id else None, "hash": trace_of(item, salt)}
            for item in self.items
        ]


def trace_of(item: Item, salt: str) -> str:
    """Which words these were, told to nobody who has not got them and the salt."""
    return hashlib.sha256(f"{salt}\n{item.title}\n{item.text}".encode()).hexdigest()


def compose(
    *,
    house: str,
    about: str,
    day: date,
    recipient: str,
    purpose: str,
    basis: str,
    sent_by: str,
    items: Iterable[Item],
    part2: bool,
    permission: str = "",
) -> Draft:
    """permission: the words of the person's permission; under Part 2 a copy goes with what leaves.

    What is copied into another record has no head: it stands in the file of this person there.
    """
    items = tuple(items)
    by_the_house = basis != Basis.OWN
    head = [
        (_("From"), house),
        (_("To"), recipient),
        (_("Which way"), str(Way(sent_by).label) if by_the_house else ""),
        (_("About"), about),
        (_("What it is for"), purpose),
        (_("Why it may go out"), str(Basis(basis).label) if by_the_house else ""),
        (_("Day"), date_format(day, "DATE_FORMAT")),
    ]
    headed = sent_by != Way.COPY
    parts = ["\n".join(f"{label}: {value}" for label, value in head if value)] if headed else []
    parts += [f"{item.title}\n{item.text}" for item in items]
    carries_notice = part2 and by_the_house
    if carries_notice:
        parts.append(NOTICE)
        if permission:
            title = _("Copy of the permission")
            parts.append(f"{title}\n{permission}")
    return Draft("\n\n".join(parts), items, part2, NOTICE_VERSION if carries_notice else "")


def kinds_in(items: Iterable[Item]) -> list[str]:
    """Each kind once, in the order of Kind."""
    found = {item.kind for item in items}
    return [kind for kind in Kind.values if kind in found]
