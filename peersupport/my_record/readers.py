"""Who can read what of one person today, asked through the access rule itself as each human who stands close enough."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from consent.models import ConsentNow
from consent.querysets import Cells, may_read_cells_as_each
from consent.readers import FixedReader
from consent.rule import Audience
from consent.services import consent_holds
from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.people.models import Pairing, PeerSpecialist, PersonGrant, SupervisionLink, SupportedPerson
from sessions_app.models import SupportSession

LET_IN = _("let in for a while")


@dataclass(frozen=True)
class GrantLine:
    """Why and until when somebody is let in."""

    reason: str
    ends_at: datetime


@dataclass(frozen=True)
class Reader:
    """One human who stands in some relation to the person today, and what that opens to them."""

    user_id: uuid.UUID
    name: str
    roles: list[Any]
    grants: list[GrantLine]
    facts: str  # "all", "own", "some" or "none"
    words: str  # "all", "own", "some" or "none"
    sees_contact: bool
    sees_plan: bool

    @property
    def sees_facts(self) -> bool:
        return self.facts != "none"

    @property
    def sees_something(self) -> bool:
        return self.sees_facts or self.sees_contact or self.sees_plan or self.words != "none"


@dataclass(frozen=True)
class PlanReader:
    name: str
    roles: list[Any]


@dataclass
class _Stands:
    """Somebody with everything they are to the person today, the nearest first."""

    user: User
    roles: list[Any]
    grants: list[GrantLine]


class _Standing:
    """Members of staff who stand in any relation today. More may stand here than read something, but nobody less."""

    def __init__(self, person: SupportedPerson, authors: list[uuid.UUID]) -> None:
        self.person, self.authors, self.today = person, authors, person.agency.today()
        self.found: dict[uuid.UUID, _Stands] = {}
        self._by_pairing()
        self._by_link()
        self._by_grant()
        self._by_office()

    def _stands(self, user: User, words: Any) -> _Stands:
        one = self.found.setdefault(user.pk, _Stands(user, [], []))
        if words not in one.roles:
            one.roles.append(words)
        return one

    def _by_pairing(self) -> None:
        """Who walks with them, walked with them, or wrote something down that they came to."""
        pairings = Pairing.objects.filter(person=self.person).select_related("peer__user")
        pairings = list(pairings.order_by("starts_on"))
        for pairing in pairings:
            if pairing.state in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
                kind = Audience.COVER if pairing.covers_for_id else Audience.PAIRED
                self._stands(pairing.peer.user, kind.label)
        for pairing in pairings:
            if pairing.state == Pairing.State.ENDED or pairing.walked_until is not None:
                self._stands(pairing.peer.user, _("walked with you before"))
        known = {pairing.peer_id for pairing in pairings}
        for peer in PeerSpecialist.objects.filter(pk__in=set(self.authors) - known).select_related("user"):
            self._stands(peer.user, _("wrote down that you met"))
        self.peers = known | set(self.authors)

    def _by_link(self) -> None:
        links = SupervisionLink.objects.in_force(self.today).filter(peer__in=self.peers)
        for link in links.select_related("supervisor").order_by("kind", "supervisor__name"):
            self._stands(link.supervisor, link.get_kind_display())

    def _by_grant(self) -> None:
        grants = PersonGrant.objects.in_force().filter(content_object=self.person)
        for grant in grants.select_related("user").order_by("ends_at", "pk"):
            self._stands(grant.user, LET_IN).grants.append(GrantLine(grant.reason, grant.ends_at))
            if grant.audience == Audience.RESPONDER:
                self._stands(grant.user, Audience.RESPONDER.label)

    def _by_office(self) -> None:
        office = Membership.objects.in_force(self.today).filter(
            agency_id=self.person.agency_id, role=Role.ADMIN, user__is_active=True
        )
        for membership in office.select_related("user").order_by("user__name"):
            self._stands(membership.user, Role.ADMIN.label)


def readers_today(person: SupportedPerson) -> list[Reader]:
    """Everybody who could see something today."""
    authors = list(
        SupportSession.objects.filter(attendances__person=person)
        .order_by()
        .values_list("peer", flat=True)
        .distinct()
    )
    holds = consent_holds(ConsentNow.objects.get(person=person))
    near = list(_Standing(person, authors).found.values())
    by_each: list[uuid.UUID | None] = [*authors] or [None]
    cells: Cells = [("contact", None), ("plan", None)]
    cells += [(content, author) for content in ("facts", "narrative") for author in by_each]
    peers = PeerSpecialist.objects.filter(user__in=[one.user for one in near])
    written_as = dict(peers.values_list("user", "pk"))
    readers = [
        _reader(stands, authors, opened, own=written_as.get(stands.user.pk), holds=holds)
        for stands, opened in zip(near, _opened_to(near, person, cells), strict=True)
    ]
    return [reader for reader in readers if reader.sees_something]


def plan_readers_today(person: SupportedPerson) -> list[PlanReader]:
    """Who could read the plan for hard times today. The office has no way."""
    near = [one for one in _Standing(person, []).found.values() if one.roles != [Role.ADMIN.label]]
    opened = _opened_to(near, person, [("plan", None)])
    return [
        PlanReader(one.user.first_name_only, one.roles)
        for one, (reads,) in zip(near, opened, strict=True)
        if reads
    ]


def _opened_to(near: list[_Stands], person: SupportedPerson, cells: Cells) -> list[list[bool]]:
    return may_read_cells_as_each(user_ids=[one.user.pk for one in near], person_id=person.pk, cells=cells)


def nobody_today(readers: Iterable[Reader]) -> list[FixedReader]:
    """The kinds of readers the agreement speaks of that nobody is today."""
    there = {str(role) for reader in readers for role in reader.roles}
    return [FixedReader(kind.label, _("Nobody today.")) for kind in Audience if str(kind.label) not in there]


def _reader(
    stands: _Stands,
    authors: list[uuid.UUID],
    opened: list[bool],
    *,
    own: uuid.UUID | None,
    holds: bool,
) -> Reader:
    contact, plan, *more = opened
    facts, words = more[: len(more) // 2], more[len(more) // 2 :]
    return Reader(
        user_id=stands.user.pk,
        name=stands.user.first_name_only,
        roles=stands.roles,
        grants=stands.grants,
        facts=_extent(own, authors, facts, holds=True),
        words=_extent(own, authors, words, holds=holds),
        sees_contact=contact,
        sees_plan=plan,
    )


def _extent(own: uuid.UUID | None, authors: list[uuid.UUID], opened: list[bool], *, holds: bool) -> str:
    """Without a yes in force, "everything" would be a frightening word for a sole author's own text."""
    if all(opened) and (holds or not authors):
        return "all"
    if not any(opened):
        return "none"
    mine = {author for author, opens in zip(authors, opened, strict=True) if opens}
    if mine <= {own}:
        return "own"
    return "all" if all(opened) else "some"
