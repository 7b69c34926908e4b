"""Groups: what they are called, who leads them, and when they meet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program
from peersupport.core.text import LineField
from peersupport.people.models import PeerSpecialist
from sessions_app.models import Group

from . import fields
from .planning import MoveForm


class GroupForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = LineField(
        label=_("What is it called?"),
        help_text=_("The house can see it. It names a thing, not a person."),
        most=80,
    )
    shape = fields.chips(Group.Shape.choices, label=_("What is it?"), clearable=False, required=True)
    led_by = fields.chips(Group.LedBy.choices, label=_("Who leads it?"), clearable=False, required=True)
    lead = forms.ModelChoiceField(
        queryset=PeerSpecialist.objects.none(),
        empty_label=_("please choose"),
        label=_("Which peer?"),
        required=False,
        error_messages=fields.CHOOSE,
        widget=forms.Select(attrs={"data-shown-when": f"led_by={Group.LedBy.PEER}"}),
    )
    program = forms.ModelChoiceField(
        queryset=Program.objects.none(),
        empty_label=_("please choose"),
        label=_("Which program?"),
        error_messages=fields.CHOOSE,
    )

    def __init__(self, *args: Any, programs: Any, peers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]
        self.fields["lead"].queryset = peers  # type: ignore[attr-defined]
        self.fields["lead"].label_from_instance = lambda peer: peer.user.name  # type: ignore[attr-defined]


class GatheringPlanForm(MoveForm):
    """A meeting of a group in the calendar."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = fields.way_field(ahead=True)

    field_order = ["key", "start_date", "start_time", "which_hour", "minutes", "minutes_other", "way"]
