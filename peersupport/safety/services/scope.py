"""What the services of this room ask first."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Language, User
from peersupport.accounts.services.scope import line, require_office
from peersupport.core.errors import DomainError
from peersupport.safety.models import OnCallPerson

__all__ = [
    "dialled",
    "house_locked",
    "is_named",
    "line",
    "require_named",
    "require_office",
    "words_per_language",
]


def house_locked(by: User) -> Agency:
    """What two of the house plan at the same time is planned one after the other."""
    return Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)


def is_named(user: User, *, by: User) -> bool:
    """The office has named them for on call, and they still work in this house."""
    return bool(OnCallPerson.objects.in_force(by.agency_id).filter(user=user).exists())


def require_named(user: User, *, by: User, field: str = "user") -> None:
    if not is_named(user, by=by):
        raise DomainError(_("Choose somebody who may be on call. The office names them."), field=field)


def words_per_language(
    said: Mapping[str, str], *, name: str, most: int, languages: list[str], required: bool = True
) -> dict[str, str]:
    """One clean line for each language of the house; the first is there, an empty other one is left out."""
    cleaned = {
        language: line(said.get(language, ""), field=f"{name}_{language}", most=most)
        for language in {*languages, *said}
        if language in Language.values
    }
    first = languages[0]
    if required and not cleaned.get(first):
        line("", field=f"{name}_{first}", most=most, required=True)
    return {language: text for language, text in sorted(cleaned.items()) if text}


def dialled(number: str, *, field: str = "number", required: bool = False) -> str:
    """A number that a phone can call, also a short one such as 988. Raises DomainError."""
    number = line(number, field=field, most=40, required=required)
    if number and sum(letter.isdecimal() and letter.isascii() for letter in number) < 3:
        raise DomainError(_("Please give a number that a phone can call, such as 555-0142."), field=field)
    return number


def require_near(day: date | None, *, field: str, by: User) -> None:
    """A day that somebody can have meant: not a century away."""
    if day is not None and abs(day - by.agency.today()) > timedelta(days=3660):
        raise DomainError(_("Please check the year."), field=field)
