"""What every service of this package asks first."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peersupport.accounts.models import Language, User
from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.text import EMPTY, clean_line


def require_office(by: User) -> None:
    if Role.ADMIN not in by.roles:
        raise NotAllowed(_("This is not yours to do here."))


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise DomainError(
            _("We don't know this time zone. It looks like America/New_York."), field="time_zone"
        )


def check_languages(languages: Iterable[str]) -> None:
    if not languages or set(languages) - set(Language.values):
        raise DomainError(_("Choose at least one language that we speak."), field="languages")


def line(value: str, *, field: str, most: int, required: bool = False) -> str:
    """One clean line for values that came past no form: a DomainError at the field."""
    try:
        cleaned = clean_line(value, most=most)
    except ValidationError as error:
        raise DomainError(error.messages[0], field=field) from error
    if required and not cleaned:
        raise DomainError(EMPTY, field=field)
    return cleaned
