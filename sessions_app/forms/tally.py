from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program
from sessions_app.gathering_entry import MOST_PEOPLE
from sessions_app.models import Kind

from . import fields
from .gatherings import NUMBER


class TallyForm(forms.Form):
    """Somebody came or called: one tap counts one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    plan = forms.UUIDField(widget=forms.HiddenInput, required=False)
    program = forms.ModelChoiceField(
        queryset=Program.objects.none(), label=_("Which program?"), error_messages=fields.CHOOSE
    )
    minutes = fields.length_field()
    minutes_other = fields.other_length_field()
    kinds = forms.MultipleChoiceField(
        label=_("What was it?"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "tiles", "data-optional": True}),
        error_messages={"invalid_choice": _("Please choose among the four kinds.")},
    )
    way = fields.way_field()
    people = forms.IntegerField(
        label=_("How many came?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages=NUMBER,
        widget=forms.NumberInput(attrs={"class": "ps-short", "inputmode": "numeric"}),
    )
    day = fields.date_field()

    is_used_up = False

    def __init__(self, *args: Any, programs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]
        if len(programs) == 1:
            self.fields["program"].widget = forms.HiddenInput()
            self.initial.setdefault("program", programs[0].pk)

    def begin_anew(self, key: UUID) -> None:
        """The key stands for something else already: saved once more, it is something of its own."""
        self.data = self.data.copy()
        self.data["key"], self.is_used_up = str(key), True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["length"] = fields.length_of(data)
        if data["length"] is None and not {"minutes", "minutes_other"} & self.errors.keys():
            self.add_error("minutes_other", _("Please write how many minutes."))
        return data
