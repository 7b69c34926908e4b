"""What the person sees of their own record, and who else can see what."""

import uuid
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from peersupport.accounts.models import Membership, User
from peersupport.audit import services as audit
from peersupport.audit.services import Purpose
from peersupport.people.models import (
    BlockedStaff,
    SupportedPerson,
)
from sessions_app.models import SessionNote, SupportSession, Tag, WhyShared
from sessions_app.reading import Around, open_around, opened_for, own_facts


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
    rows = SessionNote.objects.readable(session.pk)
    if not rows:
        return []
    with audit.reading(by=user, purpose=Purpose.OWN_RECORD, via="person") as reading:
        around = open_around(rows, reading)
        return [
            Note(
                opened=words.text,
                why_shared=dict(WhyShared.choices).get(words.text.why_shared, words.text.why_shared),
                addenda=words.added,
                around=around[words.note.attendance_id],
                tags=[Tag(tag).label for tag in words.note.tags],
                facts=own_facts(words.note),
            )
            for words in opened_for(rows, reading)
        ]


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
