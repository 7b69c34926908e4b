"""What goes out, and whom the person lets in, under one lock: what it rests on is read after the gate is held."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent import services as consent
from consent.models import AskedDisclosure, Disclosure, Release
from consent.outgoing import Draft
from consent.querysets import people_opened_to, people_supervised_by
from consent.rule import Content, bit
from peersupport.accounts.models import User
from peersupport.core.errors import DomainError
from peersupport.people.access import audiences_of
from peersupport.people.models import PersonGrant, SupportedPerson
from peersupport.people.services import grant_access
from peersupport.people.services.granting import end_of

from .pieces import Picked, gather


def look_by_release(*, release: Release, picked: Picked, by: User) -> Draft:
    """What would leave on this permission."""
    return consent.preview_by_release(release=release, items=gather(release.person, picked, by=by), by=by)


@transaction.atomic
def send_by_release(
    *, key: uuid.UUID, release: Release, picked: Picked, looked_at: str, by: User
) -> Disclosure:
    """Raises Release.DoesNotExist out of scope, WrongState, DomainError, as consent.record_disclosure() does."""
    people = people_opened_to(by).values("pk")
    consent.lock_gate(
        Release.objects.values_list("person_id", flat=True).get(pk=release.pk, person__in=people)
    )
    items = gather(release.person, picked, by=by)
    return consent.record_disclosure(key=key, release=release, items=items, looked_at=looked_at, by=by)


def look_own(*, person: SupportedPerson, picked: Picked, recipient: str, by: User) -> Draft:
    return consent.preview_own(person=person, items=gather(person, picked, by=by), recipient=recipient, by=by)


@transaction.atomic
def take_own(
    *, key: uuid.UUID, person: SupportedPerson, picked: Picked, recipient: str, looked_at: str, by: User
) -> Disclosure:
    _hold(SupportedPerson.objects.filter(user=by), person)
    items = gather(person, picked, by=by)
    return consent.take_along(
        key=key, person=person, items=items, recipient=recipient, looked_at=looked_at, by=by
    )


def look_by_limit(*, person: SupportedPerson, picked: Picked, by: User, **said: Any) -> Draft:
    items = gather(person, picked, by=by)
    return consent.preview_by_limit(person=person, items=items, by=by, **said)


@transaction.atomic
def send_by_limit(*, person: SupportedPerson, picked: Picked, by: User, **said: Any) -> Disclosure:
    consent.lock_promise(by.agency_id)
    _hold(consent.limit_people(by), person)
    items = gather(person, picked, by=by)
    return consent.record_limit_disclosure(person=person, items=items, by=by, **said)


def look_on_ground(*, person: SupportedPerson, picked: Picked, by: User, **said: Any) -> Draft:
    items = gather(person, picked, by=by)
    return consent.preview_on_ground(person=person, items=items, by=by, **said)


@transaction.atomic
def ask_on_ground(*, person: SupportedPerson, picked: Picked, by: User, **said: Any) -> AskedDisclosure:
    _hold(people_supervised_by(by), person)
    items = gather(person, picked, by=by)
    return consent.ask_disclosure(person=person, items=items, by=by, **said)


@transaction.atomic
def let_in(
    *, person: SupportedPerson, user: User, contents: list[str], reason: str, ends_on: date, by: User
) -> PersonGrant:
    """By the person. It stands on what they said to this kind of reader, the nearest one that opens what they chose.

    Raises DomainError where their agreement opens it to no kind of reader that this colleague is.
    """
    person = SupportedPerson.objects.select_related("program").get(pk=person.pk, user=by)
    gate = consent.lock_gate(person.pk)
    allows = gate.allows if consent.consent_holds(gate) else 0
    gated = [content for content in contents if content in Content.values]
    standing = [
        audience
        for audience in audiences_of(user)
        if all(allows & bit(audience, content) for content in gated)
    ]
    if not standing:
        raise DomainError(
            _(
                "What we agreed doesn't open this to them. You can talk it through again with your peer first."
            ),
            field="contents",
        )
    return grant_access(
        person=person, user=user, audience=standing[0], contents=contents, reason=reason,
        ends_at=end_of(ends_on, person=person), confirmed_by=None, by=by,
    )  # fmt: skip


def _hold(people: Any, person: SupportedPerson) -> None:
    """The gate of one of these people. Raises SupportedPerson.DoesNotExist."""
    consent.lock_gate(people.values_list("pk", flat=True).get(pk=person.pk))
