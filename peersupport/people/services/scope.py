"""What every service of this package does first: fetch again through the actor's scope, with the lock."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.text import EMPTY, clean_line, clean_text
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.querysets import PersonQuerySet


def require(by: User, permission: Permission) -> None:
    """NotAllowed for whoever does not have it, also when no view asked before."""
    if not by.may(permission):
        raise NotAllowed(_("This is not yours to do here."))


def require_same_agency(by: User, *others: object) -> None:
    if any(getattr(other, "agency_id", None) != by.agency_id for other in others):
        raise NotAllowed(_("This is another agency."))


def locked_person(
    person: SupportedPerson, *, by: User, within: PersonQuerySet | None = None
) -> SupportedPerson:
    """The person, locked, if `by` may change something of theirs. Raises DoesNotExist, WrongState after a death."""
    people = SupportedPerson.objects.changed_by(by) if within is None else within
    found: SupportedPerson = (
        people.select_for_update(of=("self",), no_key=True).select_related("program").get(pk=person.pk)
    )
    if found.died_on is not None:
        raise WrongState(
            _("%(name)s has died. Nothing is changed here any more.") % {"name": found.chosen_name}
        )
    if found.erased_at is not None:
        raise WrongState(_("What was theirs is deleted. Nothing is changed here any more."))
    return found


def locked_pairing(pairing: Pairing, *, by: User) -> Pairing:
    """The pairing, locked, if `by` may answer or change it. Raises DoesNotExist."""
    found: Pairing = (
        Pairing.objects.handled_by(by)
        .select_for_update(of=("self",), no_key=True)
        .select_related("person__program", "peer__user")
        .get(pk=pairing.pk)
    )
    return found


def pairing_of_two(person: SupportedPerson, peer: PeerSpecialist) -> Pairing | None:
    """The one row the two have for good, locked, or None before they ever had to do with each other."""
    found: Pairing | None = (
        Pairing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person__program", "peer__user")
        .filter(person=person, peer=peer)
        .first()
    )
    return found


def line(value: str, *, field: str, most: int, required: bool = False) -> str:
    """clean_line() for values that came past no form: a DomainError at the field."""
    return _cleaned(clean_line, value, field=field, most=most, required=required)


def text(value: str, *, field: str, most: int, required: bool = False) -> str:
    return _cleaned(clean_text, value, field=field, most=most, required=required)


def _cleaned(clean: Callable[..., str], value: str, *, field: str, most: int, required: bool) -> str:
    try:
        cleaned = clean(value, most=most)
    except ValidationError as error:
        raise DomainError(error.messages[0], field=field) from error
    if required and not cleaned:
        raise DomainError(EMPTY, field=field)
    return cleaned
