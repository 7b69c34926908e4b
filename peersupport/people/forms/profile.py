"""The peer's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField
from peersupport.people import languages
from peersupport.people.models import SharedExperience
from peersupport.people.pronouns import suggestions

from .common import CHOOSE_ONE, SuggestInput, optional


class PeerForm(forms.Form):
    pronouns = LineField(
        label=_("Pronouns"),
        most=40,
        required=False,
        widget=SuggestInput(optional(autocomplete="off"), suggestions=suggestions),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"),
        choices=languages.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages={"invalid_choice": CHOOSE_ONE},
    )
    has_room = forms.BooleanField(label=_("I have room for somebody new"), required=False)


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Who may read this?"),
        choices=SharedExperience.Audience,
        initial=SharedExperience.Audience.NOBODY,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )


class ExperienceForm(AudienceForm):
    text = TextField(
        label=_("In your own words"),
        help_text=_("Read it as someone on their worst day would."),
        most=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "ps-note"}),
    )
    field_order = ("text", "audience")
