"""Who looks after which peer. Only the model with two supervisors ever speaks of one who is not there (K9)."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist, ProposedLink, SupervisionLink

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
    both = peers_with_two_supervisors(user)
    return SupervisionPage(
        peers=[_row(peer, held[peer.pk], needs_both=peer.pk in both) for peer in peers],
        proposals=_proposals(user),
    )


def peers_with_two_supervisors(user: User) -> set[uuid.UUID]:
    """Peers who work in an open program of the hybrid model, and so have two supervisors with different tasks."""
    hybrid = Program.objects.filter(
        agency_id=user.agency_id,
        closed_on=None,
        supervision_model=Program.SupervisionModel.HYBRID,
    )
    roles = Membership.objects.in_force(user.agency.today()).filter(agency_id=user.agency_id, role=Role.PEER)
    everywhere = Q(program=None) if hybrid.exists() else Q(pk__in=[])
    working = roles.filter(Q(program__in=hybrid) | everywhere)
    return set(PeerSpecialist.objects.filter(user__in=working.values("user")).values_list("pk", flat=True))


def peers_without_both(user: User) -> int:
    """How many of them lack one of the two today."""
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(agency_id=user.agency_id)
    kinds = defaultdict(set)
    for peer_id, kind in links.values_list("peer", "kind"):
        kinds[peer_id].add(kind)
    today = {peer.pk for peer in peers_today(user)}
    return sum(len(kinds[pk]) < len(KINDS) for pk in peers_with_two_supervisors(user) & today)


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


def _row(peer: PeerSpecialist, links: list[SupervisionLink], *, needs_both: bool) -> Row:
    there = {link.kind for link in links}
    missing = [kind for kind in KINDS if kind not in there] if needs_both else []
    return Row(
        title=peer.user.name,
        text=" · ".join(f"{link.supervisor.name} ({link.get_kind_display()})" for link in links)
        or _("nobody at the moment"),
        tag=_missing_words(missing),
        tone="look",
        url=reverse("desk:peer_links", args=[peer.pk]),
    )


def _missing_words(missing: list[SupervisionLink.Kind]) -> str:
    if len(missing) == len(KINDS):
        return _("both supervisors to find")
    if missing == [SupervisionLink.Kind.CLINICAL]:
        return _("clinical supervisor to find")
    return _("senior peer supervisor to find") if missing else ""


def _link_words(link: SupervisionLink) -> str:
    words = [str(link.get_kind_display())]
    if link.covers_for:
        words.append(_("stands in for %(name)s") % {"name": link.covers_for.name})
    if link.ends_on:
        words.append(_("until %(day)s") % {"day": date_format(link.ends_on, "DATE_FORMAT")})
    if link.opens_at > clock.now():
        words.append(_("what was written opens %(day)s") % {"day": date_format(link.opens_at, "DATE_FORMAT")})
    return " · ".join(words)
