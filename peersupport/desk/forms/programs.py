"""One program: its name in each language of the house, how much is written, who looks after its peers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Agency, Language, Program
from peersupport.core.text import LineField

from .common import CHOOSING, zone_field

LEVEL_HINTS = {
    "none": _("People are counted, nobody by name."),
    "attendance": _("Day and length, nothing in words."),
    "brief": _("A few lines, open to the person after two days."),
    "together": _("Written side by side, read before it is finished."),
    "billable": _("Start, end, place and a goal, as the payer asks."),
}
MODEL_HINTS = {
    "hybrid": _("One for safety and paperwork, one for peer support itself."),
    "peer_led": _("Peers look after each other; somebody outside can be called."),
    "circle": _("All peers sit together, nobody is above."),
}


class ProgramForm(forms.Form):
    level = forms.ChoiceField(
        label=_("What is written about a meeting?"),
        help_text=_("As little as you need."),
        widget=forms.RadioSelect(attrs={"hints": LEVEL_HINTS}),
        error_messages=CHOOSING,
    )
    supervision_model = forms.ChoiceField(
        label=_("Who looks after its peers?"),
        choices=Program.SupervisionModel,
        widget=forms.RadioSelect(attrs={"hints": MODEL_HINTS}),
        error_messages=CHOOSING,
    )
    time_zone = zone_field()
    part2 = forms.BooleanField(
        label=_("42 CFR Part 2 holds for this program"),
        required=False,
        help_text=_(
            "A rule of the United States about help with drugs and alcohol. Tick it if somebody who knows the law "
            "told you so. Then nothing leaves without a permission that has all this rule asks for."
        ),
    )

    def __init__(self, *args: Any, agency: Agency, program: Program | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(agency.languages)
        if program is not None:
            self.languages += [language for language in program.names if language not in self.languages]
        names = {f"name_{language}": self._name_field(language) for language in self.languages}
        self.fields = {**names, **self.fields}
        kept = {program.level} if program else set()
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Program.Level.choices if value in _levels(agency) | kept
        ]

    def _name_field(self, language: str) -> LineField:
        label = _("Name") if len(self.languages) == 1 else _("Name in %(language)s")
        if len(self.languages) > 1:
            label = label % {"language": Language(language).label}
        is_first = language == self.languages[0]
        attrs = {} if is_first else {"data-optional": True}
        return LineField(label=label, most=80, required=is_first, widget=forms.TextInput(attrs=attrs))

    @staticmethod
    def of(program: Program) -> dict[str, object]:
        return {
            "level": program.level,
            "supervision_model": program.supervision_model,
            "time_zone": program.time_zone,
            "part2": program.part2,
            **{f"name_{language}": name for language, name in program.names.items()},
        }

    def program(self) -> dict[str, Any]:
        """What create_program() and change_program() take."""
        said = self.cleaned_data
        names = {language: said[f"name_{language}"] for language in self.languages}
        return {
            "names": names,
            "level": said["level"],
            "supervision_model": said["supervision_model"],
            "time_zone": said["time_zone"],
            "part2": said["part2"],
        }


def _levels(agency: Agency) -> set[str]:
    """A house without names keeps none; one without bills has no use for what a payer wants."""
    if not agency.keeps_names:
        return {Program.Level.NONE}
    levels = set(Program.Level.values)
    return levels if agency.brings_bills else levels - {Program.Level.BILLABLE}
