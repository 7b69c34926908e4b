"""Which rules of supervision a program follows, and the numbers of a pack, one group of boxes a line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from peersupport.desk.queries.rules import line_title
from peersupport.rules.models import NotePrompt, SupervisionRule
from peersupport.rules.packs import Numbers

from .common import CHOOSING, day_field

NUMBER = _("Please write a whole number.")


class ProgramRulesForm(forms.Form):
    jurisdiction = forms.ChoiceField(
        label=_("Which rules?"), widget=forms.RadioSelect, required=False, error_messages=CHOOSING
    )

    def __init__(self, *args: Any, packs: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*packs, ("", _("none: nobody is reminded of anything"))]
        self.fields["jurisdiction"].choices = choices  # type: ignore[attr-defined]


class PackForm(forms.Form):
    """The lines of the version in force, each with its own boxes. An empty box asks for nothing."""

    checked_on = day_field(
        label=_("Compared with where it stands, on"),
        help_text=_("Empty: not checked. Only somebody who read the source writes a day here."),
    )

    each_note = forms.BooleanField(
        label=_("A supervisor looks at each note"),
        help_text=_("Without a tick they look only at notes where something is missing."),
        required=False,
    )
    prompts = forms.MultipleChoiceField(
        label=_("What a note says that is also used for payment"),
        help_text=_("Whoever writes it ticks what stands in it. What is not ticked waits for a supervisor."),
        choices=NotePrompt,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSING["invalid_choice"]},
    )

    def __init__(self, *args: Any, lines: Sequence[Numbers], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        own: dict[str, forms.Field] = {}
        for number, line in enumerate(self.lines):
            own |= _boxes(number, line)
        self.fields = {**own, **self.fields}

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(title, boxes) a line, for the page."""
        names = ("interval", "minutes", "modes", "most")
        return [
            (line_title(line), [self[f"{name}_{number}"] for name in names])
            for number, line in enumerate(self.lines)
        ]

    def rules(self) -> list[Numbers]:
        """What change_pack() takes."""
        said = self.cleaned_data
        return [
            Numbers(
                stage=line.stage,
                kind=line.kind,
                interval_days=said[f"interval_{number}"],
                minimum_minutes=said[f"minutes_{number}"] or 0,
                modes=tuple(said[f"modes_{number}"]),
                most_peers=said[f"most_{number}"],
            )
            for number, line in enumerate(self.lines)
        ]


def _boxes(number: int, line: Numbers) -> dict[str, forms.Field]:
    errors = {"required": CHOOSING["required"], "invalid_choice": CHOOSING["invalid_choice"]}
    return {
        f"interval_{number}": _number(_("A meeting at least every … days"), line.interval_days, 1, 366),
        f"minutes_{number}": _number(_("It counts from … minutes"), line.minimum_minutes or None, 0, 480),
        f"modes_{number}": forms.MultipleChoiceField(
            label=_("What counts"),
            choices=SupervisionRule.Mode,
            initial=list(line.modes),
            widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
            error_messages=errors,
        ),
        f"most_{number}": _number(_("At most … peers for one supervisor"), line.most_peers, 1, 99),
    }


def _number(label: Any, initial: int | None, least: int, most: int) -> forms.IntegerField:
    between = format_lazy(_("Choose between {least} and {most}."), least=least, most=most)
    return forms.IntegerField(
        label=label,
        required=False,
        initial=initial,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ps-short", "data-optional": True}),
        error_messages={"invalid": NUMBER, "min_value": between, "max_value": between},
    )
