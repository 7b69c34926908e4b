"""Whom to call when nobody can be reached, or nothing can be stored."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency
from peersupport.safety.models import PhoneLine
from peersupport.safety.phone_file import in_language

__all__ = ["PhoneNumber", "phone_plan"]


@dataclass(frozen=True)
class PhoneNumber:
    """`number` is empty in the one line that says there is none."""

    number: str
    words: str


def phone_plan(agency: Agency) -> list[PhoneNumber]:
    """The house's numbers in the order in which they are called, in the reader's language.

    Never empty: a house that wrote none down says so, in a line without a number.
    """
    language = get_language() or "en"
    lines = [
        PhoneNumber(number=line.number, words=in_language(line.words, language))
        for line in PhoneLine.objects.in_force(agency.pk)
    ]
    if agency.on_call_phone:
        lines.insert(0, PhoneNumber(number=agency.on_call_phone, words=_("the number of the house")))
    return lines or [PhoneNumber(number="", words=_("Our house has written down no number yet."))]
