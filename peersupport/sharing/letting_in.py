"""Who is let in for one person, by the person or by two of the office: who, to what, why and until when."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from consent.rule import Audience, Content
from peersupport.accounts.models import Agency, Membership, User
from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.people.models import AskedGrant, PersonGrant, SupportedPerson

CONTENT_WORDS = {
    "facts": _("days and length of meetings"),
    "narrative": Content.NARRATIVE.label,
    "plan": Content.PLAN.label,
}


@dataclass(frozen=True)
class InLine:
    """One colleague who is let in, or will be from a day on."""

    id: int
    person_id: uuid.UUID
    person: str
    name: str
    roles: list[Any]
    as_what: Any
    contents: list[Any]
    reason: str
    starts_at: datetime
    ends_at: datetime
    opens_later: bool
    given_by: str
    by_the_person: bool
    second: str
    zone: str
    row: PersonGrant


@dataclass(frozen=True)
class AskedLine:
    """What the office asks for and nobody has agreed to: nothing is open."""

    id: uuid.UUID
    person_id: uuid.UUID
    person: str
    name: str
    as_what: Any
    contents: list[Any]
    reason: str
    ends_on: date
    asked_by: str
    may_confirm: bool
    is_mine: bool


@dataclass(frozen=True)
class LetIn:
    lines: list[InLine]
    asked: list[AskedLine]


def let_in(user: User, *, person: SupportedPerson | None = None) -> LetIn:
    """Of one person, or of all whom this reader may know it of. No word that anybody wrote stands in it."""
    grants = PersonGrant.objects.known_to(user).not_over()
    asked = AskedGrant.objects.known_to(user).waiting()
    if person is not None:
        grants, asked = grants.filter(content_object=person), asked.filter(person=person)
    grants = list(
        grants.select_related("user", "granted_by", "confirmed_by", "content_object__program").order_by(
            "ends_at", "pk"
        )
    )
    roles = _roles(user.agency, [grant.user_id for grant in grants])
    rows = asked.select_related("user", "asked_by", "person").order_by("created_at", "pk")
    return LetIn([_line(grant, roles) for grant in grants], [_asked(row, user) for row in rows])


def may_confirm(row: AskedGrant, user: User) -> bool:
    return user.may(Permission.ARRANGE_PAIRINGS) and user.pk not in {row.asked_by_id, row.user_id}


def colleagues(person: SupportedPerson, *, by: User) -> dict[User, list[Any]]:
    """Everybody who works here today with their tasks, by name; without the one who asks, who can't be the one."""
    rows = Membership.objects.in_force(person.agency.today()).filter(
        agency_id=person.agency_id, user__is_active=True
    )
    rows = rows.exclude(user__in=[pk for pk in (by.pk, person.also_staff_id) if pk])
    found: dict[User, list[Any]] = defaultdict(list)
    for row in rows.select_related("user").order_by("user__name", "user_id", "role"):
        if row.get_role_display() not in found[row.user]:
            found[row.user].append(row.get_role_display())
    return found


def _roles(agency: Agency, users: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    rows = Membership.objects.in_force(agency.today()).filter(agency_id=agency.pk, user__in=list(users))
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows.order_by("role"):
        if row.get_role_display() not in found[row.user_id]:
            found[row.user_id].append(row.get_role_display())
    return found


def _line(grant: PersonGrant, roles: dict[uuid.UUID, list[Any]]) -> InLine:
    person = grant.content_object
    return InLine(
        id=grant.pk,
        person_id=person.pk,
        person=person.chosen_name,
        name=grant.user.name,
        roles=roles[grant.user_id],
        as_what=Audience(grant.audience).label,
        contents=[CONTENT_WORDS[content] for content in CONTENT_WORDS if content in grant.contents],
        reason=grant.reason,
        starts_at=grant.starts_at,
        ends_at=grant.ends_at,
        opens_later=grant.starts_at > clock.now(),
        given_by=grant.granted_by.name,
        by_the_person=grant.granted_by_id == person.user_id,
        second=grant.confirmed_by.name if grant.confirmed_by else "",
        zone=person.program.time_zone,
        row=grant,
    )


def _asked(row: AskedGrant, user: User) -> AskedLine:
    return AskedLine(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.chosen_name,
        name=row.user.name,
        as_what=Audience(row.audience).label,
        contents=[CONTENT_WORDS[content] for content in CONTENT_WORDS if content in row.contents],
        reason=row.reason,
        ends_on=row.ends_on,
        asked_by=row.asked_by.name,
        may_confirm=may_confirm(row, user),
        is_mine=row.asked_by_id == user.pk,
    )
