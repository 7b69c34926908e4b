"""Written down in one tap, said more about afterwards; and the office's answer."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField
from supervision.models import OffRoleTask
from supervision.queries.off_role import Entry
from supervision.services import OffRoleDetails

CHIPS = {"data-look": "chips", "data-optional": True}
CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}
DAY_ODD = {"invalid": _("Please give a day, such as 2026-11-20."), "required": _("Please give a day.")}
WORDS_LETTERS = 2000


class TaskForm(forms.Form):
    """One tile is one tap. The key makes two taps one row."""

    task = forms.ChoiceField(choices=OffRoleTask.Task, error_messages=CHOOSE)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_key(self) -> uuid.UUID:
        return self.cleaned_data["key"] or uuid.uuid4()


class DetailsForm(forms.Form):
    words = TextField(
        label=_("In your own words"),
        help_text=_("The office reads this, without your name. Please leave out the names of people."),
        most=WORDS_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-optional": True, "data-hints": ""}),
    )
    asked_by = forms.ChoiceField(
        label=_("Who asked?"),
        choices=OffRoleTask.Asker,
        required=False,
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSE,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes did it take?"),
        required=False,
        widget=forms.TextInput(attrs={"class": "ps-short", "inputmode": "numeric", "data-optional": True}),
        error_messages={"invalid": _("Please give the minutes as a number, such as 45.")},
    )
    whose_goal = forms.ChoiceField(
        label=_("Whose goal was it?"),
        choices=OffRoleTask.Goal,
        required=False,
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSE,
    )
    had_choice = forms.ChoiceField(
        label=_("Did you have a choice?"),
        choices=OffRoleTask.Choice,
        required=False,
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSE,
    )
    asked_on = forms.DateField(
        label=_("When was it?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date"}),
        error_messages=DAY_ODD,
    )

    @staticmethod
    def of(entry: Entry) -> dict[str, Any]:
        names = ("asked_by", "minutes", "whose_goal", "had_choice", "asked_on")
        return {name: getattr(entry.row, name) for name in names} | {"words": entry.words}

    def details(self) -> OffRoleDetails:
        return OffRoleDetails(**self.cleaned_data)


class AnswerForm(forms.Form):
    """Several requests may have one answer."""

    entries = forms.MultipleChoiceField(
        label=_("What do you answer?"),
        help_text=_("One or more"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Please choose what you answer."),
            "invalid_choice": _("Some of these were answered or taken back meanwhile. Please look again."),
        },
    )
    text = TextField(
        label=_("Your answer"),
        help_text=_("Every peer of the house can read it. Please leave out names."),
        most=WORDS_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4, "data-hints": ""}),
    )

    def __init__(self, data: Any = None, *, waiting: Iterable[Entry]) -> None:
        super().__init__(data)
        entries = list(waiting)
        choices = [(str(entry.row.pk), f"{entry.task}: {entry.due}") for entry in entries]
        self.fields["entries"].choices = choices  # type: ignore[attr-defined]
        hints = {
            str(entry.row.pk): " · ".join(filter(None, [*entry.facts, entry.words])) for entry in entries
        }
        self.fields["entries"].widget.attrs["hints"] = {key: text for key, text in hints.items() if text}
