from typing import Any

from django import forms

from . import fields


class MoveForm(fields.LocalStart):
    """Another time for a planned meeting."""

    start_date = fields.date_field()
    start_time = fields.time_field()
    which_hour = fields.which_hour_field()
    minutes = fields.length_field()
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
            data["local_start"], data["fold"] = self.settle(local, self.zone)
        return data


class PlanForm(MoveForm):
    """A new meeting in the calendar."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = fields.way_field()
    place = fields.place_field()

    field_order = [
        "key",
        "start_date",
        "start_time",
        "which_hour",
        "minutes",
        "minutes_other",
        "way",
        "place",
    ]
