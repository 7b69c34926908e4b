"""Random worlds for the comparison: two agencies full of the relations that end, start, wait, cover and contradict."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from .oracle import (
    ALWAYS,
    ASK,
    NEVER,
    Agreement,
    Grant,
    House,
    Key,
    Link,
    Pairing,
    Person,
    Policy,
    Reader,
    Span,
    World,
)
from .oracle_groups import Gathered
from .scene_groups import gatherings

ZONES = (
    "America/Chicago",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "UTC",
    "America/Anchorage",
    "Europe/Berlin",
    "Pacific/Kiritimati",
)
ROLES = ("peer", "clinical_supervisor", "senior_peer_supervisor", "agency_admin")
AUDIENCES = ("paired", "clinical", "senior", "cover", "responder")
CONTENTS = ("narrative", "check_ins", "plan")


@dataclass(frozen=True)
class Meeting:
    id: Key
    peer: Key
    person: Key
    at: datetime
    note: Key | None
    state: str = "completed"


@dataclass
class Scene:
    world: World
    policies: dict[Key, list[Policy]] = field(default_factory=dict)  # in the order of their versions
    meetings: list[Meeting] = field(default_factory=list)
    gatherings: list[Gathered] = field(default_factory=list)

    def staff_of(self, house: Key) -> list[Key]:
        return [
            key for key, user in self.world.readers.items() if (user.house, user.kind) == (house, "staff")
        ]

    def people_of(self, house: Key) -> list[Key]:
        return [key for key, person in self.world.people.items() if person.house == house]

    def peers_of(self, house: Key) -> list[Key]:
        return [peer for peer, user in self.world.peers.items() if self.world.readers[user].house == house]


def make_scene(rng: random.Random, now: datetime, *, staff: int = 40, people: int = 40) -> Scene:
    """Two agencies with `staff` members and `people` supported people each."""
    return _Maker(rng, now).scene(staff=staff, people=people)


class _Maker:
    def __init__(self, rng: random.Random, now: datetime) -> None:
        self.rng, self.now = rng, now
        # A day that turns while the comparison runs would be two truths.
        self.zones = [zone for zone in ZONES if self._minutes_left(zone) > 20]

    def _minutes_left(self, zone: str) -> int:
        local = self.now.astimezone(ZoneInfo(zone))
        return 24 * 60 - local.hour * 60 - local.minute

    def scene(self, *, staff: int, people: int) -> Scene:
        scene = Scene(World(self.now))
        for _ in range(2):
            house = self.key()
            self.house(scene, house)
            self.staff(scene, house, staff)
            self.people(scene, house, people)
            self.pairings(scene, house)
            self.links(scene, house)
            self.grants_and_blocks(scene, house)
            self.meetings(scene, house)
            scene.gatherings += gatherings(
                scene.world,
                house=house,
                peers=scene.peers_of(house),
                people=scene.people_of(house),
                rng=self.rng,
                key=self.key,
            )
        return scene

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def moment(self) -> datetime:
        """Some instant around now, never so near that the comparison could overtake it."""
        days = self.rng.choice((-100, -91, -90, -89, -30, -3, -1, 1, 3, 30))
        return self.now + timedelta(days=days, minutes=self.rng.choice((-600, -45, 45, 600)))

    def span(self, zone: str, *, ended: bool | None = None) -> Span:
        today = self.now.astimezone(ZoneInfo(zone)).date()
        starts = today + timedelta(days=self.rng.choice((-400, -120, -40, -1, 0, 0, 1, 20)))
        length = self.rng.choice(
            (None, None, None, None, 0, 1, 29, 30, 31, 119, 120, 309, 310, 399, 400, 401)
        )
        ends = None if length is None else starts + timedelta(days=length)
        if ended if ended is not None else self.chance(0.15):
            return Span(
                starts, ends, self.now - timedelta(days=self.rng.choice((1, 30, 89, 90, 91, 200)), hours=1)
            )
        return Span(starts, ends)

    def policy(self) -> Policy:
        cells = [(audience, content) for audience in AUDIENCES for content in CONTENTS]
        kept = [cell for cell in cells if self.chance(0.8)]
        rules = {cell: self.rng.choices((NEVER, ASK, ALWAYS), (1, 4, 3))[0] for cell in kept}
        return Policy(rules, self.rng.choice((0, 30, 90, 90)))

    def house(self, scene: Scene, house: Key) -> None:
        scene.policies[house] = [self.policy() for _ in range(self.rng.choice((1, 2, 3)))]
        published = None if self.chance(0.1) else scene.policies[house][-1]
        scene.world.houses[house] = House(self.rng.choice(self.zones), published)

    def staff(self, scene: Scene, house: Key, count: int) -> None:
        zone = scene.world.houses[house].zone
        for number in range(count):
            main = ROLES[0] if number < count // 2 else self.rng.choice(ROLES)
            roles = {main} | {role for role in ROLES if self.chance(0.12)}
            spans = [(role, self.standing_span(zone)) for role in sorted(roles)]
            user = self.key()
            held = () if self.chance(0.03) else tuple(spans)
            scene.world.readers[user] = Reader(house, active=self.chance(0.95), memberships=held)
            if "peer" in roles:
                scene.world.peers[self.key()] = user

    def standing_span(self, zone: str) -> Span:
        today = self.now.astimezone(ZoneInfo(zone)).date()
        return self.span(zone) if self.chance(0.25) else Span(today - timedelta(days=500))

    def people(self, scene: Scene, house: Key, count: int) -> None:
        colleagues = self.rng.sample(scene.staff_of(house), max(1, count // 12))
        for number in range(count):
            user = self.key() if self.chance(0.5) else None
            if user is not None:
                scene.world.readers[user] = Reader(house, kind="person", active=self.chance(0.93))
            scene.world.people[self.key()] = Person(
                house,
                self.rng.choice(self.zones),
                user,
                colleagues[number] if number < len(colleagues) else None,
                self.agreements(scene.policies[house]),
            )

    def agreements(self, versions: list[Policy]) -> tuple[Agreement, ...]:
        kind = self.rng.choices(("none", "withdrawn", "no", "yes"), (1, 1, 1, 6))[0]
        if kind == "none":
            return ()
        before = [self.agreement(versions, superseded=True) for _ in range(self.rng.choice((0, 0, 1)))]
        if kind == "withdrawn":
            return (*before, self.agreement(versions, withdrawn=True))
        answer = self.rng.choice(("no", "not_today")) if kind == "no" else "yes"
        return (*before, self.agreement(versions, answer=answer))

    def agreement(
        self,
        versions: list[Policy],
        *,
        answer: str = "yes",
        withdrawn: bool = False,
        superseded: bool = False,
    ) -> Agreement:
        cells = [(audience, content) for audience in AUDIENCES for content in CONTENTS]
        choices = {cell: self.chance(0.75) for cell in cells if self.chance(0.9)}
        expires = self.moment() if self.chance(0.3) else None
        return Agreement(self.rng.choice(versions), answer, choices, expires, withdrawn, superseded)

    def pairings(self, scene: Scene, house: Key) -> None:
        peers = scene.peers_of(house)
        for person in scene.people_of(house):
            zone = scene.world.people[person].zone
            self.with_themselves(scene, person)
            others = [p for p in peers if scene.world.peers[p] != scene.world.people[person].also_staff]
            for peer in self.rng.sample(others, min(len(others), self.rng.choice((0, 1, 2, 3, 4)))):
                state = self.rng.choices(
                    ("active", "paused", "ended", "offered", "not_now"), (6, 2, 3, 2, 1)
                )[0]
                covers = self.chance(0.35)
                asked_again = state in ("offered", "not_now") and self.chance(0.6)
                scene.world.pairings.append(
                    Pairing(
                        person,
                        peer,
                        state,
                        self.span(zone, ended=state == "ended"),
                        covers,
                        self.moment() if covers and self.chance(0.9) else None,
                        self.walked_until(zone) if asked_again else None,
                        state in ("active", "paused") and self.chance(0.15),
                    )
                )

    def walked_until(self, zone: str) -> date:
        """The last day of a walk before: around the end of the time in which own text stays readable."""
        today = self.now.astimezone(ZoneInfo(zone)).date()
        return today - timedelta(days=self.rng.choice((0, 1, 29, 30, 31, 89, 90, 91, 300)))

    def with_themselves(self, scene: Scene, person: Key) -> None:
        """A colleague who is supported here, paired with their own other life: no service allows it."""
        also_staff = scene.world.people[person].also_staff
        for peer, user in scene.world.peers.items():
            if user == also_staff:
                span = Span(self.now.date() - timedelta(days=50))
                scene.world.pairings.append(Pairing(person, peer, "active", span))

    def links(self, scene: Scene, house: Key) -> None:
        zone, made = scene.world.houses[house].zone, set()
        staff = scene.staff_of(house)
        for peer in scene.peers_of(house):
            for _ in range(6):
                kind = self.rng.choice(("clinical", "senior"))
                role = {"clinical": "clinical_supervisor", "senior": "senior_peer_supervisor"}[kind]
                fitting = [user for user in staff if role in dict(scene.world.readers[user].memberships)]
                supervisor = self.rng.choice(fitting if fitting and self.chance(0.8) else staff)
                if (peer, supervisor, kind) not in made:
                    made.add((peer, supervisor, kind))
                    link = Link(peer, supervisor, kind, self.standing_span(zone), self.moment())
                    scene.world.links.append(link)

    def grants_and_blocks(self, scene: Scene, house: Key) -> None:
        staff, made = scene.staff_of(house), set()
        # Supervisors whom almost everybody keeps away: their pages are full of rows that must not show.
        supervisors = sorted({link.supervisor for link in scene.world.links} & set(staff))
        avoided = set(self.rng.sample(supervisors, min(4, len(supervisors))))
        for person in scene.people_of(house):
            for user in self.rng.sample(staff, self.rng.choice((0, 1, 2, 3))):
                starts, length = self.moment(), timedelta(days=self.rng.choice((2, 29, 60, 89)))
                contents = tuple(c for c in ("facts", "narrative", "plan") if self.chance(0.7)) or ("facts",)
                audience, revoked = self.rng.choice(AUDIENCES), self.chance(0.3)
                grant = Grant(person, user, audience, contents, starts, starts + length, revoked)
                if revoked or (person, user, audience) not in made:
                    made.add((person, user, audience))
                    scene.world.grants.append(grant)
            walking = [
                scene.world.peers[pairing.peer]
                for pairing in scene.world.pairings
                if pairing.person == person
            ]
            if self.chance(0.25):
                scene.world.blocks.add((person, self.rng.choice(walking or staff)))
            if self.chance(0.25):
                scene.world.blocks.add((person, self.rng.choice(staff)))
            scene.world.blocks |= {(person, user) for user in avoided if self.chance(0.85)}

    def meetings(self, scene: Scene, house: Key) -> None:
        people = set(scene.people_of(house))
        for pairing in scene.world.pairings:
            whose = scene.world.people[pairing.person]
            own = whose.also_staff == scene.world.peers[pairing.peer]
            if pairing.person not in people or not pairing.once_walked or own:
                continue
            for _ in range(self.rng.choice((0, 1, 2, 3, 4))):
                # At one hour of the day, so that some begin at the same instant.
                at = self.now.replace(minute=0) - timedelta(days=self.rng.randrange(1, 60))
                note = self.key() if self.chance(0.75) else None
                state = "completed" if note else self.rng.choice(("completed", "not_met", "cancelled"))
                scene.meetings.append(Meeting(self.key(), pairing.peer, pairing.person, at, note, state))
