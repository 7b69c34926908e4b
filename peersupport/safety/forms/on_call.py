"""Who may be on call, one shift or a series of them, and a colleague who is asked to take one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program, User
from peersupport.safety.models import OnCallPerson
from peersupport.safety.services import Times

from .common import CHOOSING, day_field, optional_line, place_choices, time_field

KEY_ODD = {"required": _("Please open this page anew."), "invalid": _("Please open this page anew.")}
RANKS = [("1", _("asked first")), ("2", _("asked second")), ("3", _("asked third"))]


class ShiftForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages=KEY_ODD)
    user = forms.ChoiceField(label=_("Who?"), error_messages=CHOOSING)
    program = forms.ChoiceField(
        label=_("Where?"),
        required=False,
        help_text=_("Those of a program are asked before those of the house."),
        error_messages=CHOOSING,
    )
    rank = forms.ChoiceField(
        label=_("In which place?"),
        choices=RANKS,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    day = day_field(_("First day"))
    start = time_field(_("From"))
    end = time_field(_("Until"), help_text=_("An hour before the first one is on the next day."))
    weekdays = forms.MultipleChoiceField(
        label=_("Every week on"),
        required=False,
        help_text=_(
            "Nothing chosen: just once. The clock on the wall counts, also when it is set forward or back."
        ),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    until = day_field(_("Last day of it"), required=False, help_text=_("At most a year later."))

    def __init__(
        self, *args: Any, named: list[OnCallPerson], programs: list[Program], only: User | None, **kwargs: Any
    ) -> None:
        """`only`: who takes a shift for themselves; None for the office, which plans for everybody."""
        super().__init__(*args, **kwargs)
        self.users = {str(one.user_id): one.user for one in named if only is None or one.user_id == only.pk}
        self.programs = {str(program.pk): program for program in programs}
        names = [(key, user.name) for key, user in self.users.items()]
        self.fields["user"].choices = names if only else [("", _("choose")), *names]  # type: ignore[attr-defined]
        everywhere = _("the whole house")
        self.fields["program"].choices = place_choices(programs, everywhere=everywhere)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("weekdays") and said.get("until") is None and "until" not in self.errors:
            self.add_error("until", _("Please give the last day, at most a year later."))
        return said

    def planned(self) -> dict[str, Any]:
        """What plan_shifts() takes."""
        said = self.cleaned_data
        return {
            "key": said["key"],
            "user": self.users[said["user"]],
            "program": self.programs.get(said["program"]),
            "rank": int(said["rank"]),
            "times": Times(
                day=said["day"],
                start=said["start"],
                end=said["end"],
                weekdays=frozenset(int(number) for number in said["weekdays"]),
                until=said["until"],
            ),
        }


class NamingForm(forms.Form):
    user = forms.ChoiceField(label=_("Who?"), error_messages=CHOOSING)
    phone = optional_line(
        _("Number for colleagues"),
        most=60,
        help_text=_("Shown to everybody who works here while they are on call."),
    )

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in colleagues}
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *((key, user.name) for key, user in self.users.items()),
        ]

    def named(self) -> dict[str, Any]:
        """What name_for_on_call() takes."""
        return {"user": self.users[self.cleaned_data["user"]], "phone": self.cleaned_data["phone"]}


class HandOverForm(forms.Form):
    asked = forms.ChoiceField(
        label=_("Whom do you ask?"),
        help_text=_("Until they say yes, it stays yours."),
        error_messages=CHOOSING,
    )

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in colleagues}
        self.fields["asked"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *((key, user.name) for key, user in self.users.items()),
        ]

    def colleague(self) -> User:
        return self.users[self.cleaned_data["asked"]]


def filled_in(query: Mapping[str, str]) -> dict[str, str]:
    """What a link to the form brings along. It is only shown: what is sent is checked like anything else."""
    return {name: query[name] for name in ("day", "start", "end", "program") if query.get(name)}


def week_of(text: str, today: date) -> date:
    """The Monday of the week that a query string asks for; of this week where it asks for none we can show."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    if abs((day - today).days) > 400:
        day = today
    return date.fromordinal(day.toordinal() - day.weekday())
