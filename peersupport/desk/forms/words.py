"""The house's own words for the hints that a writer sees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language
from peersupport.core.text import LineField, TextField
from peersupport.rules.models import LanguageEntry

from .common import CHOOSING

CHIPS = {"data-look": "chips"}


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which language?"),
        choices=Language,
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSING,
    )


class EntryForm(forms.Form):
    term = LineField(
        label=_("The word or expression"), most=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    language = _language_field()
    change = forms.ChoiceField(
        label=_("What do the hints do about it here?"),
        choices=LanguageEntry.Change,
        widget=forms.RadioSelect,
        error_messages=CHOOSING,
    )
    why = LineField(
        label=_("Why, in one sentence"),
        help_text=_("It is shown to whoever writes. For example: we say “person” here."),
        most=200,
        required=False,
        widget=forms.TextInput(attrs={"data-shown-when": "change=add"}),
    )
    suggestion = LineField(
        label=_("Other words to offer"),
        most=120,
        required=False,
        widget=forms.TextInput(attrs={"data-shown-when": "change=add"}),
    )


class TryForm(forms.Form):
    """A sentence to try the hints with. It is kept nowhere."""

    text = TextField(label=_("A sentence to try"), most=2000, widget=forms.Textarea(attrs={"rows": 3}))
    language = _language_field()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="try", **kwargs)
