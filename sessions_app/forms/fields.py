"""Controls that several forms of this app share: chips, lengths, and a start on the wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core import clock
from peersupport.core.errors import DomainError
from sessions_app import local_time
from sessions_app.models import Place, Way

LENGTHS = (15, 30, 45, 60, 90)
OTHER = "other"
LENGTH_CHOICES = [*((str(minutes), str(minutes)) for minutes in LENGTHS), (OTHER, _("other"))]
WHICH_HOUR = [("0", _("before the clocks went back")), ("1", _("after the clocks went back"))]
CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one of the answers shown.")}


def chips(
    choices: Any, *, label: Any, shown_when: str = "", clearable: bool = True, **options: Any
) -> forms.ChoiceField:
    """One of several, as a row of pills. A clearable one may stay, or become, empty."""
    attrs = {"data-look": "chips"}
    if clearable:
        attrs["class"] = "ps-clearable"
    if shown_when:
        attrs["data-shown-when"] = shown_when
    return forms.ChoiceField(
        choices=choices,
        label=label,
        widget=forms.RadioSelect(attrs=attrs),
        error_messages=CHOOSE,
        **{"required": False, **options},
    )


def way_field(*, ahead: bool = False) -> forms.ChoiceField:
    """`ahead`: about a meeting still to come."""
    return chips(Way.choices, label=_("How will you meet?") if ahead else _("How did you meet?"))


def place_field() -> forms.ChoiceField:
    return chips(Place.choices, label=_("Where?"))


def length_field(*, ahead: bool = False) -> forms.ChoiceField:
    label = _("For how long?") if ahead else _("How long?")
    return chips(LENGTH_CHOICES, label=label, help_text=_("In minutes"), required=True, clearable=False)


def other_length_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("How many minutes?"),
        required=False,
        min_value=1,
        max_value=local_time.MOST_MINUTES,
        error_messages={
            "invalid": _("Please write a whole number, such as 75."),
            "min_value": _("A meeting lasts from one minute to a day."),
            "max_value": _("A meeting lasts from one minute to a day."),
        },
        widget=forms.NumberInput(
            attrs={
                "class": "ps-short",
                "inputmode": "numeric",
                "data-shown-when": f"minutes={OTHER}",
            }
        ),
    )


def date_field(*, shown_when: str = "", label: Any = None) -> forms.DateField:
    attrs = {"type": "date", "class": "ps-date"} | ({"data-shown-when": shown_when} if shown_when else {})
    return forms.DateField(
        label=label or _("Which day?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Please write the day like 2027-01-31.")},
    )


def time_field(*, shown_when: str = "", label: Any = None) -> forms.TimeField:
    attrs = {"type": "time", "class": "ps-date"} | ({"data-shown-when": shown_when} if shown_when else {})
    return forms.TimeField(
        label=label or _("At what time?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs=attrs),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": _("Please write the time like 14:30.")},
    )


def which_hour_field() -> forms.ChoiceField:
    return chips(WHICH_HOUR, label=_("That night this time came twice. Which one was it?"), clearable=False)


def length_of(data: dict[str, Any]) -> int | None:
    """The minutes that were chosen or typed; None while the length is not known."""
    if data.get("minutes") == OTHER:
        return data.get("minutes_other")
    return int(data["minutes"]) if data.get("minutes") else None


def length_initial(minutes: int) -> dict[str, Any]:
    if minutes in LENGTHS:
        return {"minutes": str(minutes)}
    return {"minutes": OTHER, "minutes_other": minutes}


class LocalStart(forms.Form):
    """A form with a start on the wall clock. `asks_which_hour` after a time that the clocks showed twice."""

    asks_which_hour = False

    def put_together(self, day: date | None, at: time | None) -> datetime | None:
        """Day and time as a naive datetime in whole minutes; complains where one is missing."""
        if day is None and "start_date" not in self.errors:
            self.add_error("start_date", _("Please choose the day."))
        if at is None and "start_time" not in self.errors:
            self.add_error("start_time", _("Please choose the time."))
        return datetime.combine(day, at.replace(second=0, microsecond=0)) if day and at else None

    def settle(self, local: datetime, zone: str) -> tuple[datetime, int]:
        """The start and which of two hours it is. Puts an error at the field where the clocks say no."""
        try:
            local_time.to_instant(local, zone)
        except DomainError as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))
            return local, 0
        if not local_time.happens_twice(local, zone):
            return local, 0
        self.asks_which_hour = True
        which = self.cleaned_data.get("which_hour")
        if not which:
            self.add_error("which_hour", _("Please choose one."))
        return local, int(which or 0)


def minutes_between(start: time, end: time) -> int:
    """From one time to the next such time of day: an end before the start is after midnight."""
    day = date(2000, 1, 1)
    span = datetime.combine(day, end) - datetime.combine(day, start)
    return int((span % timedelta(days=1)).total_seconds()) // 60


def opened_at(text: str | None) -> datetime:
    """When the form was opened first: "just now" keeps meaning that moment, also in a draft."""
    now = clock.now()
    try:
        opened = datetime.fromisoformat(text or "").astimezone(UTC)
    except (ValueError, OverflowError):
        return now
    return opened if datetime(local_time.FIRST_YEAR, 1, 3, tzinfo=UTC) <= opened <= now else now
