"""Parts that the form of a meeting shares with that of a note about one who came to a group."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField
from peersupport.people.models import SupportedPerson
from peersupport.rules.models import NotePrompt
from sessions_app.hints import HINTED
from sessions_app.models import Connection, Kind, WhoWrote, WithheldPassage
from sessions_app.plan_choices import ConnectionChoice, GoalChoice

from . import fields

READ = [("yes", _("we read it together")), ("not_today", _("not today"))]
KIND_HINTS = {
    Kind.COMPANIONSHIP: _("being there, doing things side by side"),
    Kind.EMOTIONAL: _("feeling heard by someone who has been there"),
    Kind.INFORMATIONAL: _("what worked for me or others, how things work"),
    Kind.INSTRUMENTAL: _("a form, a call, going along"),
}
NEW = "new"
WITHHELD_LETTERS = 1000
BEGUN = [choice for choice in Connection.State.choices if choice[0] != Connection.State.NOT_MINE]
PLANNED = f"connection_state={Connection.State.PLANNED}"
# What a payer asks for, as two people would say it. Lines to write along, never fields.
READ_ALOUD = _("They can read this. Write it so you could read it aloud to them.")
PROMPTS = (
    _("Which of their own goals it was about."),
    _("What you did together for it, and what they did or said."),
    _("What has changed, or what it shows for the next step."),
)


def says_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What does it say?"),
        help_text=_(
            "Whoever pays for it asks for these. Tick what stands in it. Nothing here keeps you from saving."
        ),
        choices=NotePrompt.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-optional": True}),
        error_messages={"invalid_choice": _("Please choose one of the answers shown.")},
    )


def ask_what_it_says(form: forms.Form, asked: Iterable[str]) -> None:
    """Only what the rules of the program ask for; where they ask for nothing, there is nothing to tick."""
    asked = set(asked)
    if not asked:
        form.fields.pop("says", None)
    elif "says" in form.fields:
        form.fields["says"].choices = [choice for choice in NotePrompt.choices if choice[0] in asked]  # type: ignore[attr-defined]


def prompts() -> str:
    """The hint of the box where the note is also used for payment, and no rules say what a payer asks for."""
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in PROMPTS))
    return format_html('{}<ul class="ps-list">{}</ul>', READ_ALOUD, lines)


def kinds_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What was it?"),
        help_text=_("One or more"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "tiles", "hints": KIND_HINTS}),
        error_messages={"invalid_choice": _("Please choose among the four kinds.")},
    )


def goals_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Which of their goals was it about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose among the goals shown.")},
    )


def offer_goals(form: forms.Form, goals: Iterable[GoalChoice]) -> None:
    """Theirs and suggested ones to tick; without any there is nothing to ask."""
    goals = list(goals)
    if not goals:
        form.fields.pop("goal_ids", None)
    elif "goal_ids" in form.fields:
        form.fields["goal_ids"].choices = [(str(goal.id), goal.text) for goal in goals]  # type: ignore[attr-defined]
        suggested = {str(goal.id): _("suggested") for goal in goals if not goal.is_theirs}
        form.fields["goal_ids"].widget.attrs["hints"] = suggested


class ReadTogether(forms.Form):
    """Whether the two read it together, and the person's name under it, if they like."""

    read_together = fields.chips(READ, label=_("Did you read it together?"))
    not_read_because = LineField(
        label=_("Not today, because"),
        required=False,
        widget=forms.TextInput(attrs={"data-shown-when": "read_together=not_today"}),
    )
    their_signature = LineField(
        most=80,
        label=_("Their name under it"),
        help_text=_("Only if they like: hand over the phone, and they write it."),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "data-optional": True, "data-shown-when": "read_together=yes"}
        ),
    )
    their_signature_by = fields.chips(
        WhoWrote.choices, label=_("Who wrote the name?"), shown_when="read_together=yes"
    )

    def read_answers(self, data: dict[str, Any]) -> dict[str, Any]:
        """What of it was said; nothing of what the other answer hides."""
        read, name = data.get("read_together"), data.get("their_signature") or ""
        is_signed = read == "yes" and bool(name)
        return {
            "read_together": (read == "yes") if read else None,
            "not_read_because": data.get("not_read_because") or "" if read == "not_today" else "",
            "their_signature": name if is_signed else "",
            "their_signature_by": data.get("their_signature_by") or "" if is_signed else "",
        }


class Withholding(forms.Form):
    """One passage that the person does not read, once a second person agreed."""

    withheld = TextField(
        most=WITHHELD_LETTERS,
        label=_("One passage that they do not read"),
        help_text=_(
            "Only where it is about somebody else, or for somebody's safety. Somebody looks at it first."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true", "autocapitalize": "sentences"}),
    )
    withheld_reason = fields.chips(WithheldPassage.Reason.choices, label=_("Why do they not read it?"))

    def withhold_nothing(self) -> None:
        for name in ("withheld", "withheld_reason"):
            del self.fields[name]

    def withheld_answers(self) -> dict[str, str]:
        """For the service; empty where nothing is withheld."""
        text = self.cleaned_data.get("withheld") or ""
        return (
            {"withheld": text, "withheld_reason": self.cleaned_data.get("withheld_reason") or ""}
            if text
            else {}
        )


class Connecting(forms.Form):
    """A group, place or person: one whose course goes on, or a new one."""

    connection_id = forms.ChoiceField(
        label=_("A group, place or person we connected with"),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "ps-clearable"}),
        error_messages={"invalid_choice": _("Please choose among those shown.")},
    )
    connection = LineField(label=_("A group, place or person we connected with"), required=False)
    connection_state = fields.chips(BEGUN, label=_("How far has it come?"))
    connection_with = LineField(
        label=_("Who goes along?"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "data-shown-when": PLANNED, "data-optional": True}
        ),
    )
    connection_on = fields.date_field(shown_when=PLANNED, label=_("When?"))
    connection_on.widget.attrs["data-optional"] = True

    def offer_connections(self, there: Iterable[ConnectionChoice]) -> None:
        """Those that are there first; without any the question is only about a new one."""
        there = list(there)
        if not there or "connection_id" not in self.fields:
            self.fields.pop("connection_id", None)
            return
        chosen, written = self.fields["connection_id"], self.fields["connection"]
        chosen.choices = [*((str(one.id), one.text) for one in there), (NEW, _("another one"))]  # type: ignore[attr-defined]
        chosen.widget.attrs["hints"] = {str(one.id): one.how_far for one in there}
        written.label = _("Which other one?")
        written.widget.attrs["data-shown-when"] = f"connection_id={NEW}"
        self.fields["connection_state"].choices = Connection.State.choices  # type: ignore[attr-defined]

    def connection_answers(self, data: dict[str, Any]) -> dict[str, Any]:
        """Who goes along and when, only while it is planned."""
        chosen = data.get("connection_id") or ""
        is_planned = data.get("connection_state") == Connection.State.PLANNED
        if "connection_id" in self.errors:  # one sentence about it is enough
            return {"connection": "", "connection_state": ""}
        return {
            "connection_id": "" if chosen == NEW else chosen,
            "connection_with": data.get("connection_with") or "" if is_planned else "",
            "connection_on": data.get("connection_on") if is_planned else None,
        }


def give_hints(form: forms.BaseForm, person: SupportedPerson, *, language: str = "") -> None:
    """Mark the boxes that hints are given about. The person's own words are never one of them.

    language: of the note, where the form doesn't ask for it.
    """
    marks = {"data-hints": str(person.pk)} | ({"lang": language} if language else {})
    for name in HINTED:
        if name in form.fields:
            form.fields[name].widget.attrs |= marks
