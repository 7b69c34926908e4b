"""Writing into the plan made together. `own`: in the person's voice, else in that of who walks with them."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField
from sessions_app.models import Connection, WhoseStep
from sessions_app.plan_words import MY_STEP, ideas

from .fields import CHOOSE, chips, date_field

WORDS = {"rows": 2, "autocomplete": "off"}
PLANNED = f"state={Connection.State.PLANNED}"
LETTERS = 500


def words_field(**options: Any) -> TextField:
    return TextField(most=LETTERS, widget=forms.Textarea(attrs=dict(WORDS)), **options)


class PlanLineForm(forms.Form):
    """A new row: its id is made with the form, so that a double tap makes one."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = words_field()

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.speak(own=own)

    def speak(self, *, own: bool) -> None:
        """Put the labels into the voice of whoever writes."""


class GoalForm(PlanLineForm):
    idea_of = forms.ChoiceField(
        label=_("Whose idea was it?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    said_mine = forms.BooleanField(required=False)
    wanted_by = date_field()

    def speak(self, *, own: bool) -> None:
        fields = self.fields
        fields["idea_of"].choices = list(ideas(own=own).items())
        fields["wanted_by"].widget.attrs["data-optional"] = True
        if own:
            fields["text"].label = _("What do I want?")
            fields["said_mine"].label = _("This is mine")
            fields["said_mine"].widget.attrs["data-shown-when"] = "idea_of=us|peer|someone"
            fields["wanted_by"].label = _("I want it by")
            fields["wanted_by"].help_text = _("Only if you like a day.")
        else:
            fields["text"].label = _("What do they want, in their words?")
            fields["said_mine"].label = _("They said: this is mine")
            fields["said_mine"].help_text = _("Until they say so, it stands there as a suggestion.")
            fields["wanted_by"].label = _("They want it by")
            fields["wanted_by"].help_text = _("Only if they set a day themselves.")


class StepForm(PlanLineForm):
    whose = chips([], label=_("Whose step is it?"), required=True, clearable=False)
    goal = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def speak(self, *, own: bool) -> None:
        self.fields["text"].label = _("A small step")
        self.fields["whose"].choices = list(MY_STEP.items()) if own else WhoseStep.choices
        self.fields["whose"].initial = WhoseStep.THEM


class HelpForm(PlanLineForm):
    def speak(self, *, own: bool) -> None:
        self.fields["text"].label = _("What helps me?") if own else _("What helps them?")


class HowFar(forms.Form):
    """How far a connection has come; who goes along and when, while it is planned."""

    state = chips(Connection.State.choices, label=_("How far has it come?"), required=True, clearable=False)
    goes_along = LineField(
        label=_("Who goes along?"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "data-shown-when": PLANNED, "data-optional": True}
        ),
    )
    planned_on = date_field(shown_when=PLANNED, label=_("When?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].widget.attrs["data-optional"] = True


class ConnectionForm(PlanLineForm, HowFar):
    field_order = ("key", "text", "state", "goes_along", "planned_on")

    def speak(self, *, own: bool) -> None:
        self.fields["text"].label = (
            _("A group, place or person I connected with")
            if own
            else _("A group, place or person we connected with")
        )


class CourseForm(HowFar):
    """What became of a connection since, and on which day."""

    on = date_field(label=_("On which day?"))
    field_order = ("state", "goes_along", "planned_on", "on")

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [state.value for state in Connection.State if state != Connection.State.PLANNED]
        self.fields["on"].widget.attrs |= {
            "data-shown-when": f"state={'|'.join(others)}",
            "data-optional": True,
        }
        self.fields["on"].help_text = _("Empty means today.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") == Connection.State.PLANNED:
            data["on"] = None
        return data


class RewordForm(forms.Form):
    """Said differently: the old words stay below."""

    text = words_field()
    said_mine = forms.BooleanField(required=False, label=_("They said: this is mine"))

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["text"].label = _("How do I say it now?")
            del self.fields["said_mine"]
        else:
            self.fields["text"].label = _("How do they say it now?")
            self.fields["said_mine"].help_text = _("Until they say so, it stands there as a suggestion.")


class DoneForm(forms.Form):
    """Done, on the day they say."""

    done_on = date_field()

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].help_text = _("Empty means today.")
