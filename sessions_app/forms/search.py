"""What somebody looks for in notes. The words travel in the body of a POST and are kept nowhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose
from peersupport.core.text import LineField
from sessions_app.querysets import Cursor
from sessions_app.search import further_place, words_in

from .fields import chips
from .later import WHY

OWN = "own"
LETTERS = 100


class SearchForm(forms.Form):
    """`further`: where a search goes on that has looked through some notes already."""

    q = LineField(
        label=_("Words to look for"),
        help_text=_("All of them must stand in one note. Accents and capitals don't matter."),
        most=LETTERS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    further = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_q(self) -> list[str]:
        words = words_in(self.cleaned_data["q"])
        if not words:
            raise ValidationError(_("Please use a word of at least two letters."), code="too_short")
        return words

    def clean_further(self) -> Cursor | None:
        text = self.cleaned_data["further"]
        place = further_place(text, self.user) if text else None
        if text and place is None:
            raise ValidationError(_("Please start this search again."), code="elsewhere")
        return place


class SearchWhyForm(SearchForm):
    """For staff: whoever looks through what another wrote says why, as when they open it."""

    why = chips(WHY, label=_("Why do you look?"), required=True, clearable=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, user=user)
        if user.may(Permission.LOG_SESSION):
            self.fields["why"].label = _("In which notes?")
            self.fields["why"].help_text = _(
                "For those of others, please say why. Whoever they are about can see it."
            )
            self.fields["why"].choices = [(OWN, _("only those I wrote")), *WHY]  # type: ignore[attr-defined]
            self.fields["why"].initial = OWN
        else:
            self.fields["why"].help_text = _("Whoever the notes are about can see that you looked, and why.")

    @property
    def is_own_only(self) -> bool:
        return bool(self.cleaned_data["why"] == OWN)

    @property
    def purpose(self) -> Purpose:
        return Purpose.OWN_WORK if self.is_own_only else Purpose(self.cleaned_data["why"])
