"""The role agreement as one reader sees it: its words, and who has said yes to it and who not yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Permission, Role
from peersupport.people.models import PeerSpecialist, SupervisionLink
from peersupport.rules.models import RoleText, RoleVersion
from peersupport.rules.role import RoleWords, role_words, words_in
from supervision.models import RoleAcceptance

Signs = RoleAcceptance.Signs
# Whose yes each way of supervising asks for beside the peer's own. Who looks after a peer is asked in any case.
ASKED: dict[str, set[str]] = {
    Program.SupervisionModel.HYBRID: {Signs.CLINICAL, Signs.SENIOR},
    Program.SupervisionModel.PEER_LED: set(),
    Program.SupervisionModel.CIRCLE: set(),
}


@dataclass(frozen=True)
class Slot:
    """One yes that is asked for. Without a name nobody has this task at the moment."""

    title: str
    name: str = ""
    at: datetime | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class PeerRow:
    peer: PeerSpecialist
    slots: list[Slot]

    @property
    def is_mine_to_say(self) -> bool:
        return any(slot.is_mine and slot.at is None for slot in self.slots)


@dataclass
class RolePage:
    words: RoleWords
    rows: list[PeerRow] = field(default_factory=list)
    may_write: bool = False
    draft: RoleVersion | None = None


def role_page(user: User) -> RolePage:
    page = RolePage(words=role_words(user.agency, get_language() or "en"))
    if page.words.version is not None:
        page.rows = _rows(user, page.words.version)
    page.may_write = user.may(Permission.RUN_HOUSE)
    if page.may_write:
        page.draft = RoleVersion.objects.draft(user.agency_id).first()
    return page


def version_words(user: User, version: RoleVersion, language: str) -> RoleWords:
    """A version that holds or held here, in that language or the one there is."""
    rows = RoleText.objects.filter(version=version).select_related("version")
    return words_in(rows, language, first=user.agency.languages[0])


def peers_shown_to(user: User) -> Any:
    """Whose yes this reader sees: their own, those of the peers they look after, for the office everybody's."""
    mine = Q(user=user) | Q(pk__in=SupervisionLink.objects.held_by(user).values("peer"))
    peers = PeerSpecialist.objects.at_work_in(user.agency).select_related("user").order_by("user__name", "pk")
    return peers if user.may(Permission.RUN_HOUSE) else peers.filter(mine)


def _rows(user: User, version: RoleVersion) -> list[PeerRow]:
    peers = list(peers_shown_to(user))
    links = _links(user, peers)
    said = {
        (given.peer_id, given.user_id, given.signs_as): given.at
        for given in RoleAcceptance.objects.filter(version=version, peer__in=peers)
    }
    asked = _kinds_asked(user, peers)
    return [PeerRow(peer, _slots(user, peer, links[peer.pk], asked[peer.user_id], said)) for peer in peers]


def _links(user: User, peers: Iterable[PeerSpecialist]) -> dict[Any, list[SupervisionLink]]:
    found = defaultdict(list)
    rows = SupervisionLink.objects.in_force(user.agency.today()).filter(peer__in=peers)
    for link in rows.select_related("supervisor").order_by("kind", "supervisor__name", "pk"):
        found[link.peer_id].append(link)
    return found


def _slots(
    user: User, peer: PeerSpecialist, links: list[SupervisionLink], asked: set[str], said: dict[Any, datetime]
) -> list[Slot]:
    def slot(who: User, kind: str) -> Slot:
        return Slot(str(Signs(kind).label), who.name, said.get((peer.pk, who.pk, kind)), who.pk == user.pk)

    slots = [slot(peer.user, Signs.PEER), *(slot(link.supervisor, link.kind) for link in links)]
    missing = asked - {link.kind for link in links}
    return [*slots, *(Slot(str(Signs(kind).label)) for kind in sorted(missing))]


def _kinds_asked(user: User, peers: list[PeerSpecialist]) -> dict[Any, set[str]]:
    """By account: the kinds that every program of the peer asks for, so that no circle is called incomplete."""
    models = Program.objects.filter(agency_id=user.agency_id, closed_on=None)
    house = set(models.values_list("supervision_model", flat=True))
    of_peers = Membership.objects.in_force(user.agency.today()).filter(
        role=Role.PEER, user__in=[peer.user_id for peer in peers]
    )
    theirs: dict[Any, set[str]] = defaultdict(set)
    for who, model in of_peers.values_list("user_id", "program__supervision_model"):
        theirs[who] |= {model} if model else house
    return {
        peer.user_id: set.intersection(*(ASKED[model] for model in models))
        if (models := theirs[peer.user_id])
        else set()
        for peer in peers
    }
