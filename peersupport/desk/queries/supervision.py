"""Who looks after which peer. Only the model with two supervisors ever speaks of one who is not there (K9)."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist, ProposedLink, SupervisionLink
from peersupport.people.supervising import Standing, standings

from .rows import Row

KINDS = {
    SupervisionLink.Kind.CLINICAL: Role.CLINICAL_SUPERVISOR,
    SupervisionLink.Kind.SENIOR: Role.SENIOR_PEER_SUPERVISOR,
}


@dataclass(frozen=True)
class Proposal:
    id: uuid.UUID
    words: str
    asked_by: str
    may_confirm: bool
    is_mine: bool


@dataclass(frozen=True)
class SupervisionPage:
    peers: list[Row]
    proposals: list[Proposal]


def peers_today(user: User) -> Any:
    roles = Membership.objects.in_force(user.agency.today()).filter(role=Role.PEER)
    return (
        PeerSpecialist.objects.in_agency_of(user)
        .filter(user__is_active=True, user__in=roles.values("user"))
        .select_related("user")
        .order_by("user__name", "pk")
    )


def supervision_page(user: User) -> SupervisionPage:
    peers = list(peers_today(user))
    held: dict[uuid.UUID, list[SupervisionLink]] = defaultdict(list)
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(peer__in=peers)
    for link in links.select_related("supervisor").order_by("kind", "supervisor__name", "pk"):
        held[link.peer_id].append(link)
    standing = standings(user.agency, peers)
    return SupervisionPage(
        peers=[_row(peer, held[peer.pk], standing[peer.pk]) for peer in peers],
        proposals=_proposals(user),
    )


def peers_without_both(user: User) -> int:
    """How many of those who have two supervisors lack one today, without an exception."""
    return sum(bool(found.missing) for found in standings(user.agency, peers_today(user)).values())


def links_of(peer: PeerSpecialist) -> list[Row]:
    """Links that hold or will hold, with who stands in."""
    today = peer.agency.today()
    links = SupervisionLink.objects.filter(peer=peer, ended_at=None).exclude(ends_on__lt=today)
    return [
        Row(
            title=link.supervisor.name,
            text=_link_words(link),
            tag=_("starts %(day)s") % {"day": date_format(link.starts_on, "DATE_FORMAT")}
            if link.starts_on > today
            else "",
            tone="wait",
            act=reverse("desk:link_end", args=[link.pk]),
            verb=_("End"),
        )
        for link in links.select_related("supervisor", "covers_for").order_by("kind", "starts_on", "pk")
    ]


def supervisors(user: User, peer: PeerSpecialist) -> dict[str, list[User]]:
    """Who has the task today, per kind; nobody looks after themselves."""
    roles = Membership.objects.in_force(user.agency.today()).filter(
        agency_id=user.agency_id, role__in=KINDS.values(), user__is_active=True
    )
    found: dict[str, list[User]] = {str(kind): [] for kind in KINDS}
    kind_of = {str(role): str(kind) for kind, role in KINDS.items()}
    for membership in roles.exclude(user=peer.user_id).select_related("user").order_by("user__name", "pk"):
        if membership.user not in found[kind_of[membership.role]]:
            found[kind_of[membership.role]].append(membership.user)
    return found


def open_proposals(user: User) -> Any:
    return ProposedLink.objects.open_in(user.agency_id)


def _proposals(user: User) -> list[Proposal]:
    rows = (
        open_proposals(user)
        .select_related("peer__user", "supervisor", "asked_by")
        .order_by("created_at", "pk")
    )
    return [
        Proposal(
            id=row.pk,
            words=_("%(supervisor)s for %(peer)s, as %(kind)s")
            % {
                "supervisor": row.supervisor.name,
                "peer": row.peer.user.name,
                "kind": row.get_kind_display(),
            },
            asked_by=row.asked_by.name,
            may_confirm=user.pk not in {row.asked_by_id, row.supervisor_id, row.peer.user_id},
            is_mine=user.pk == row.asked_by_id,
        )
        for row in rows
    ]


def _row(peer: PeerSpecialist, links: list[SupervisionLink], standing: Standing) -> Row:
    away = {(link.covers_for_id, link.kind) for link in links if link.covers_for_id}
    named = [
        _link_in_words(link, is_away=(link.supervisor_id, link.kind) in away and link.covers_for_id is None)
        for link in links
    ]
    return Row(
        title=peer.user.name,
        text=" · ".join(named) or _("nobody at the moment"),
        tag=standing.words,
        tone="look" if standing.missing else "plain",
        url=reverse("desk:peer_links", args=[peer.pk]),
    )


def _link_in_words(link: SupervisionLink, *, is_away: bool) -> str:
    said = {"name": link.supervisor.name, "kind": link.get_kind_display()}
    if is_away:
        return _("%(name)s (%(kind)s, away)") % said
    if link.covers_for_id:
        return _("%(name)s (%(kind)s, stands in)") % said
    return f"{link.supervisor.name} ({link.get_kind_display()})"


def _link_words(link: SupervisionLink) -> str:
    words = [str(link.get_kind_display())]
    if link.covers_for:
        words.append(_("stands in for %(name)s") % {"name": link.covers_for.name})
    if link.ends_on:
        words.append(_("until %(day)s") % {"day": date_format(link.ends_on, "DATE_FORMAT")})
    if link.opens_at > clock.now():
        words.append(_("what was written opens %(day)s") % {"day": date_format(link.opens_at, "DATE_FORMAT")})
    return " · ".join(words)
