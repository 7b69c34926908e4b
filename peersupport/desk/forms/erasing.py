from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField


class HoldForm(forms.Form):
    """A duty in law to keep what stands about somebody. The person reads it."""

    reason = LineField(label=_("Which duty is it?"), help_text=_("In plain words. The person reads it."))
    until = forms.DateField(
        label=_("Until which day?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date"}),
    )


class DeleteForm(forms.Form):
    """The last step. `witness` where nobody else is in the office."""

    witness = LineField(
        label=_("Who from outside was there?"),
        help_text=_("Only where nobody else is in the office."),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-optional": True, "autocomplete": "off"}),
    )
