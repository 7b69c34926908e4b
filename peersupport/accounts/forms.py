from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Language, User

CHOOSE = _("Please choose what fits.")


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages={"required": CHOOSE},
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=User.Theme,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages={"required": CHOOSE},
    )
    show_quick_exit = forms.BooleanField(
        label=_("Show “Leave quickly” on every page"),
        help_text=_("It takes you away at once to a page that says nothing."),
        required=False,
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if user.kind == User.Kind.PERSON:  # on a person's pages it is always there
            del self.fields["show_quick_exit"]


class AgainCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ps-short", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Please type the code.")},
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language)
    next = forms.CharField(required=False)
