from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language
from peersupport.core.text import LineField
from peersupport.language.neutral import why_not_neutral
from peersupport.notifications.kinds import Channel

from .services import SetupAnswers, is_first_run_code

CHOOSE = _("Please choose what fits.")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CHIPS = forms.RadioSelect(attrs={"data-look": "chips"})


def is_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("We don't know this time zone. It looks like America/New_York."))


def is_neutral(name: str) -> None:
    if sentence := why_not_neutral(name):
        raise ValidationError(sentence)


class SetupForm(forms.Form):
    """The five questions. The page shows them, the command asks them one by one."""

    name = LineField(label=_("What is your organisation called?"), most=120)
    neutral_name = LineField(
        label=_("A neutral name for screens and messages"),
        help_text=_("People may read it with somebody beside them: it should not say what this is about."),
        most=60,
        validators=[is_neutral],
    )
    time_zone = LineField(
        label=_("Which time zone do you live in?"),
        help_text=_("For example America/Chicago."),
        initial="America/Chicago",
        most=64,
        validators=[is_time_zone],
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak with people?"),
        choices=Language,
        initial=[Language.EN],
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages={"required": CHOOSE},
    )
    who_comes = forms.ChoiceField(
        label=_("Who comes to you?"),
        choices=[
            ("named", _("People we know by a name they chose")),
            ("counted", _("Whoever comes: we count and keep no names")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    bills = forms.ChoiceField(
        label=_("Does somebody pay you for each meeting?"),
        choices=YES_NO,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages={"required": CHOOSE},
    )
    on_call_phone = LineField(
        label=_("Who answers at night, and under which number?"),
        help_text=_("Leave it empty if nobody does. Then that is what people are told."),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-optional": True}),
    )
    admin_name = LineField(label=_("Your name"), most=120)
    admin_email = LineField(
        label=_("Your e-mail for signing in"),
        most=254,
        validators=[
            EmailValidator(_("This does not look like an e-mail address. One looks like name@example.org."))
        ],
        widget=forms.EmailInput,
    )

    def answers(self) -> SetupAnswers:
        said = self.cleaned_data
        return SetupAnswers(
            name=said["name"],
            neutral_name=said["neutral_name"],
            time_zone=said["time_zone"],
            languages=said["languages"],
            keeps_names=said["who_comes"] == "named",
            brings_bills=said["bills"] == "yes",
            on_call_phone=said["on_call_phone"],
            admin_name=said["admin_name"],
            admin_email=said["admin_email"],
        )


class FirstRunForm(SetupForm):
    code = LineField(
        label=_("The code from the command line"),
        help_text=_("Whoever installed this sees it with: manage.py setup_agency --page"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["code"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_first_run_code(code):
            raise ValidationError(_("This code is not right, or older than a day. Ask for a new one."))
        return code


WAYS = [("", _("all")), *((way.value, way.label) for way in (Channel.EMAIL, Channel.SMS, Channel.PUSH))]
STATES = [("", _("all")), ("sent", _("sent")), ("waiting", _("waits to be sent")), ("not", _("not sent"))]
ABOUT = [
    ("", _("everything")),
    ("safety", _("somebody's safety")),
    ("office", _("matters of the office")),
    ("supervision", _("supervision")),
    ("reminder", _("reminders to colleagues")),
    ("people", _("to somebody supported here")),
]


class SentFilterForm(forms.Form):
    """Which messages a page shows. A value nobody offers counts as not chosen."""

    about = forms.ChoiceField(label=_("What about?"), choices=ABOUT, required=False, widget=CHIPS)
    way = forms.ChoiceField(label=_("By which way?"), choices=WAYS, required=False, widget=CHIPS)
    state = forms.ChoiceField(label=_("What became of it?"), choices=STATES, required=False, widget=CHIPS)
    day = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date"}),
    )
    who = forms.ChoiceField(
        label=_("To which colleague?"),
        required=False,
        help_text=_("Without reminders: they are nobody else's to see."),
    )

    def __init__(self, data: Mapping[str, str], *, colleagues: list[tuple[str, str]]) -> None:
        offered: dict[str, Any] = {"about": ABOUT, "way": WAYS, "state": STATES, "who": colleagues}
        self._labels = {name: dict(choices) for name, choices in offered.items()}
        self.chosen = {
            name: data.get(name, "") for name, labels in self._labels.items() if data.get(name, "") in labels
        }
        self.day = self._day(data.get("day", ""))
        super().__init__(initial={**self.chosen, "day": self.day})
        self.fields["who"].choices = [("", _("all")), *colleagues]  # type: ignore[attr-defined]

    @staticmethod
    def _day(text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    @property
    def active(self) -> list[dict[str, Any]]:
        """What the list is narrowed to, each with the address that leaves it out."""
        shown = {name: (value, self._labels[name][value]) for name, value in self.chosen.items() if value}
        if self.day is not None:
            shown["day"] = (self.day.isoformat(), date_format(self.day, "DATE_FORMAT"))
        return [
            {
                "label": label,
                "url": "?"
                + urlencode({other: value for other, (value, _l) in shown.items() if other != name}),
            }
            for name, (_value, label) in shown.items()
        ]
