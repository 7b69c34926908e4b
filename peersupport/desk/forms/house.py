"""The answers of the house: names, languages, and which parts of the product it needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Agency, Language
from peersupport.core.text import LineField
from peersupport.notifications.neutral import says_nothing

from .common import CHOOSING, zone_field

FIELDS = (
    "name", "neutral_name", "languages", "time_zone", "on_call_phone", "quick_exit_url", "brings_bills", "keeps_names",
)  # fmt: skip


class HouseForm(forms.Form):
    name = LineField(label=_("What is your organisation called?"), most=120)
    neutral_name = LineField(
        label=_("A neutral name for screens and messages"),
        help_text=_("People may read it with somebody beside them: it should not say what this is about."),
        most=60,
        validators=[says_nothing],
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak with people?"),
        choices=Language,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    time_zone = zone_field()
    on_call_phone = LineField(
        label=_("Who answers at night, and under which number?"),
        help_text=_("Leave it empty if nobody does. Then that is what people are told."),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-optional": True}),
    )
    quick_exit_url = forms.URLField(
        label=_("Where “Leave quickly” goes"),
        help_text=_("A page that anybody could be looking at, such as the weather."),
        assume_scheme="https",
        error_messages={"invalid": _("This does not look like the address of a page.")},
    )
    keeps_names = forms.BooleanField(
        label=_("We know people by a name they chose"),
        help_text=_("Without it we only count who comes, and pages about people are put away."),
        required=False,
    )
    brings_bills = forms.BooleanField(
        label=_("Somebody pays us for each meeting"),
        help_text=_("Only then programs may ask for what a payer wants, and for credentials."),
        required=False,
    )

    @staticmethod
    def of(agency: Agency) -> dict[str, object]:
        return {name: getattr(agency, name) for name in FIELDS}
