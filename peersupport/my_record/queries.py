"""What the person sees of their own record, and who else can see what."""

import uuid
from dataclasses import dataclass
from typing import Any

from peersupport.accounts.models import Membership
from peersupport.people.models import (
    BlockedStaff,
    SupportedPerson,
)


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
