"""What the lists about structure are made of: who works where, which rules hold, who looks after whom, who met when."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Subquery, Value

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Permission, Role
from peersupport.people.models import Credential, SupervisionLink
from peersupport.rules.models import SupervisionRule
from supervision.models import ClinicalPlace, SeniorPlace

LOOKED_BACK = timedelta(days=400)  # longer than any rule may wait
KINDS = tuple(str(kind) for kind in SupervisionLink.Kind)


@dataclass(frozen=True)
class Rule:
    """One line of a pack, as a program follows it."""

    program: uuid.UUID
    stage: str
    kind: str
    interval_days: int | None
    minimum_minutes: int
    modes: frozenset[str]
    most_peers: int | None

    @property
    def kinds(self) -> tuple[str, ...]:
        return KINDS if self.kind == SupervisionRule.Kind.EITHER else (self.kind,)


@dataclass(frozen=True)
class Met:
    """The last meeting of one form and length."""

    form: str
    minutes: int
    on: date


@dataclass
class Worker:
    """A peer who works here today. No program: in all of them."""

    id: uuid.UUID
    name: str
    stage: str
    programs: set[uuid.UUID] = field(default_factory=set)
    everywhere: bool = False

    def rules(self, rules: Iterable[Rule]) -> list[Rule]:
        """Of each program and kind: the line of their stage, else the one for everybody."""
        best: dict[tuple[uuid.UUID, str], Rule] = {}
        for rule in rules:
            if not self.everywhere and rule.program not in self.programs:
                continue
            place = (rule.program, rule.kind)
            fits = bool(rule.stage) and rule.stage == self.stage
            if fits or (not rule.stage and place not in best):
                best[place] = rule
        return list(best.values())


def workers(user: User) -> list[Worker]:
    """Peers of the house for its office; for a supervisor those whom they look after today."""
    today = user.agency.today()
    certified = (
        Credential.objects.filter(peer=OuterRef("user__peer"))
        .exclude(valid_until__lt=today)
        .order_by("-created_at", "pk")
    )
    roles = Membership.objects.in_force(today).filter(
        agency_id=user.agency_id, role=Role.PEER, user__is_active=True, user__peer__isnull=False
    )
    if not user.may(Permission.ARRANGE_SUPERVISION):
        roles = roles.filter(user__peer__in=SupervisionLink.objects.held_by(user).values("peer"))
    found: dict[uuid.UUID, Worker] = {}
    rows = roles.annotate(stage=Subquery(certified.values("stage")[:1])).order_by("user__name", "pk")
    for peer, name, program, stage in rows.values_list("user__peer", "user__name", "program", "stage"):
        worker = found.setdefault(peer, Worker(peer, name, stage or ""))
        if program is None:
            worker.everywhere = True
        else:
            worker.programs.add(program)
    return list(found.values())


def rules_of_house(user: User) -> list[Rule]:
    """The lines that open programs follow today."""
    rows = SupervisionRule.objects.filter(
        agency_id=user.agency_id,
        pack__followed_by__ended_at=None,
        pack__followed_by__program__closed_on=None,
    )
    return [
        Rule(program, stage, kind, interval, minutes, frozenset(modes), most)
        for program, stage, kind, interval, minutes, modes, most in rows.values_list(
            "pack__followed_by__program", "stage", "kind", "interval_days", "minimum_minutes", "modes",
            "most_peers",
        ).order_by("pack__followed_by__program", "stage", "kind")
    ]  # fmt: skip


def links_today(user: User, peers: Iterable[Worker]) -> dict[uuid.UUID, list[SupervisionLink]]:
    """Standing in left out: it is for a while, and counts on nobody's list."""
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(
        agency_id=user.agency_id, peer__in=[peer.id for peer in peers], covers_for=None
    )
    held: dict[uuid.UUID, list[SupervisionLink]] = defaultdict(list)
    for link in links.select_related("supervisor").order_by("starts_on", "pk"):
        held[link.peer_id].append(link)
    return held


def last_meetings(user: User, peers: Iterable[Worker]) -> dict[tuple[uuid.UUID, str], list[Met]]:
    """(peer, room) → the last meeting held of each form and length. No word of what was said, in one statement."""
    today = user.agency.today()
    keys = [peer.id for peer in peers]

    def held(places: Any, room: str) -> Any:
        rows = places.objects.filter(
            agency_id=user.agency_id, peer__in=keys, meeting__state="held",
            meeting__held_on__gt=today - LOOKED_BACK, meeting__held_on__lte=today,
        )  # fmt: skip
        return (
            rows.order_by()
            .values("peer", "meeting__form", "meeting__minutes")
            .annotate(room=Value(room), on=Max("meeting__held_on"))
            .values_list("peer", "room", "meeting__form", "meeting__minutes", "on")
        )

    found: dict[tuple[uuid.UUID, str], list[Met]] = defaultdict(list)
    clinical, senior = KINDS
    for peer, room, form, minutes, on in held(ClinicalPlace, clinical).union(
        held(SeniorPlace, senior), all=True
    ):
        found[peer, room].append(Met(form, minutes, on))
    return found
