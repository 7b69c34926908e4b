"""What the person sees of their own record, and who else can see what."""

import uuid
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

from consent.models import ConsentNow
from consent.querysets import may_read
from consent.rule import Audience
from consent.services import consent_holds
from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.audit import services as audit
from peersupport.audit.services import Purpose
from peersupport.core.principal import acting_as
from peersupport.people.models import (
    BlockedStaff,
    Pairing,
    PeerSpecialist,
    PersonGrant,
    SupervisionLink,
    SupportedPerson,
)
from sessions_app.models import SessionNote, SupportSession, Tag, WhyShared
from sessions_app.reading import Around, open_around, own_facts


@dataclass(frozen=True)
class Reader:
    """One human who stands in some relation to the person today, and what that opens to them."""

    user_id: uuid.UUID
    name: str
    roles: list[Any]
    sees_facts: bool
    sees_contact: bool
    words: str  # "all", "own", "some" or "none"


@dataclass(frozen=True)
class Note:
    """One note as the person reads it, every sealed field opened."""

    opened: SimpleNamespace
    why_shared: Any
    addenda: list[SimpleNamespace]
    around: Around
    tags: list[Any]
    facts: list[Any]


def notes(user: User, session: SupportSession) -> list[Note]:
    """The words of one meeting, opened for the person they are about. Leaves a trace."""
    rows = SessionNote.objects.prefetch_related("addenda__author").readable(session.pk)
    if not rows:
        return []
    with audit.reading(by=user, purpose=Purpose.OWN_RECORD, via="person") as reading:
        around = open_around(rows, reading)
        return [
            Note(
                opened=opened,
                why_shared=dict(WhyShared.choices).get(opened.why_shared, opened.why_shared),
                addenda=reading.open_all(opened.row.addenda.all()),
                around=around[opened.row.attendance_id],
                tags=[Tag(tag).label for tag in opened.row.tags],
                facts=own_facts(opened.row),
            )
            for opened in reading.open_all(rows)
        ]


def readers_today(person: SupportedPerson) -> list[Reader]:
    """Everybody who could see something today, asked through the access rule itself, as each of them."""
    authors = list(
        SupportSession.objects.filter(attendances__person=person).values_list("peer", flat=True).distinct()
    )
    holds = consent_holds(ConsentNow.objects.get(person=person))
    readers = [_reader(person, user, roles, authors, holds=holds) for user, roles in _standing(person)]
    return [
        reader for reader in readers if reader.sees_facts or reader.sees_contact or reader.words != "none"
    ]


def _standing(person: SupportedPerson) -> list[tuple[User, list[Any]]]:
    """Members of staff who stand in any relation today, each with all of them in words, the nearest first."""
    found: dict[uuid.UUID, tuple[User, list[Any]]] = {}

    def stands(user: User, words: Any) -> None:
        roles = found.setdefault(user.pk, (user, []))[1]
        if words not in roles:
            roles.append(words)

    pairings = list(Pairing.objects.filter(person=person).select_related("peer__user").order_by("starts_on"))
    for pairing in pairings:
        if pairing.state in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
            stands(
                pairing.peer.user, Audience.COVER.label if pairing.covers_for_id else Audience.PAIRED.label
            )
    for pairing in pairings:
        if pairing.state == Pairing.State.ENDED:
            stands(pairing.peer.user, _("walked with you before"))
    today, peers = person.agency.today(), [pairing.peer_id for pairing in pairings]
    links = SupervisionLink.objects.in_force(today).filter(peer__in=peers).select_related("supervisor")
    for link in links.order_by("kind", "supervisor__name"):
        stands(link.supervisor, link.get_kind_display())
    for grant in PersonGrant.objects.in_force().filter(content_object=person).select_related("user"):
        stands(grant.user, _("let in for a while"))
    office = Membership.objects.in_force(today).filter(
        agency_id=person.agency_id, role=Role.ADMIN, user__is_active=True
    )
    for membership in office.select_related("user").order_by("user__name"):
        stands(membership.user, Role.ADMIN.label)
    return list(found.values())


def _reader(
    person: SupportedPerson, user: User, roles: list[Any], authors: list[uuid.UUID], *, holds: bool
) -> Reader:
    with acting_as(user.pk):
        opened = [
            may_read(person_id=person.pk, content="narrative", author_id=author) for author in authors
        ] or [may_read(person_id=person.pk, content="narrative")]
        return Reader(
            user_id=user.pk,
            name=user.first_name_only,
            roles=roles,
            sees_facts=may_read(person_id=person.pk, content="facts"),
            sees_contact=may_read(person_id=person.pk, content="contact"),
            words=_extent(user, authors, opened, holds=holds),
        )


def _extent(user: User, authors: list[uuid.UUID], opened: list[bool], *, holds: bool) -> str:
    """Without a yes in force, "everything" would be a frightening word for a sole author's own text."""
    if all(opened) and (holds or not authors):
        return "all"
    if not any(opened):
        return "none"
    own = set(PeerSpecialist.objects.filter(user=user).values_list("pk", flat=True))
    mine = {author for author, opens in zip(authors, opened, strict=True) if opens}
    if mine <= own:
        return "own"
    return "all" if all(opened) else "some"


@dataclass(frozen=True)
class Colleague:
    user_id: uuid.UUID
    name: str
    roles: list[Any]


def kept_away(person: SupportedPerson) -> list[Colleague]:
    blocks = BlockedStaff.objects.filter(person=person).select_related("user").order_by("user__name")
    return [Colleague(block.user_id, block.user.first_name_only, []) for block in blocks]


def everybody_here(person: SupportedPerson) -> list[Colleague]:
    """Staff with a role today, by first name, apart from those kept away and the person's own other account."""
    rows = (
        Membership.objects.in_force(person.agency.today())
        .filter(agency_id=person.agency_id, user__is_active=True)
        .exclude(user=person.also_staff_id)
        .exclude(user__in=BlockedStaff.objects.filter(person=person).values("user"))
        .select_related("user")
        .order_by("user__name", "role")
    )
    found: dict[uuid.UUID, Colleague] = {}
    for row in rows:
        colleague = found.setdefault(row.user_id, Colleague(row.user_id, row.user.first_name_only, []))
        if row.get_role_display() not in colleague.roles:
            colleague.roles.append(row.get_role_display())
    return list(found.values())
