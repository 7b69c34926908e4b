"""A peer's own week, and what they learned. Hours are typed as hours and kept as minutes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from peersupport.core.templatetags.ui import minutes_words
from peersupport.core.text import LineField
from peersupport.people.models import Credential
from supervision.models import EducationHours, WorkWeek

CHIPS = {"data-look": "chips"}
LENGTHS = (0, 30, 60, 120, 180, 300, 480)
CHOOSING = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}
NUMBER = dict.fromkeys(
    ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
    _("Please give a number, such as 20 or 37.5."),
)


def _hours(label: Any, *, most: int = 168, **options: Any) -> forms.DecimalField:
    attrs = {"class": "ps-short", "step": "0.25", "min": "0"}
    if not options.get("required", True):
        attrs["data-optional"] = True
    return forms.DecimalField(
        label=label, min_value=0, max_value=most, decimal_places=2, max_digits=6,
        widget=forms.NumberInput(attrs=attrs), error_messages=NUMBER, **options,
    )  # fmt: skip


def _whole(label: Any, hint: Any = "") -> forms.IntegerField:
    attrs = {"class": "ps-short", "data-optional": True, "min": "0"}
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=0, max_value=1000,
        widget=forms.NumberInput(attrs=attrs), error_messages=NUMBER,
    )  # fmt: skip


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    attrs = {"type": "date", "class": "ps-date"} | ({} if required else {"data-optional": True})
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
        error_messages={
            "required": _("Please give a day, such as 2026-11-20."),
            "invalid": _("Please give a day, such as 2026-11-20."),
        },
    )  # fmt: skip


class WeekForm(forms.Form):
    """Four taps and a number that stays from week to week."""

    paid = _hours(
        _("How many hours does the house pay you for this week?"),
        help_text=_("From your contract. Leave it empty if you don't know, or if nobody pays you."),
        required=False,
    )
    not_paid = forms.MultipleChoiceField(
        label=_("Which of these does nobody pay you for?"),
        choices=WorkWeek.Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={**CHIPS, "data-optional": True}),
        error_messages=CHOOSING,
    )

    def __init__(self, data: Any = None, *, row: WorkWeek | None, before: WorkWeek | None) -> None:
        super().__init__(data, initial=_start(row, before))
        for kind in WorkWeek.SAID:
            self.fields[str(kind)] = _length(kind, getattr(row, kind) if row else 0)
        self.order_fields([*map(str, WorkWeek.SAID), "paid", "not_paid"])

    def week(self) -> dict[str, Any]:
        """What write_week() takes, but for the week."""
        said = self.cleaned_data
        paid = said["paid"]
        return {
            "paid_minutes": None if paid is None else int(paid * 60),
            "minutes": {str(kind): int(said[kind]) for kind in WorkWeek.SAID},
            "not_paid": said["not_paid"],
        }


def _start(row: WorkWeek | None, before: WorkWeek | None) -> dict[str, Any]:
    """The week as it stands; a new one begins with what the last one said about pay."""
    like = row or before
    start: dict[str, Any] = {str(kind): getattr(row, kind) if row else 0 for kind in WorkWeek.SAID}
    if like is None:
        return start
    paid = None if like.paid_minutes is None else Decimal(like.paid_minutes) / 60
    return {**start, "not_paid": like.not_paid, "paid": None if paid is None else f"{paid.normalize():f}"}


def _length(kind: Any, now: int) -> forms.ChoiceField:
    lengths = sorted({*LENGTHS, now})
    return forms.ChoiceField(
        label=kind.label,
        choices=[(str(minutes), minutes_words(minutes) if minutes else _now("none")) for minutes in lengths],
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSING,
    )


class CredentialForm(forms.Form):
    title = LineField(
        label=_("What is it called?"),
        help_text=_("As it stands on the paper; it is not translated."),
        most=120,
    )
    stage = forms.ChoiceField(
        label=_("How far is it?"), choices=Credential.Stage, widget=forms.RadioSelect, error_messages=CHOOSING
    )
    valid_until = _day(_("Valid until"), required=False)
    renew_years = _whole(_("Years until it is renewed"))
    renew_hours = _whole(_("Hours of education that a renewal asks for"))
    renew_ethics_hours = _whole(_("Of these, about law, ethics and boundaries"))


class EducationForm(forms.Form):
    title = LineField(
        label=_("What was it?"), most=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    day = _day(_("Which day?"))
    hours = _hours(_("How many hours?"))
    topic = forms.ChoiceField(
        label=_("What was it about?"),
        choices=EducationHours.Topic,
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSING,
    )
    paid = forms.ChoiceField(
        label=_("Was your time paid?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect(attrs=CHIPS),
        error_messages=CHOOSING,
    )

    def education(self) -> dict[str, Any]:
        """What add_education() takes."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "day": said["day"],
            "topic": said["topic"],
            "minutes": int(said["hours"] * 60),
            "is_paid": said["paid"] == "yes",
        }
