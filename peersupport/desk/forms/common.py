"""What several forms of the desk say and use."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField

CHOOSE_ONE = _("Please choose one.")
DAY_ODD = _("Please give a day, such as 2026-11-20.")
CHOOSING = {"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE}


def day_field(**options: Any) -> forms.DateField:
    attrs = {"type": "date", "class": "ps-date", "data-optional": True}
    return forms.DateField(
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
        error_messages={"invalid": DAY_ODD},
        **options,
    )


def is_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("We don't know this time zone. It looks like America/New_York."))


def zone_field() -> LineField:
    return LineField(
        label=_("Time zone"), help_text=_("For example America/Chicago."), most=64, validators=[is_time_zone]
    )
