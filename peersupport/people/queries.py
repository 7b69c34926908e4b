"""Reads that no single queryset carries: programs of a reader, and the page of the people list."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Role

from .models import Pairing, SupervisionLink, SupportedPerson

PAGE = 25
FOUND_AT_MOST = 25


def programs_for(user: User) -> "QuerySet[Program]":
    """Open programs of the user's agency in which they have a role today; a role without a program is for all."""
    roles = Membership.objects.in_force(user.agency.today()).filter(user=user)
    in_program = Exists(roles.filter(Q(program=None) | Q(program=OuterRef("pk"))))
    return Program.objects.filter(in_program, agency_id=user.agency_id, closed_on=None).order_by("id")


@dataclass(frozen=True)
class CloseTo:
    """A peer who walks with somebody, and who looks after that peer."""

    peer: str
    supervisors: list[str]


def close_to(person: SupportedPerson) -> list[CloseTo]:
    """Who should hear of a death from a human first: everybody who walks with them, and their supervisors."""
    walking = Pairing.objects.walking().filter(person=person).select_related("peer__user")
    pairings = list(walking.order_by("starts_on", "pk"))
    links = SupervisionLink.objects.in_force(person.agency.today()).filter(
        peer__in=[pairing.peer_id for pairing in pairings]
    )
    names: dict[uuid.UUID, list[str]] = defaultdict(list)
    for link in links.select_related("supervisor").order_by("kind", "supervisor__name"):
        names[link.peer_id].append(link.supervisor.name)
    return [CloseTo(pairing.peer.user.name, names[pairing.peer_id]) for pairing in pairings]


@dataclass(frozen=True)
class PersonRow:
    """One line of the list: the name, and how things stand between them and who looks."""

    person: SupportedPerson
    text: str
    tag: str
    tone: str
    waits_for_office: bool


@dataclass(frozen=True)
class PeoplePage:
    rows: list[PersonRow]
    before: uuid.UUID | None = None
    after: uuid.UUID | None = None
    more: bool = False
    query: str = field(default="", repr=False)


def people_page(user: User, people: Any, *, after: uuid.UUID | None, before: uuid.UUID | None) -> PeoplePage:
    """One keyset page by name of `people`. The cursors are ids: a name stands in no address."""
    cursor = after or before
    edge = people.filter(pk=cursor).values_list("name_key", flat=True).first() if cursor else None
    backwards = before is not None and after is None and edge is not None
    people = people.select_related("program").by_name()
    if edge is not None and backwards:
        people = people.filter(Q(name_key__lt=edge) | Q(name_key=edge, id__lt=cursor)).reverse()
    elif edge is not None:
        people = people.filter(Q(name_key__gt=edge) | Q(name_key=edge, id__gt=cursor))
    found = list(people[: PAGE + 1])
    has_more = len(found) > PAGE
    found = found[:PAGE]
    if backwards:
        found.reverse()
    has_before, has_after = (has_more, True) if backwards else (edge is not None, has_more)
    return PeoplePage(
        rows=_rows(user, found),
        before=found[0].pk if found and has_before else None,
        after=found[-1].pk if found and has_after else None,
    )


def people_found(user: User, people: Any, key: str) -> PeoplePage:
    """The first people whose name, or a word of it, starts with this name_key."""
    found = list(people.named_like(key).select_related("program").by_name()[: FOUND_AT_MOST + 1])
    return PeoplePage(rows=_rows(user, found[:FOUND_AT_MOST]), more=len(found) > FOUND_AT_MOST, query=key)


def _rows(user: User, people: Iterable[SupportedPerson]) -> list[PersonRow]:
    people = list(people)
    pairings = defaultdict(list)
    shown = Pairing.objects.shown_to(user).filter(person__in=[person.pk for person in people])
    shown = shown.exclude(state=Pairing.State.NOT_NOW)  # a "not now" stands nowhere
    for pairing in shown.select_related("peer__user").order_by("offered_at", "id"):
        pairings[pairing.person_id].append(pairing)
    return [_row(user, person, pairings[person.pk]) for person in people]


def _row(user: User, person: SupportedPerson, pairings: list[Pairing]) -> PersonRow:
    own = next((pairing for pairing in pairings if pairing.peer.user_id == user.pk), None)
    walking = [pairing for pairing in pairings if pairing.state in {"active", "paused"} and pairing != own]
    offered = [pairing for pairing in pairings if pairing.state == Pairing.State.OFFERED]
    tag, tone = _tag(person, own or next(iter([*walking, *offered]), None), user)
    return PersonRow(
        person=person,
        text=_row_text(own, walking),
        tag=tag,
        tone=tone,
        waits_for_office=person.confirmed_at is None
        and Role.ADMIN in user.roles
        and person.added_by_id != user.pk,
    )


def _row_text(own: Pairing | None, walking: list[Pairing]) -> str:
    if own is not None and own.state == Pairing.State.ACTIVE and own.rhythm:
        return str(own.get_rhythm_display())
    names = ", ".join(pairing.peer.user.first_name_only for pairing in walking)
    return _("Walks with %(names)s") % {"names": names} if names else ""


def _tag(person: SupportedPerson, pairing: Pairing | None, user: User) -> tuple[str, str]:
    if person.confirmed_at is None and Role.ADMIN in user.roles:
        return _("waits for the office"), "look"
    if pairing is None:
        return (_("nobody walks with them yet"), "wait") if Role.ADMIN in user.roles else ("", "plain")
    if pairing.state == Pairing.State.ACTIVE:
        return (_("standing in"), "plain") if pairing.covers_for_id else ("", "plain")
    return str(pairing.get_state_display()), "plain" if pairing.state == Pairing.State.ENDED else "wait"
