"""What may go out, to whom and why: the shape of it. Services decide."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.models import Basis, Kind, PolicyLimit, Release, Way
from consent.services import Terms
from peersupport.core.text import LineField, TextField
from peersupport.sharing.pieces import OnOffer, Picked

CHOOSING = {"required": _("Please choose one.")}
UNTIL = [("day", _("a day")), ("event", _("something that is going to happen"))]


def way_field(*, may_be_copied: bool = False) -> forms.ChoiceField:
    """Copied into another record is only what a permission says so of."""
    return forms.ChoiceField(
        label=_("Which way does it go?"),
        choices=[choice for choice in Way.choices if may_be_copied or choice[0] != Way.COPY],
        initial=Way.HAND,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )


class ReleaseForm(forms.Form):
    """To whom, what, for what and until when; no signature yet."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    recipient = LineField(
        label=_("Who is it for?"),
        help_text=_("The name of a person, or of an office."),
        error_messages={"required": _("Who is it for? Please name the person or the place.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sent_by = way_field(may_be_copied=True)
    kinds = forms.MultipleChoiceField(
        label=_("What kind of things?"),
        choices=Kind,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one kind of thing.")},
    )
    what = TextField(
        label=_("What exactly, in your words?"),
        help_text=_("For example: only that I come, and on which days."),
        most=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please say in your words what exactly may go out.")},
    )
    purpose = LineField(
        label=_("What is it for?"),
        error_messages={"required": _("What is it for? A few words are enough.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = forms.ChoiceField(
        label=_("Until when?"),
        choices=UNTIL,
        initial="day",
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages={
            "required": _("A permission needs an end: a day, or something that is going to happen.")
        },
    )
    until_on = forms.DateField(
        label=_("The last day"),
        required=False,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date", "data-shown-when": "until=day"}
        ),
    )
    until_event = LineField(
        label=_("What is going to happen?"),
        help_text=_("For example: when I have my place."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-shown-when": "until=event"}),
    )
    for_proceedings = forms.BooleanField(label=_("It is for a court or a hearing"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    def terms(self, language: str) -> Terms:
        said = self.cleaned_data
        by_day = said["until"] == "day"
        return Terms(
            recipient=said["recipient"],
            sent_by=said["sent_by"],
            kinds=tuple(said["kinds"]),
            what=said["what"],
            purpose=said["purpose"],
            until_on=said["until_on"] if by_day else None,
            until_event="" if by_day else said["until_event"],
            for_proceedings=said["for_proceedings"],
            language=language,
        )


class SignForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How do you say it?"),
        choices=Release.Given,
        initial=Release.Given.TYPED,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    signature = LineField(
        label=_("Your name, as you sign"),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-shown-when": "way=typed", "autocomplete": "off"}),
    )
    witness = LineField(
        label=_("Who else heard it?"),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-shown-when": "way=spoken", "autocomplete": "off"}),
    )


class PiecesForm(forms.Form):
    """What goes out, piece by piece. Only fields for which there is something to choose."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    facts = forms.TypedMultipleChoiceField(
        label=_("Meetings: day and length, nothing else"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.TypedChoiceField(
        label=_("One note, with what was said to it"),
        required=False,
        coerce=uuid.UUID,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Goals"), required=False, coerce=uuid.UUID, widget=forms.CheckboxSelectMultiple
    )
    words = TextField(
        label=_("A few lines, written for this"),
        help_text=_("As little as it needs. They are shown before anything goes out."),
        required=False,
        most=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, offer: OnOffer, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        self._offer("facts", offer.facts)
        self._offer("note", [("", _("No note")), *offer.notes] if offer.notes else [])
        self._offer("goals", offer.goals)
        if Kind.WORDS not in kinds:
            del self.fields["words"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def picked(self) -> Picked:
        said = self.cleaned_data
        return Picked(
            facts=tuple(said.get("facts", ())),
            note=said.get("note"),
            goals=tuple(said.get("goals", ())),
            words=said.get("words", ""),
        )


class TakeForm(PiecesForm):
    """The person takes something along. Whoever it is for need not be named."""

    recipient = LineField(
        label=_("Who is it for?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-optional": True}),
    )
    field_order = ["key", "recipient", "words", "goals", "note"]


class AddressedForm(PiecesForm):
    """Without a permission of the person: to whom, what for, which way, and why."""

    recipient = ReleaseForm.base_fields["recipient"]
    purpose = ReleaseForm.base_fields["purpose"]
    sent_by = way_field()
    reason = TextField(
        label=_("Why is it needed? What happened?"),
        help_text=_("In a sentence or two. The person reads it, and it stays."),
        most=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["key", "limit", "basis", "recipient", "purpose", "sent_by", "words", "reason"]

    def said(self) -> dict[str, Any]:
        names = ("recipient", "purpose", "sent_by")
        return {name: self.cleaned_data[name] for name in names}


class LimitForm(AddressedForm):
    limit = forms.ChoiceField(
        label=_("Which limit of our promise?"), widget=forms.RadioSelect, error_messages=CHOOSING
    )

    def __init__(self, *args: Any, limits: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["limit"].choices = limits  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return super().said() | {"limit": PolicyLimit.Code(self.cleaned_data["limit"]).value}


class GroundForm(AddressedForm):
    basis = forms.ChoiceField(
        label=_("On which ground of the law?"), widget=forms.RadioSelect, error_messages=CHOOSING
    )

    def __init__(self, *args: Any, grounds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [(one, Basis(one).label) for one in grounds]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return super().said() | {"basis": self.cleaned_data["basis"]}


class WitnessForm(forms.Form):
    outside_witness = LineField(
        label=_("Who from outside looked at it with you?"),
        most=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please name somebody from outside who looked at it.")},
    )
