"""What is said about a draft of the promise, and what becomes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField

from .common import CHOOSING

WORDS_AT_MOST = 4000


class ProposeForm(forms.Form):
    words = forms.ChoiceField(
        label=_("Do the changed words let anybody know more than before?"),
        help_text=_("Everybody who reads the draft sees your answer."),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        error_messages=CHOOSING,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["words"]

    def words_allow_more(self) -> bool | None:
        said = self.cleaned_data.get("words")
        return None if said is None else bool(said == "yes")


class PublishForm(forms.Form):
    """Empty: at once."""

    begins_on = forms.DateField(
        label=_("From which day?"),
        help_text=_(
            "Leave it empty to put it in force now. Until the day has come, what is promised today holds."
        ),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date"}),
    )

    def __init__(self, *args: Any, may_wait: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_wait:
            del self.fields["begins_on"]


class CommentForm(forms.Form):
    """Whoever works here may also write down what a person said aloud or on paper."""

    who = forms.ChoiceField(
        label=_("Who says it?"),
        choices=[("me", _("I do")), ("person", _("A person, aloud or on paper"))],
        initial="me",
        error_messages=CHOOSING,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )
    text = TextField(
        label=_("What do you think?"),
        most=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "ps-note"}),
    )


class AnswerForm(forms.Form):
    answer = TextField(
        label=_("What becomes of it?"),
        help_text=_("Whoever said it reads your answer."),
        most=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "ps-note"}),
    )
