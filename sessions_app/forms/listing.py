from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sessions_app.models import SupportSession

from .fields import CHOOSE

EVERY = ("", _("all"))


class FilterForm(forms.Form):
    """What the list of meetings is narrowed to: codes and ids, never a name."""

    state = forms.ChoiceField(
        label=_("Which ones"),
        required=False,
        choices=[EVERY, *SupportSession.State.choices],
        error_messages=CHOOSE,
    )
    program = forms.UUIDField(required=False, widget=forms.HiddenInput)
    peer = forms.UUIDField(required=False, widget=forms.HiddenInput)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, programs: list[tuple[str, str]], peers: list[tuple[str, str]]) -> None:
        super().__init__(data)
        for name, label, choices in (("program", _("Program"), programs), ("peer", _("Peer"), peers)):
            if len(choices) > 1:
                self.fields[name].label = label
                self.fields[name].widget = forms.Select(choices=[EVERY, *choices])

    def active(self, request: HttpRequest) -> list[dict[str, str]]:
        """What the list is narrowed to, each with the address that lets go of it."""
        if not self.is_valid():
            return []
        chosen = []
        for name, value in self.cleaned_data.items():
            if not value:
                continue
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("before", None)
            chosen.append({"label": self._in_words(name, str(value)), "url": f"?{rest.urlencode()}"})
        return chosen

    def _in_words(self, name: str, value: str) -> str:
        choices = dict(getattr(self.fields[name].widget, "choices", []))
        return str(
            choices.get(value)
            or {"person": _("one person"), "peer": _("one peer")}.get(name, _("one program"))
        )
