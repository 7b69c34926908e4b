"""A choice about a boundary, an example for the house, and the house's own lines."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Agency, Language
from peersupport.core.text import LineField, TextField
from supervision.models import HouseLine
from supervision.models.boundaries import About, Holds
from supervision.services.boundaries import LINE_LETTERS, Boundary

CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}
LETTERS = 2000


def _about(**more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What is it about?"),
        choices=About,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSE,
        **more,
    )


def _holds(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=Holds,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "chips", "data-optional": True}),
        error_messages=CHOOSE,
    )


def _words(
    label: Any, *, rows: int = 2, required: bool = False, help_text: Any = "", shown_when: str = ""
) -> TextField:
    attrs: dict[str, Any] = {"rows": rows, "data-hints": ""}
    if shown_when:
        attrs["data-shown-when"] = shown_when
    if not required:
        attrs["data-optional"] = True
    return TextField(
        label=label, help_text=help_text, most=LETTERS, required=required, widget=forms.Textarea(attrs=attrs)
    )


class BoundaryForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    about = _about()
    happened = _words(
        _("What happened, or what were you asked?"),
        rows=3,
        required=True,
        help_text=_("Please leave out names and whatever would tell who it is."),
    )
    serves = _holds(_("Does it help them?"), _("It serves what they want for themselves."))
    serves_words = _words(_("Helping them: why?"), shown_when="serves=yes|no|unsure")
    fits = _holds(_("Does it fit my role?"), _("It is peer support, and the house stands behind it."))
    fits_words = _words(_("My role: why?"), shown_when="fits=yes|no|unsure")
    known = _holds(_("Could everyone know?"), _("Nothing to hide, and safe for both of you."))
    known_words = _words(_("Everyone could know: why?"), shown_when="known=yes|no|unsure")
    decided = _words(_("What did you decide?"))
    told = _words(_("What did you tell them?"))

    def clean_key(self) -> uuid.UUID:
        return self.cleaned_data["key"] or uuid.uuid4()

    def said(self) -> Boundary:
        return Boundary(**{name: value for name, value in self.cleaned_data.items() if name != "key"})


class CaseForm(BoundaryForm):
    """The same questions, written anew for everybody."""

    decided = _words(_("What was decided?"), required=True)
    told = _words(_("What was the person told?"))


class CaseSearchForm(forms.Form):
    """By POST, so that no word stands in an address."""

    q = LineField(label=_("Words to look for"), most=100, required=False)


def about_of(asked: str) -> str:
    """A kind that nobody offers counts as not chosen."""
    return asked if asked in About.values else ""


class CaseAnswerForm(forms.Form):
    share = forms.ChoiceField(
        choices=[("yes", _("Share it")), ("no", _("Not this one"))], error_messages=CHOOSE
    )

    @property
    def shares(self) -> bool:
        return bool(self.cleaned_data["share"] == "yes")


TOPIC_HELP = {
    HouseLine.Topic.GIFT: _("For example: small handmade things, up to 15 dollars; never money."),
    HouseLine.Topic.RIDE: _("For example: no rides in our own cars; we take the bus together."),
    HouseLine.Topic.CONTACT: _("For example: our work phones, not private numbers or accounts."),
    HouseLine.Topic.VISIT: _("For example: at home only when you asked, and never unannounced."),
}


class HouseLinesForm(forms.Form):
    """One box a topic, in one language of the house."""

    language = forms.ChoiceField(choices=Language, widget=forms.HiddenInput, error_messages=CHOOSE)

    def __init__(self, data: Any = None, *, agency: Agency, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        spoken = [(value, label) for value, label in Language.choices if value in agency.languages]
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]
        for topic in HouseLine.Topic:
            self.fields[topic.value] = TextField(
                label=topic.label,
                help_text=TOPIC_HELP[topic],
                most=LINE_LETTERS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "data-optional": True}),
            )

    def texts(self) -> dict[str, str]:
        return {topic.value: self.cleaned_data[topic.value] for topic in HouseLine.Topic}
