"""Groups as a person sees them: who leads one, and whether that peer knows them by name there."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from peersupport.people.models import BlockedStaff, SupportedPerson
from sessions_app.models import Group, GroupRegular


@dataclass(frozen=True)
class MyGroup:
    id: uuid.UUID
    name: str
    lead: str
    is_mine: bool


def open_to(person: SupportedPerson) -> "QuerySet[Group]":
    """Groups whose list they could be on: led by a peer whom they don't keep away and who is not themselves."""
    away = BlockedStaff.objects.filter(person=person).values("user")
    groups: QuerySet[Group] = Group.objects.open_in(person.agency_id).filter(led_by=Group.LedBy.PEER)
    return groups.exclude(lead__user__in=away).exclude(lead__user=person.also_staff_id)


def seen_by(person: SupportedPerson) -> "QuerySet[Group]":
    """Those, and every group on whose list they are."""
    on_it = Exists(GroupRegular.objects.filter(group=OuterRef("pk"), person=person))
    groups: QuerySet[Group] = Group.objects.filter(agency=person.agency_id).annotate(is_mine=on_it)
    return groups.filter(Q(is_mine=True) | Q(pk__in=open_to(person).values("pk")))


def groups_with_a_list(person: SupportedPerson) -> list[MyGroup]:
    rows = seen_by(person).select_related("lead__user").order_by("-is_mine", "name", "pk")
    return [MyGroup(row.pk, row.name, row.lead.user.name, row.is_mine) for row in rows if row.lead]
