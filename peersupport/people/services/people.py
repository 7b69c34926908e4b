"""The person: who they are to us, and the safe ways to reach them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.models import blind_index
from peersupport.core.names import name_key
from peersupport.people.models import ContactDetails, News, SupportedPerson
from peersupport.people.queries import programs_for
from peersupport.people.reach import check_email, check_phone, phone_digits

from .news import tell
from .scope import line, locked_person, require

CONFIRM_WITHIN = timedelta(days=7)
ALONE_WAITS = timedelta(hours=24)
LINES_AT_MOST = {"phone": 40, "email": 254, "address": 200, "safe_hours": 200, "other_way": 200}
FLAGS = frozenset({"may_text", "may_call", "may_email", "may_write", "phone_is_shared"})
IDENTITY = frozenset({"chosen_name", "pronouns", "language", "other_languages"})
KEY_AT_MOST = 160


@transaction.atomic
def add_person(
    *,
    program: Program,
    chosen_name: str,
    pronouns: str = "",
    language: str = "en",
    other_languages: Sequence[str] = (),
    by: User,
    **contact: Any,
) -> SupportedPerson:
    """`contact`: fields of ContactDetails. By the office: confirmed at once. By a peer: the office has seven days."""
    program = _open_program(program, by=by)
    if not by.agency.keeps_names:
        raise WrongState(_("Here people are counted without names, so nobody is added."))
    person = SupportedPerson(agency_id=by.agency_id, program=program, added_by=by)
    _set_identity(
        person,
        {
            "chosen_name": chosen_name,
            "pronouns": pronouns,
            "language": language,
            "other_languages": other_languages,
        },
    )
    if Role.PEER in by.roles:
        person.confirm_by = program.today() + CONFIRM_WITHIN
    else:
        person.confirmed_at, person.confirmed_by = clock.now(), by
    person.save(force_insert=True)
    details = ContactDetails(agency_id=by.agency_id, person=person)
    _set_contact(details, contact)
    details.save(force_insert=True)
    record("person.added", target=person, by=by, person_id=person.pk)
    return person


@transaction.atomic
def confirm_person(*, person: SupportedPerson, by: User) -> SupportedPerson:
    """The office says yes to somebody a peer added; never who added them, where there is another."""
    require(by, Permission.ARRANGE_PAIRINGS)
    person = locked_person(person, by=by)
    if person.confirmed_at is not None:
        raise WrongState(_("Somebody has confirmed this already."))
    if person.added_by_id == by.pk and not _is_alone_and_waited(person, by=by):
        raise NotAllowed(_("You added this person. A colleague in the office confirms it."))
    person.confirmed_at, person.confirmed_by = clock.now(), by
    person.save(update_fields=["confirmed_at", "confirmed_by"])
    record("person.confirmed", target=person, by=by, person_id=person.pk)
    return person


@transaction.atomic
def update_contact(*, person: SupportedPerson, by: User, **fields: Any) -> ContactDetails:
    """Pass only what changes: every field of ContactDetails by its name."""
    person = locked_person(person, by=by, within=SupportedPerson.objects.contacted_by(by))
    contact: ContactDetails = ContactDetails.objects.select_for_update().get(person=person)
    changed = _set_contact(contact, fields)
    if changed:
        contact.save(update_fields=changed)
        record("contact.changed", target=contact, by=by, person_id=person.pk, fields=changed)
    return contact


@transaction.atomic
def update_identity(*, person: SupportedPerson, by: User, **fields: Any) -> SupportedPerson:
    """Chosen name, pronouns, languages. Pass only what changes."""
    person = locked_person(person, by=by)
    changed = _set_identity(person, fields)
    if changed:
        person.save(update_fields=changed)
        record("person.changed", target=person, by=by, person_id=person.pk, fields=changed)
    return person


@transaction.atomic
def update_person(*, person: SupportedPerson, by: User, **fields: Any) -> SupportedPerson:
    """update_identity() and update_contact() for a page that holds both."""
    identity = {name: value for name, value in fields.items() if name in IDENTITY}
    contact = {name: value for name, value in fields.items() if name not in IDENTITY}
    person = update_identity(person=person, by=by, **identity)
    update_contact(person=person, by=by, **contact)
    return person


@transaction.atomic
def connect_account(
    *, person: SupportedPerson, user: User, also_staff: User | None = None, by: User
) -> SupportedPerson:
    """From now on this user reads the person's own space. Done by the office, never by who signs in with it.

    `also_staff`: the person's other account, as somebody who works here. Colleagues then find no trace of them.
    """
    require(by, Permission.ARRANGE_PAIRINGS)
    person = locked_person(person, by=by)
    if user.kind != User.Kind.PERSON or user.agency_id != person.agency_id:
        raise DomainError(_("This account is not one for a person of this agency."), field="user")
    if person.user_id is not None:
        raise WrongState(_("%(name)s has a sign-in already.") % {"name": person.chosen_name})
    if SupportedPerson.objects.filter(user=user).exists():
        raise WrongState(_("This sign-in belongs to somebody else already."))
    if also_staff is not None and (
        also_staff.kind != User.Kind.STAFF or also_staff.agency_id != by.agency_id
    ):
        raise DomainError(_("Choose somebody who works here."), field="also_staff")
    person.user = user
    person.also_staff = also_staff
    person.save(update_fields=["user", "also_staff"])
    tell([person.pk], News.Kind.SPACE, about=by, by=by)
    record(
        "person.account_connected", target=person, by=by, person_id=person.pk, fields=["user", "also_staff"]
    )
    return person


def _open_program(program: Program, *, by: User) -> Program:
    if not (by.may(Permission.ADD_PERSON) or by.may(Permission.ARRANGE_PAIRINGS)):
        raise NotAllowed(_("This is not yours to do here."))
    found: Program = programs_for(by).get(pk=program.pk)
    if found.level == Program.Level.NONE:
        raise DomainError(_("In this program no names are kept."), field="program")
    return found


def _is_alone_and_waited(person: SupportedPerson, *, by: User) -> bool:
    others = (
        Membership.objects.in_force(by.agency.today())
        .filter(agency_id=by.agency_id, role=Role.ADMIN, user__is_active=True)
        .exclude(user=by)
    )
    return not others.exists() and person.created_at <= clock.now() - ALONE_WAITS


def _set_identity(person: SupportedPerson, fields: dict[str, Any]) -> list[str]:
    changed = []
    if unknown := set(fields) - IDENTITY:
        raise TypeError(f"No such thing about a person: {sorted(unknown)}")
    if "chosen_name" in fields:
        name = line(fields["chosen_name"], field="chosen_name", most=80, required=True)
        person.chosen_name, person.name_key = name, name_key(name)[:KEY_AT_MOST]
        changed += ["chosen_name", "name_key"]
    if "pronouns" in fields:
        person.pronouns = line(fields["pronouns"], field="pronouns", most=40)
        changed.append("pronouns")
    if "language" in fields:
        person.language = line(fields["language"], field="language", most=8, required=True)
        changed.append("language")
    if "other_languages" in fields:
        person.other_languages = [
            line(language, field="other_languages", most=8) for language in fields["other_languages"]
        ]
        changed.append("other_languages")
    return changed


def _set_contact(contact: ContactDetails, fields: dict[str, Any]) -> list[str]:
    if unknown := set(fields) - FLAGS - set(LINES_AT_MOST):
        raise TypeError(f"No such way to reach somebody: {sorted(unknown)}")
    changed = list(fields)
    for name in FLAGS & set(fields):
        setattr(contact, name, bool(fields[name]))
    for name in LINES_AT_MOST.keys() & set(fields):
        setattr(contact, name, line(fields[name], field=name, most=LINES_AT_MOST[name]))
    if "phone" in fields:
        contact.phone_index = _index(str(contact.phone), "phone")
        changed.append("phone_index")
    if "email" in fields:
        contact.email_index = _index(str(contact.email), "email")
        changed.append("email_index")
    return changed


def _index(value: str, kind: str) -> str:
    """A blind index for exact look-up; "" for nothing. Refuses what cannot be a number or an address."""
    if not value:
        return ""
    try:
        (check_phone if kind == "phone" else check_email)(value)
    except ValidationError as error:
        raise DomainError(error.messages[0], field=kind) from error
    return blind_index(phone_digits(value) if kind == "phone" else value.casefold(), purpose=kind)
