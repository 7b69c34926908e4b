from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField


class TokenForm(forms.Form):
    name = LineField(
        label=_("What is it for?"),
        help_text=_("A name by which you know it again, such as: our own calendar."),
        most=80,
        error_messages={"required": _("Please give it a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
