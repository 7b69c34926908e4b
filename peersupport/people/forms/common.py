"""What several forms of this app say and use."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE_ONE = _("Please choose one.")
DAY_ODD = _("Please give a day, such as 2026-11-20.")


def optional(**attrs: Any) -> dict[str, Any]:
    return {"data-optional": True, **attrs}


class SuggestInput(forms.TextInput):
    """A line of free text with a few suggestions, in the language of whoever writes."""

    template_name = "django/forms/widgets/suggest.html"

    def __init__(self, attrs: dict[str, Any], *, suggestions: Callable[[], list[str]]) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "list": f"{name}-suggestions"})
        context["widget"]["suggestions"] = self.suggestions()
        return context


def day_input(**attrs: Any) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date", **attrs})
