"""Fields that several forms of this room use. The services decide; the forms know the shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Agency, Language, Program
from peersupport.core.text import LineField

CHOOSE_ONE = _("Please choose one.")
CHOOSING = {"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE, "invalid_list": CHOOSE_ONE}
DAY_ODD = _("Please give a day, such as 2026-11-20.")
TIME_ODD = _("Please give a time, such as 18:00.")


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    attrs: dict[str, Any] = {"type": "date", "class": "ps-date"}
    if not required:
        attrs["data-optional"] = True
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
        error_messages={"required": DAY_ODD, "invalid": DAY_ODD},
        **more,
    )


def time_field(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "ps-date"}),
        error_messages={"required": TIME_ODD, "invalid": TIME_ODD},
        **more,
    )


def optional_line(label: Any, *, most: int, **more: Any) -> LineField:
    attrs = {"data-optional": True}
    return LineField(label=label, most=most, required=False, widget=forms.TextInput(attrs=attrs), **more)


def words_fields(
    agency: Agency, name: str, label: Any, labelled: Any, *, most: int, help_text: Any = ""
) -> dict[str, LineField]:
    """One line for each language of the house; the first is asked for. `labelled` has %(language)s in it."""
    several = len(agency.languages) > 1
    return {
        f"{name}_{language}": LineField(
            label=labelled % {"language": Language(language).label} if several else label,
            most=most,
            required=language == agency.languages[0],
            help_text=help_text,
            widget=forms.TextInput(attrs={} if language == agency.languages[0] else {"data-optional": True}),
        )
        for language in agency.languages
    }


def words_said(cleaned: dict[str, Any], agency: Agency, name: str) -> dict[str, str]:
    return {language: cleaned[f"{name}_{language}"] for language in agency.languages}


def place_choices(programs: list[Program], *, everywhere: Any) -> list[tuple[str, Any]]:
    return [("", everywhere), *((str(program.pk), program.name) for program in programs)]
