"""What somebody says about one meeting of a group, before it is stored."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from .entry import hash_of

MOST_PEOPLE = 500
MOST_LETTERS = 600


@dataclass(frozen=True)
class GatheringEntry:
    """Times are naive: the wall clock of the group's program. `count` may stay open where people are named."""

    local_start: datetime
    minutes: int
    count: int | None = None
    people: tuple[uuid.UUID, ...] = ()
    fold: int = 0
    way: str = ""
    kinds: tuple[str, ...] = ()
    agreement_read: bool = False
    text: str = ""
    not_names: frozenset[str] = frozenset()

    @property
    def headcount(self) -> int:
        """Everybody who came, named or not."""
        return max(self.count or 0, len(set(self.people)))

    def filled(self) -> frozenset[str]:
        """Names of what was said, for the trail."""
        names = ("count", "people", "way", "kinds", "agreement_read", "text")
        return frozenset(name for name in names if getattr(self, name))

    def body_hash(self, group_id: uuid.UUID) -> str:
        told = asdict(self) | {"people": sorted(set(self.people)), "kinds": sorted(set(self.kinds))}
        return hash_of({**told, "group": group_id, "not_names": sorted(self.not_names)})
