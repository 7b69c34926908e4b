"""Which agreements to talk over a page shows."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.models import ConsentReminder
from peersupport.accounts.models import Program

KINDS = [("", _("all")), *ConsentReminder.Kind.choices]


class RemindersFilterForm(forms.Form):
    """A value nobody offers counts as not chosen."""

    kind = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )
    program = forms.ChoiceField(label=_("Program"), required=False)

    def __init__(self, data: Mapping[str, str], *, programs: Iterable[Program]) -> None:
        names = {str(program.pk): program.name for program in programs}
        offered = {"kind": dict(KINDS), "program": names}
        self.chosen = {
            name: data.get(name, "") if data.get(name, "") in values else ""
            for name, values in offered.items()
        }
        super().__init__(initial=self.chosen)
        self._labels: dict[str, Mapping[str, Any]] = offered
        field = self.fields["program"]
        field.choices = [("", _("all programs")), *names.items()]  # type: ignore[attr-defined]

    @property
    def active(self) -> list[dict[str, Any]]:
        """What the list is narrowed to, each with the address that leaves it out."""
        return [
            {"label": self._labels[name][value], "url": "?" + urlencode(self._without(name))}
            for name, value in self.chosen.items()
            if value
        ]

    def _without(self, left_out: str) -> dict[str, str]:
        return {name: value for name, value in self.chosen.items() if value and name != left_out}
