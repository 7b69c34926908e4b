"""The box a note is written in: plain, made for dictation and the phone's own spell-check, with lines to start from."""

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from peersupport.accounts.models import Language
from peersupport.core.text import TextField
from sessions_app.ease import ease_of

from . import fields

PROMPTS = (_("What mattered to them"), _("What we did"), _("What was strong"), _("What comes next"))
# No script hears the keys, nothing is corrected by us: what is said into the phone stands there as it was heard.
ATTRS = {"spellcheck": "true", "autocapitalize": "sentences", "autocomplete": "off"}


class Prompt(NamedTuple):
    """A line to start from, as the page says it and in each language a note may have."""

    here: str
    by_language: list[tuple[str, str]]


class NoteField(TextField):
    """`rows` and `look` as on the widget; everything else as on a text field.

    above: a template that stands between the label and the control (templates/django/forms/field.html).
    """

    above = "sessions_app/_prompts.html"

    def __init__(self, *, rows: int = 5, look: str = "ps-note", **kwargs: Any) -> None:
        attrs = ATTRS | {"rows": rows} | ({"class": look} if look else {})
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)

    @property
    def prompts(self) -> list[Prompt]:
        found = {code: self._in(code) for code in Language.values}
        return [
            Prompt(str(prompt), [(code, said[place]) for code, said in found.items()])
            for place, prompt in enumerate(PROMPTS)
        ]

    @staticmethod
    def _in(code: str) -> list[str]:
        with override(code):
            return [str(prompt) for prompt in PROMPTS]


def language_field() -> forms.ChoiceField:
    """One tap beside the box."""
    return fields.chips(Language.choices, label=_("Language of this note"), clearable=False)


class WithNoteBox(forms.Form):
    """A form whose `text` is a NoteField; it may have a `language` (language_field())."""

    def speak(self, language: str) -> None:
        """The language the box is in: for the phone's keyboard, its spell-check and a screen reader."""
        if "text" in self.fields:
            self.fields["text"].widget.attrs["lang"] = language

    @property
    def ease(self) -> str:
        """One sentence about how what stands in the box reads, "" for none."""
        said = str(self["text"].value() or "")
        return ease_of(said, str(self.fields["text"].widget.attrs.get("lang", Language.EN)))
