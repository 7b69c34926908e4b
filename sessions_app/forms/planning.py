from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_app import local_time
from sessions_app.models import SessionSeries

from . import fields

ONCE = "once"
REPEATS = [(ONCE, _("once")), *((str(value), label) for value, label in SessionSeries.Every.choices)]
COMES_BACK = "|".join(str(value) for value in SessionSeries.Every.values)


class MoveForm(fields.LocalStart):
    """Another time for a planned meeting."""

    start_date = fields.date_field()
    start_time = fields.time_field()
    which_hour = fields.which_hour_field()
    minutes = fields.length_field(ahead=True)
    minutes_other = fields.other_length_field()

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["length"] = fields.length_of(data)
        if data["length"] is None and not {"minutes", "minutes_other"} & self.errors.keys():
            self.add_error("minutes_other", fields.CHOOSE["required"])
        local = self.put_together(data.get("start_date"), data.get("start_time"))
        if local is not None:
            data["local_start"], data["fold"] = self.settle_or_follow(local)
        return data

    def settle_or_follow(self, local: datetime) -> tuple[datetime, int]:
        return self.settle(local, self.zone)


class ComesBack(MoveForm):
    """A time that comes back: the clocks of one day are no reason to ask (local_time.comes_back_at)."""

    ends_on = fields.date_field(label=_("Until which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = _("Leave it empty if it simply goes on.")
        self.fields["ends_on"].widget.attrs["data-optional"] = True

    @property
    def comes_back(self) -> bool:
        return True

    def settle_or_follow(self, local: datetime) -> tuple[datetime, int]:
        return (local, 0) if self.comes_back else super().settle_or_follow(local)

    def in_words_of_series(self) -> dict[str, Any]:
        """What a service asks of a series, apart from whom it is with."""
        said = self.cleaned_data
        return {
            "local_start": said["local_start"],
            "minutes": said["length"],
            "way": said["way"],
            "place": said["place"],
            "ends_on": said["ends_on"],
        }


class LaterForm(ComesBack):
    """This and all later ones, differently."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = fields.way_field(ahead=True)
    place = fields.place_field()


class RepeatForm(LaterForm):
    """Every week or every other: for a group."""

    repeats = fields.chips(REPEATS[1:], label=_("How often?"), clearable=False, required=True)


class PlanForm(LaterForm):
    """A new meeting in the calendar, or one that comes back."""

    repeats = fields.chips(REPEATS, label=_("How often?"), clearable=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].widget.attrs["data-shown-when"] = f"repeats={COMES_BACK}"

    @property
    def comes_back(self) -> bool:
        return (self.data.get("repeats") or ONCE) != ONCE


def planned_for(local_start: str) -> dict[str, Any]:
    """Day and time of a stored start, for a form."""
    start = local_time.from_stored(local_start)
    return {"start_date": start.date(), "start_time": start.time()}
