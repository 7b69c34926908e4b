"""The access rule once more, in plain Python and from the design's words alone, to compare the database with.

It shares no line with consent/sql/access.sql and knows no table: a World is plain data. Slow on purpose and meant to be
read beside the table of contents and readers.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

Key = Hashable
NEVER, ASK, ALWAYS = 0, 1, 2


@dataclass(frozen=True)
class Span:
    """From one day to another, both included, until somebody ended it at an instant."""

    starts_on: date
    ends_on: date | None = None
    ended_at: datetime | None = None

    def holds(self, now: datetime, zone: str) -> bool:
        today = now.astimezone(ZoneInfo(zone)).date()
        return self.ended_at is None and self.starts_on <= today <= (self.ends_on or today)


@dataclass(frozen=True)
class Policy:
    rules: dict[tuple[str, str], int]
    own_text_days: int = 90


@dataclass(frozen=True)
class House:
    zone: str
    published: Policy | None


@dataclass(frozen=True)
class Reader:
    house: Key
    kind: str = "staff"
    active: bool = True
    memberships: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True)
class Agreement:
    signed: Policy
    answer: str
    choices: dict[tuple[str, str], bool]
    expires_at: datetime | None = None
    withdrawn: bool = False
    superseded: bool = False


@dataclass(frozen=True)
class Person:
    house: Key
    zone: str
    user: Key | None = None
    also_staff: Key | None = None
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class Pairing:
    person: Key
    peer: Key
    state: str
    span: Span
    covers: bool = False
    opens_at: datetime | None = None
    walked_until: date | None = None  # of the walk before, while the two choose each other again
    unconfirmed: bool = False  # back on the peer's word alone

    @property
    def once_walked(self) -> bool:
        return self.state in STARTED or self.walked_until is not None


@dataclass(frozen=True)
class Link:
    peer: Key
    supervisor: Key
    kind: str
    span: Span
    opens_at: datetime


@dataclass(frozen=True)
class Grant:
    person: Key
    user: Key
    audience: str
    contents: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    revoked: bool = False


@dataclass
class World:
    now: datetime
    houses: dict[Key, House] = field(default_factory=dict)
    readers: dict[Key, Reader] = field(default_factory=dict)
    peers: dict[Key, Key] = field(default_factory=dict)  # peer → their user
    people: dict[Key, Person] = field(default_factory=dict)
    pairings: list[Pairing] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    blocks: set[tuple[Key, Key]] = field(default_factory=set)  # person, user

    @cached_property
    def pairings_of(self) -> dict[Key, list[Pairing]]:
        found = defaultdict(list)
        for pairing in self.pairings:
            found[pairing.person].append(pairing)
        return found

    @cached_property
    def links_of(self) -> dict[Key, list[Link]]:
        found = defaultdict(list)
        for link in self.links:
            found[link.supervisor].append(link)
        return found


@dataclass(frozen=True)
class Relation:
    """How a reader stands to a person: what it is called, and for a gated content on whose line of the agreement."""

    name: str
    audience: str = ""
    is_open: bool = True
    contents: tuple[str, ...] | None = None  # a grant's own list; None is no list


# The table: content → the relations that read it. Gated contents ask the agreement as well.
READ_BY = {
    "identity": {"author", "paired", "cover", "clinical", "senior", "grant", "admin"},
    "contact": {"paired", "cover", "admin"},
    "facts": {"author", "paired", "cover", "clinical", "senior", "grant"},
    "narrative": {"paired", "cover", "clinical", "senior", "grant"},
    "check_ins": set(),
    "plan": {"paired", "cover", "clinical", "grant"},
    "consent": {"author", "paired", "cover", "clinical", "senior", "admin"},
    "choices": {"paired", "cover"},
    "draft": set(),
}
GATED = {"narrative", "check_ins", "plan"}
# A grant's list names these; who the person is comes with any grant.
LISTED = {"facts", "narrative", "plan"}
# The house's own ceiling: no policy opens more. Text always waits for the person's own yes.
MOST = {("paired", "plan"): ALWAYS} | {
    (audience, content): ASK
    for audience in ("paired", "clinical", "senior", "cover", "responder")
    for content in ("narrative", "plan")
    if (audience, content) not in {("senior", "plan"), ("paired", "plan")}
}
WALKING, STARTED = {"active", "paused"}, {"active", "paused", "ended"}


def may_read(world: World, reader: Key, person: Key, author: Key | None, content: str) -> bool:
    """author: the peer who wrote the thing, None for what hangs on the person alone (narrative always has one)."""
    user, whose = world.readers[reader], world.people[person]
    if not user.active or user.house != whose.house or whose.also_staff == reader:
        return False
    if whose.user == reader and user.kind == "person":
        return content != "draft"
    if content == "narrative" and _own_text(world, reader, person, author):
        return True
    standing = (
        relation
        for relation in relations(world, reader, person, author, content)
        if relation.name in READ_BY[content]
        and (relation.contents is None or content not in LISTED or content in relation.contents)
    )
    if content not in GATED:
        return any(True for _relation in standing)
    return any(
        relation.is_open and agreed(world, person, relation.audience, content) for relation in standing
    )


def relations(world: World, reader: Key, person: Key, author: Key | None, content: str) -> Iterator[Relation]:
    """Every way this member of staff stands to the person, or to what `author` wrote about them, now."""
    whose, now, roles = world.people[person], world.now, roles_of(world, reader)
    authors = _authors(world, person, author, content)
    if not roles:
        return
    is_author = any(world.peers[peer] == reader for peer in authors)
    if (person, reader) in world.blocks:
        if is_author and author is not None and content == "facts":
            yield Relation("author")  # all that a block leaves: the facts of what they wrote
        return
    if is_author:
        yield Relation("author")
    yield from _pairings(world, reader, person, roles)
    if whose.also_staff is not None:
        return
    yield from _links(world, reader, authors, roles)
    for grant in world.grants:
        in_force = not grant.revoked and grant.starts_at <= now < grant.ends_at
        if in_force and (grant.person, grant.user) == (person, reader):
            yield Relation("grant", grant.audience, contents=grant.contents)
    if "agency_admin" in roles:
        yield Relation("admin")


def _pairings(world: World, reader: Key, person: Key, roles: set[str]) -> Iterator[Relation]:
    for pairing in world.pairings_of[person]:
        walks = pairing.state in WALKING and pairing.span.holds(world.now, world.people[person].zone)
        # Back on the peer's word alone they are no more than an author, until the office has confirmed it.
        if walks and not pairing.unconfirmed and world.peers[pairing.peer] == reader and "peer" in roles:
            name = "cover" if pairing.covers else "paired"
            opened = not pairing.covers or (pairing.opens_at or world.now) <= world.now
            yield Relation(name, name, opened)


def _links(world: World, reader: Key, authors: set[Key], roles: set[str]) -> Iterator[Relation]:
    zone = world.houses[world.readers[reader].house].zone
    for link in world.links_of[reader]:
        role = {"clinical": "clinical_supervisor", "senior": "senior_peer_supervisor"}[link.kind]
        if role in roles and link.peer in authors and link.span.holds(world.now, zone):
            yield Relation(link.kind, link.kind, link.opens_at <= world.now)


def agreed(world: World, person: Key, audience: str, content: str) -> bool:
    """Both promises, the signed one and the one published now, let this line through with the person's choice."""
    whose, cell = world.people[person], (audience, content)
    published = world.houses[whose.house].published
    for record in whose.agreements:
        expired = record.expires_at is not None and record.expires_at <= world.now
        if record.answer != "yes" or record.withdrawn or record.superseded or expired or published is None:
            continue
        rules = (
            record.signed.rules.get(cell, NEVER),
            published.rules.get(cell, NEVER),
            MOST.get(cell, NEVER),
        )
        if all(rule == ALWAYS or (rule == ASK and record.choices.get(cell, False)) for rule in rules):
            return True
    return False


