"""What the person says to a note, on their own screen or on the one that their peer handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import HowGiven, SessionNote
from sessions_app.sentences import Passage

from .parts import give_hints

WORDS = {"class": "ps-note", "rows": 3}
TO_SENIOR = _("Your peer then sees that you answered, not what you wrote.")


def _to_senior() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Send my words to the senior peer supervisor instead"), help_text=TO_SENIOR, required=False
    )


class AnswerForm(forms.Form):
    """The answer itself is the button; words are a choice. Without a senior peer supervisor there is no such box."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = TextField(
        label=_("In your words, if you like"),
        required=False,
        most=FULL_LETTERS,
        widget=forms.Textarea(attrs=WORDS),
    )
    to_senior = _to_senior()

    def __init__(self, *args: Any, has_senior: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_senior:
            del self.fields["to_senior"]


class LeaveOutForm(AnswerForm):
    """Sentences of the note to choose from, each with where it stands."""

    passages = forms.MultipleChoiceField(
        label=_("What shall be left out?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("key", "passages", "words", "to_senior")

    def __init__(
        self, *args: Any, sentences: list[tuple[Any, list[tuple[Passage, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passages"].choices = [  # type: ignore[attr-defined]
            (label, [(passage.key, text) for passage, text in found]) for label, found in sentences
        ]

    def chosen(self) -> list[Passage]:
        found = (Passage.read(key) for key in self.cleaned_data["passages"])
        return [passage for passage in found if passage is not None]


class GivenForm(forms.Form):
    """By which way an answer came, where a peer writes it down."""

    given = forms.ChoiceField(
        label=_("How did they answer?"),
        choices=[(way.value, way.label) for way in HowGiven if way != HowGiven.OWN_ACCOUNT],
        initial=HowGiven.PEERS_SCREEN,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )


class OwnWordsForm(forms.Form):
    own_words = TextField(
        label=_("In your words"), required=False, most=FULL_LETTERS, widget=forms.Textarea(attrs=WORDS)
    )


class ChangeForm(forms.Form):
    """The peer's words of a note that is not finished."""

    agenda = TextField(
        label=_("What did you agree to talk about?"), required=False, most=FULL_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    text = TextField(
        label=_("What did you do together?"), required=False, most=FULL_LETTERS,
        widget=forms.Textarea(attrs={"class": "ps-note", "rows": 6}),
    )  # fmt: skip
    next_step = TextField(
        label=_("What's next?"), required=False, most=FULL_LETTERS, widget=forms.Textarea(attrs={"rows": 2})
    )
    taken_along = TextField(
        label=_("What did I take with me?"), required=False, most=FULL_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def is_about(self, note: SessionNote) -> None:
        """Hints follow the language of the note, and what its person asked for."""
        give_hints(self, note.person, language=note.language)


class ReplyForm(forms.Form):
    text = TextField(
        label=_("Your answer, if you like"),
        required=False,
        most=FULL_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
