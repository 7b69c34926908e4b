"""Shapes of what the office says about a file, and of why somebody takes a list along."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program
from peersupport.core.uploads import MOST_BYTES

from .columns import FIELDS, LEFT_OUT
from .models import Brings
from .queries import Column
from .takes import Why

CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}
NO_FILE = _("Please choose a file from this device.")


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=Brings.choices,
        widget=forms.RadioSelect(attrs={"data-look": "tiles"}),
        error_messages=CHOOSE,
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A table saved as CSV, at most 20 MB. Every spreadsheet can save one."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        error_messages={
            "required": NO_FILE,
            "missing": NO_FILE,
            "invalid": NO_FILE,
            "empty": _("This file is empty."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 20 MB. Please cut it into several and bring one after the other.")
            )
        return file


class ColumnsForm(forms.Form):
    """One question a column, and one yes for all that is left out."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        columns: Sequence[Column],
        chosen: Sequence[str],
        programs: Sequence[Program],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(LEFT_OUT, _("leave this out")), *FIELDS[kind].items()]
        self.names = [f"column_{number}" for number in range(len(columns))]
        for name, column, code in zip(self.names, columns, chosen, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=column.name or _("a column without a name"),
                help_text=_("such as “%(example)s”") % {"example": column.example} if column.example else "",
                choices=choices,
                initial=code,
                required=False,
                error_messages=CHOOSE,
            )
        self.programs = {str(program.pk): program for program in programs}
        if kind == Brings.PEOPLE and len(programs) > 1:
            self.fields["program"] = forms.ChoiceField(
                label=_("Which program do they come to?"),
                help_text=_("For rows that name none themselves."),
                choices=[
                    ("", _("the column says it") if "program" in chosen else _("please choose")),
                    *((key, one.name) for key, one in self.programs.items()),
                ],
                required=False,
                error_messages=CHOOSE,
            )
        self.fields["leave_out"] = forms.BooleanField(
            label=_("Leave out the columns that say so above"), required=False
        )

    def chosen(self) -> dict[str, Any]:
        """What choose_columns() takes."""
        said = self.cleaned_data
        return {
            "columns": [said[name] for name in self.names],
            "program": self.programs.get(said.get("program") or ""),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if LEFT_OUT in (said.get(name) for name in self.names) and not said.get("leave_out"):
            self.add_error(
                "leave_out",
                _("Some columns would be left out. Please say that this is right, or say what they are."),
            )
        return said


class DaysForm(forms.Form):
    order = forms.ChoiceField(
        label=_("What does 3/4/2026 mean in this file?"),
        choices=[
            ("day", _("3 April: the day stands first")),
            ("month", _("March 4: the month stands first")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class WhyForm(forms.Form):
    why = forms.ChoiceField(
        label=_("What do you need this list for?"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
