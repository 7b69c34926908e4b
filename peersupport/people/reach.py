"""What a phone number and an e-mail address have to look like, for forms and services alike."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

EMAIL_ODD = _("This does not look like an e-mail address. One looks like name@example.org.")
PHONE_ODD = _("This does not look like a phone number.")

check_email = EmailValidator(message=EMAIL_ODD)


def phone_digits(phone: str) -> str:
    """The digits of a number in whatever script and however it is written."""
    return "".join(str(unicodedata.digit(letter)) for letter in phone if letter.isdigit())


def check_phone(phone: str) -> None:
    """Numbers differ too much between places to ask for more. Raises ValidationError."""
    if len(phone_digits(phone)) < 3:
        raise ValidationError(PHONE_ODD, code="phone")
