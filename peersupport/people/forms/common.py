"""What several forms of this app say and use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE_ONE = _("Please choose one.")
DAY_ODD = _("Please give a day, such as 2026-11-20.")


def optional(**attrs: Any) -> dict[str, Any]:
    return {"data-optional": True, **attrs}


def day_input(**attrs: Any) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date", **attrs})
