"""Many people at once, brought by the office from where they were kept before."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.fields import sealed_fields
from peersupport.core.models import DataKey
from peersupport.people.models import ContactDetails, SupportedPerson
from peersupport.people.queries import programs_for

from .people import CONFIRM_WITHIN, _set_contact, _set_identity
from .scope import require

AT_ONCE = 1000


@dataclass(frozen=True)
class NewPerson:
    """Somebody as a row tells of them. The key is made by the caller, who wants to remember it."""

    id: uuid.UUID
    program: Program
    chosen_name: str
    pronouns: str = ""
    language: str = "en"
    contact: Mapping[str, Any] = field(default_factory=dict)


def unsaved_person(*, new: NewPerson, by: User) -> tuple[SupportedPerson, ContactDetails]:
    """The rows add_person() would write. Raises DomainError with a field for what can't be kept."""
    person = SupportedPerson(id=new.id, agency_id=by.agency_id, program=new.program, added_by=by)
    _set_identity(
        person, {"chosen_name": new.chosen_name, "pronouns": new.pronouns, "language": new.language}
    )
    if Role.PEER in by.roles:
        person.confirm_by = new.program.today() + CONFIRM_WITHIN
    else:
        person.confirmed_at, person.confirmed_by = clock.now(), by
    contact = ContactDetails(agency_id=by.agency_id, person=person)
    _set_contact(contact, dict(new.contact))
    return person, contact


@transaction.atomic
def import_people(*, people: Iterable[NewPerson], by: User) -> int:
    """All of them or nobody; how many. `people` is read a thousand at a time, so it may be long.

    Raises NotAllowed for anybody but the office, DomainError for a row that can't be kept.
    """
    require(by, Permission.BRING_IN)
    programs = set(programs_for(by).exclude(level=Program.Level.NONE).values_list("pk", flat=True))
    done = 0
    for some in _batches(people):
        if any(new.program.pk not in programs for new in some):
            raise DomainError(_("In this program no names are kept."), field="program")
        rows = [unsaved_person(new=new, by=by) for new in some]
        SupportedPerson.objects.bulk_create([person for person, _contact in rows])
        contacts = [contact for _person, contact in rows]
        _seal(contacts, by=by)
        ContactDetails.objects.bulk_create(contacts)
        done += len(some)
    record("person.imported", target=by.agency, by=by, fields=[f"rows:{done}"])
    return done


def _batches(people: Iterable[NewPerson]) -> Iterator[list[NewPerson]]:
    rest = iter(people)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _seal(contacts: list[ContactDetails], *, by: User) -> None:
    """What saving one row does, with the keys of all who need one made in one statement."""
    fields = sealed_fields(ContactDetails)
    told = [row for row in contacts if any(getattr(row, one.attname) for one in fields)]
    keys = DataKey.objects.made_for(
        agency_id=by.agency_id, kind="person", owner_ids=[row.person_id for row in told]
    )
    for row in told:
        for one in fields:
            if text := getattr(row, one.attname):
                setattr(row, one.attname, one.sealed_with(row, text, keys[row.person_id]))
