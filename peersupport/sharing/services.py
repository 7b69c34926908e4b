"""What goes out, put together and sent under one lock: the pieces are read after the person's gate is held."""

import uuid
from typing import Any

from django.db import transaction

from consent import services as consent
from consent.models import AskedDisclosure, Disclosure, Release
from consent.outgoing import Draft
from consent.querysets import people_opened_to, people_supervised_by
from peersupport.accounts.models import User
from peersupport.people.models import SupportedPerson

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


def _hold(people: Any, person: SupportedPerson) -> None:
    """The gate of one of these people. Raises SupportedPerson.DoesNotExist."""
    consent.lock_gate(people.values_list("pk", flat=True).get(pk=person.pk))
