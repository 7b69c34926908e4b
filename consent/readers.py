"""Every kind of reader there is, also those who get nothing: what no policy of a house can change."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FixedReader:
    who: Any
    gets: Any


def fixed_readers(*, brings_bills: bool) -> list[FixedReader]:
    """Those whose part is the same in every version. Where somebody pays for each meeting, it is said here, too."""
    return [
        FixedReader(
            _("The office"),
            _(
                "Your name, how to reach you and that there is an agreement. Of meetings only numbers, never a note."
            ),
        ),
        FixedReader(
            _("Other helpers here, such as a doctor or a case manager"),
            _("Nothing, unless you sign for it."),
        ),
        FixedReader(
            _("Whoever pays for the support"),
            _(
                "In a program that is paid for each meeting: your name, the day, the time and the kind of service."
            )
            if brings_bills
            else _("Nothing about you."),
        ),
        FixedReader(
            _("Somebody who checks the bills"),
            _("In such a program they may read a note. You can have support without it.")
            if brings_bills
            else _("Nothing about you."),
        ),
        FixedReader(_("Whoever gives money to the house"), _("Numbers about many people, never a name.")),
        FixedReader(
            _("Whoever keeps the computers running"),
            _("They don't open notes. What is written is stored locked, and the key is kept apart from it."),
        ),
        FixedReader(
            _("Police, immigration, a landlord, a boss, your family"),
            _("Nothing. Only one of the limits is a way around that."),
        ),
    ]
