"""Fine as it is, because: one row of taps for each hold."""

from typing import Any

from django import forms

from sessions_app.forms.fields import chips
from supervision.models import reasons_for
from supervision.queries.review import OpenHold


class HoldsForm(forms.Form):
    """A field for each hold that stands; one that is left alone stays open."""

    def __init__(self, data: Any = None, *, holds: list[OpenHold]) -> None:
        super().__init__(data)
        for hold in holds:
            self.fields[hold.code] = chips(reasons_for(hold.code), label=hold.sentence, help_text=hold.clears)

    def because(self) -> dict[str, str]:
        return {code: reason for code, reason in self.cleaned_data.items() if reason}
