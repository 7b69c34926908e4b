from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField
from peersupport.people.models import PersonWord
from peersupport.people.services.own_words import WORD_AT_MOST

NO_CHOICE = {"required": _("Please choose one of the two.")}
THEIR_USES = [
    (PersonWord.Use.MINE, _("they use it for themselves")),
    (PersonWord.Use.NEVER, _("they never want to read it")),
]


class WordForm(forms.Form):
    """A word for notes about one person, said by them and typed by who walks with them."""

    text = LineField(
        label=_("The word"),
        most=WORD_AT_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    use = forms.ChoiceField(
        label=_("What about it?"),
        choices=THEIR_USES,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=NO_CHOICE,
    )


class OwnWordForm(WordForm):
    """The same, by the person."""

    use = forms.ChoiceField(
        label=_("What about it?"),
        choices=PersonWord.Use,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=NO_CHOICE,
    )
