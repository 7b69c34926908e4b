"""Whom a peer may name when a group met, and whose names they know."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program, User
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson

from .models import Group, GroupRegular


@dataclass(frozen=True)
class Known:
    """Somebody whose chosen name the peer knows. Only some may be named: the others are one of the number."""

    person_id: uuid.UUID
    name: str
    name_key: str
    may_be_named: bool


def known_people(user: User, group: Group) -> list[Known]:
    """Whom the peer walks with, and who is known to come where the peer leads, by name. Two queries."""
    blocked = BlockedStaff.objects.filter(person=OuterRef("person"), user=user)
    pairings = (
        Pairing.objects.walking_with(user)
        .filter(~Exists(blocked), person__died_on=None)
        .exclude(person__also_staff=user)
        .select_related("person__program", "person__gate")
    )
    regulars = (
        GroupRegular.objects.known_to(user)
        .filter(group=group)
        .select_related("person__program", "person__gate")
    )
    found = {row.person_id: _known(row.person, is_active=True) for row in regulars}
    for pairing in pairings:
        found[pairing.person_id] = _known(pairing.person, is_active=pairing.state == Pairing.State.ACTIVE)
    return sorted(found.values(), key=lambda known: (known.name_key, str(known.person_id)))


def _known(person: SupportedPerson, *, is_active: bool) -> Known:
    level = level_in_force(gate=person.gate, program=person.program)
    may = is_active and consent_holds(person.gate) and level != Program.Level.NONE
    return Known(person.pk, person.chosen_name, person.name_key, may)


def names_known(user: User, group: Group) -> list[str]:
    return [known.name for known in known_people(user, group)]
