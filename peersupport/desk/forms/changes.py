"""Which kind of change a page shows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = [
    ("", _("everything")),
    ("house", _("settings of the house")),
    ("words", _("words of the house")),
    ("program", _("programs")),
    ("staff", _("colleagues and tasks")),
    ("supervision", _("supervision")),
    ("access", _("letting in and standing in")),
    ("promise", _("what we promise")),
    ("danger", _("when somebody is in danger")),
]


class ChangesFilterForm(forms.Form):
    """A value nobody offers counts as not chosen."""

    kind = forms.ChoiceField(
        label=_("What about?"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )

    def __init__(self, data: Mapping[str, str]) -> None:
        asked = data.get("kind", "")
        self.kind = asked if asked in dict(KINDS) else ""
        super().__init__(initial={"kind": self.kind})

    @property
    def active(self) -> list[dict[str, Any]]:
        return [{"label": dict(KINDS)[self.kind], "url": "?"}] if self.kind else []
