"""What a peer says about a signal, and what the house says about a change for all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField
from supervision.services.drift_signals import LETTERS


class SignalAnswerForm(forms.Form):
    text = TextField(
        label=_("What is behind it?"),
        help_text=_("Your senior peer supervisor reads it, and nobody else."),
        most=LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MovementAnswerForm(forms.Form):
    text = TextField(
        label=_("What the house does about it"),
        help_text=_("Every peer reads it, for good. Name nobody."),
        most=LETTERS,
        widget=forms.Textarea(attrs={"rows": 4, "data-hints": ""}),
    )
