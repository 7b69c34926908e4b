"""What the sentences about changes are made of."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

Values = dict[str, Any]
Words = tuple[str, list[str]]


@dataclass(frozen=True)
class Change:
    kind: str
    label: str
    now: Values
    then: Values | None
    by: str | None = None

    def changed(self, name: str) -> bool:
        return self.then is not None and self.then.get(name) != self.now.get(name)


@dataclass(frozen=True)
class Names:
    users: dict[str, str]
    peers: dict[str, str]
    programs: dict[str, str]
    packs: dict[str, str] = field(default_factory=dict)
    # Of a person who reads what concerns them; empty for staff, who read no line about anybody in particular.
    reader: str = ""
    zone: str = "UTC"

    def user(self, key: str | None) -> str:
        return self.users.get(key or "", "") or _("The house")

    def peer(self, key: str | None) -> str:
        return self.peers.get(key or "", "") or _("a peer")

    def program(self, key: str | None) -> str:
        return self.programs.get(key or "", "")

    def pack(self, key: str | None) -> str:
        return self.packs.get(key or "", "")


def until(day: str) -> str:
    return _("Until %(day)s") % {"day": date_format(date.fromisoformat(day), "DATE_FORMAT")}


def from_to(label: str, before: Any, after: Any) -> str:
    if not before and before != 0:
        return _("%(what)s: now %(after)s") % {"what": label, "after": after}
    if not after and after != 0:
        return _("%(what)s: before %(before)s, now nothing") % {"what": label, "before": before}
    return _("%(what)s: before %(before)s, now %(after)s") % {"what": label, "before": before, "after": after}
