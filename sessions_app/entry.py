"""What somebody says about one meeting, before it is stored."""

import json
import uuid
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.utils.crypto import salted_hmac

WORDS = frozenset(
    {
        "agenda",
        "shared_story",
        "why_shared",
        "own_words",
        "own_words_by",
        "text",
        "rest_stays_between_us",
        "next_step",
        "next_step_whose",
        "taken_along",
        "how_written",
        "read_together",
        "not_read_because",
        "tags",
        "says",
        "goal_ids",
        "connection",
        "connection_id",
        "connection_state",
        "connection_with",
        "connection_on",
        "their_signature",
        "their_signature_by",
    }
)
ALWAYS = frozenset({"local_start", "fold", "minutes", "ends_local", "language"})


@dataclass(frozen=True)
class SessionEntry:
    """One meeting as told. Times are naive: the wall clock of the person's program.

    connection: a new group, place or person; connection_id: one that is there and has come further.
    """

    local_start: datetime
    minutes: int
    fold: int = 0
    ends_local: datetime | None = None
    way: str = ""
    place: str = ""
    kinds: tuple[str, ...] = ()
    agenda_by: str = ""
    agenda: str = ""
    shared_story: bool = False
    why_shared: str = ""
    own_words: str = ""
    own_words_by: str = ""
    text: str = ""
    rest_stays_between_us: bool = False
    next_step: str = ""
    next_step_whose: str = ""
    taken_along: str = ""
    language: str = ""
    how_written: str = ""
    read_together: bool | None = None
    not_read_because: str = ""
    tags: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    goal_ids: tuple[str, ...] = ()
    connection: str = ""
    connection_id: str = ""
    connection_state: str = ""
    connection_with: str = ""
    connection_on: date | None = None
    their_signature: str = ""
    their_signature_by: str = ""

    def filled(self) -> frozenset[str]:
        """Names of the fields that say something, apart from when and how long."""
        return frozenset(
            item.name
            for item in fields(self)
            if item.name not in ALWAYS and getattr(self, item.name) not in ("", (), False, None)
        ) | ({"read_together"} if self.read_together is False else frozenset())

    @property
    def words(self) -> frozenset[str]:
        """The filled fields that are narrative: they need a yes in force."""
        return self.filled() & WORDS

    def only(self, names: frozenset[str]) -> "SessionEntry":
        """The same meeting without what is not among `names`."""
        return replace(
            self, **{item.name: item.default for item in fields(self) if self._drops(item.name, names)}
        )

    @staticmethod
    def _drops(name: str, names: frozenset[str]) -> bool:
        return name not in ALWAYS and name not in names

    def body_hash(self, person_id: uuid.UUID) -> str:
        unordered = {name: sorted(getattr(self, name)) for name in ("kinds", "tags", "says", "goal_ids")}
        return hash_of(asdict(self) | {"person": person_id} | unordered)


def hash_of(body: dict[str, Any]) -> str:
    """Tells the same request again from another one. Keyed, so that a short note can't be guessed from it."""
    canonical = json.dumps(body, sort_keys=True, default=str)
    return salted_hmac("sessions_app.body", canonical, algorithm="sha256").hexdigest()
