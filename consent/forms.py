from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField

from .models import ConfidentialityPolicy, ConsentRecord
from .rule import Rule
from .services import Cell
from .wording import CHOICES

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class ConversationForm(forms.Form):
    """The end of the talk: choices, what is left out, the answer, and how it was given."""

    def __init__(self, *args: Any, policy: ConfidentialityPolicy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = policy
        self.cells: dict[str, Cell] = {}
        asked = policy.audiences.filter(rule=Rule.ASK).order_by("audience", "content")
        for audience, content in asked.values_list("audience", "content"):
            self._add_choice(f"choice_{audience}_{content}", (audience, content))
        self.order_fields([*self.cells, *self.base_fields])

    leave_out = TextField(
        label=_("What we leave out"),
        help_text=_("A name, a place or a part of your life that is never to be written down. One a line."),
        required=False,
        most=1000,
        widget=forms.Textarea(attrs={"rows": 2, "data-optional": True}),
    )
    answer = forms.ChoiceField(
        label=_("What do you say?"),
        # "Not today" stands first: nobody signs by habit.
        choices=[("not_today", _("Not today")), ("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect(
            attrs={
                "hints": {
                    "yes": _("We start. I can write notes, and you can read them."),
                    "not_today": _("We can still meet. I write down only that we met."),
                    "no": _("We can still meet. I write no notes about you."),
                },
            }
        ),
        error_messages={"required": _("Please choose one of the three answers.")},
    )
    way = forms.ChoiceField(
        label=_("How do you say it?"),
        choices=ConsentRecord.Way,
        initial=ConsentRecord.Way.TYPED,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "chips", "data-shown-when": "answer=yes"}),
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

    policy_read = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def _add_choice(self, name: str, cell: Cell) -> None:
        words = CHOICES[cell]
        self.cells[name] = cell
        self.fields[name] = forms.ChoiceField(
            label=words.question,
            choices=YES_NO,
            required=False,
            widget=forms.RadioSelect(
                attrs={"data-look": "tiles", "hints": {"yes": words.yes_means, "no": words.no_means}}
            ),
        )

    @property
    def choice_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.cells]

    @property
    def choices(self) -> Mapping[Cell, bool]:
        """What was chosen; a choice left open is not in it and counts as no."""
        return {
            cell: self.cleaned_data[name] == "yes"
            for name, cell in self.cells.items()
            if self.cleaned_data[name]
        }
