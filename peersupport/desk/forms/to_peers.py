"""What the house promises the peers who work in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.rules.models import HousePromise

WHOLE = {
    "required": _("Please give a number."),
    "invalid": _("Please give a whole number, such as 10."),
}


def _number(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "ps-short", "inputmode": "numeric"}),
        error_messages=WHOLE,
    )


class PromiseToPeersForm(forms.Form):
    answer_days = _number(
        _("Within how many days does the office answer?"),
        _("What peers were asked to do outside their role. Between 1 and 60."),
    )
    room_text_months = _number(
        _("After how many months do words of the peer room delete themselves?"),
        _("What a peer and their senior peer supervisor write down. Between 1 and 24."),
    )

    @staticmethod
    def of(promise: HousePromise) -> dict[str, int]:
        return {"answer_days": promise.answer_days, "room_text_months": promise.room_text_months}
