"""The house's own words about what a peer does, one sentence a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField

PART_AT_MOST = 4000


def _part(label: Any, hint: Any) -> TextField:
    return TextField(
        label=label, help_text=hint, most=PART_AT_MOST, widget=forms.Textarea(attrs={"rows": 10})
    )


class RoleForm(forms.Form):
    does = _part(_("What I do"), _("One sentence a line, as a peer says it. People read it too."))
    does_not = _part(_("What I don't do"), _("One sentence a line. People read it too."))
    gives = _part(
        _("What the house gives me for it"), _("One sentence a line. Only who works here reads it.")
    )


class AcceptForm(forms.Form):
    """Which version was read."""

    version = forms.UUIDField(widget=forms.HiddenInput)
