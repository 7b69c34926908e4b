"""A number of the phone plan, one kind of wider help, one duty to report."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Agency, Program
from peersupport.core.text import LineField
from peersupport.safety.models import ReportingDuty, WiderHelp, YesNoAsk

from .common import CHOOSING, day_field, optional_line, place_choices, words_fields, words_said

NUMBER_ODD = _("Please give a number.")


class PhoneLineForm(forms.Form):
    number = LineField(label=_("Number"), most=40)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        self.fields |= words_fields(
            agency, "words", _("Who answers there?"), _("Who answers there? In %(language)s"), most=120
        )

    def line(self) -> dict[str, Any]:
        """What add_phone_line() takes."""
        said = self.cleaned_data
        return {"number": said["number"], "words": words_said(said, self.agency, "words")}


class WiderHelpForm(forms.Form):
    number = optional_line(_("Number"), most=40)
    sends_police = forms.ChoiceField(
        label=_("May it send police?"),
        choices=YesNoAsk,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    may_force = forms.ChoiceField(
        label=_("May it take somebody along against their will?"),
        choices=YesNoAsk,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    is_emergency = forms.BooleanField(
        label=_("These are the emergency services"),
        required=False,
        help_text=_("They stand last, and it is said before that who will come."),
    )
    languages = optional_line(
        _("Languages spoken there"),
        most=200,
        help_text=_("With commas between them, such as English, Somali."),
    )
    program = forms.ChoiceField(label=_("Shown in"), required=False, error_messages=CHOOSING)
    place = forms.IntegerField(
        label=_("Place in the list"),
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "ps-short"}),
        error_messages={
            "required": NUMBER_ODD,
            "invalid": NUMBER_ODD,
            "min_value": _("Choose a place between 1 and 99."),
            "max_value": _("Choose a place between 1 and 99."),
        },
    )
    checked_on = day_field(
        _("Called and asked on"),
        required=False,
        help_text=_("When somebody of us last made sure that this is so."),
    )
    starts_on = day_field(_("Shown from"))
    ends_on = day_field(_("Last day"), required=False)

    def __init__(self, *args: Any, agency: Agency, programs: list[Program], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        self.programs = {str(program.pk): program for program in programs}
        self.fields["program"].choices = place_choices(programs, everywhere=_("the whole house"))  # type: ignore[attr-defined]
        self.fields = {**self._words(), **self.fields}

    def _words(self) -> dict[str, LineField]:
        ask = self.agency
        return {
            **words_fields(ask, "names", _("What is it?"), _("What is it? In %(language)s"), most=80),
            **words_fields(ask, "hours", _("When?"), _("When? In %(language)s"), most=80),
            **words_fields(ask, "who_comes", _("Who comes?"), _("Who comes? In %(language)s"), most=160),
        }

    @staticmethod
    def of(found: WiderHelp) -> dict[str, Any]:
        plain = (
            "number",
            "sends_police",
            "may_force",
            "is_emergency",
            "place",
            "checked_on",
            "starts_on",
            "ends_on",
        )
        words = {
            f"{name}_{language}": text
            for name in ("names", "hours", "who_comes")
            for language, text in getattr(found, name).items()
        }
        return {
            **{name: getattr(found, name) for name in plain},
            **words,
            "languages": ", ".join(found.languages),
            "program": str(found.program_id or ""),
        }

    def said(self) -> dict[str, Any]:
        """What add_wider_help() and change_wider_help() take."""
        said = dict(self.cleaned_data)
        words = {name: words_said(said, self.agency, name) for name in ("names", "hours", "who_comes")}
        spoken = [one.strip() for one in said["languages"].split(",")]
        kept = {name: said[name] for name in said if name.rpartition("_")[0] not in words}
        return {
            **kept,
            **words,
            "languages": [one for one in spoken if one],
            "program": self.programs.get(said["program"]),
        }


class DutyForm(forms.Form):
    must_report = forms.ChoiceField(
        label=_("Must a peer report it?"),
        choices=ReportingDuty.Must,
        widget=forms.RadioSelect,
        error_messages=CHOOSING,
    )
    to_whom = optional_line(_("To whom?"), most=200)
    phone = optional_line(_("Number"), most=60)
    within = optional_line(
        _("Within which time?"), most=120, help_text=_("For example: at once, or within 48 hours.")
    )
    way = forms.ChoiceField(
        label=_("How?"),
        choices=ReportingDuty.Way,
        required=False,
        widget=forms.RadioSelect,
        error_messages=CHOOSING,
    )
    jurisdiction = optional_line(_("Where does this hold?"), most=80, help_text=_("A state or a county."))
    source = optional_line(_("Where does it stand?"), most=300, help_text=_("A law, a contract, an address."))
    checked_on = day_field(_("Looked up on"), required=False)
    checked_by = optional_line(_("Looked up by"), most=120, help_text=_("A name, also of somebody outside."))
    starts_on = day_field(_("Holds from"))

    @staticmethod
    def of(found: ReportingDuty | None, *, suggested: dict[str, str], today: date) -> dict[str, Any]:
        """What stands there now, or words to begin with, as something nobody looked up yet."""
        names = (
            "must_report",
            "to_whom",
            "phone",
            "within",
            "way",
            "jurisdiction",
            "source",
            "checked_on",
            "checked_by",
        )
        stands = {name: getattr(found, name) for name in names} if found else suggested
        return {"must_report": ReportingDuty.Must.UNCHECKED, **stands, "starts_on": today}