def roles_of(world: World, reader: Key) -> set[str]:
    user = world.readers[reader]
    if not user.active or user.kind != "staff":
        return set()
    zone = world.houses[user.house].zone
    return {role for role, span in user.memberships if span.holds(world.now, zone)}


def _authors(world: World, person: Key, author: Key | None, content: str) -> set[Key]:
    """Who wrote it; for what hangs on the person, every peer who walks or walked with them."""
    if author is not None:
        return {author}
    if content == "narrative":
        return set()
    return {pairing.peer for pairing in world.pairings_of[person] if pairing.once_walked}


def _own_text(world: World, reader: Key, person: Key, author: Key | None) -> bool:
    """A peer reads what they wrote while walking with the person and for N days after the last one."""
    if author is None or world.peers[author] != reader or (person, reader) in world.blocks:
        return False
    if not roles_of(world, reader):
        return False
    whose = world.people[person]
    zone, published = ZoneInfo(whose.zone), world.houses[whose.house].published
    days = timedelta(published.own_text_days if published else 90)
    for pairing in world.pairings_of[person]:
        if pairing.peer != author or not pairing.once_walked:
            continue
        span = pairing.span
        if pairing.state in WALKING and span.holds(world.now, whose.zone):
            return True
        ends = [span.ended_at.astimezone(zone).date()] if span.ended_at else []
        last = min([*ends, *([span.ends_on] if span.ends_on else [])], default=None)
        if pairing.state not in STARTED:
            last = pairing.walked_until
        if last and last + days >= world.now.astimezone(zone).date():
            return True
    return False
