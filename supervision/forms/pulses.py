"""The taps of the pulses: one row of words for each sentence, "skip" chosen until somebody taps something else."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField
from supervision.pulse_items import Item, PulseWord, WorkplaceWord
from supervision.services.pulses import LETTERS
from supervision.services.workplace import LETTERS as REPLY_LETTERS

ODD = {"invalid_choice": _("Please choose among those shown.")}


class TapsForm(forms.Form):
    """A row of words for each item, and whatever fields a page adds below."""

    words: type[models.IntegerChoices] = PulseWord

    def __init__(
        self,
        data: Any = None,
        *,
        items: Iterable[Item],
        voice: str,
        said: Mapping[str, int] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.items = list(items)
        below = dict(self.fields)
        self.fields.clear()
        for item in self.items:
            self.fields[item.id] = forms.TypedChoiceField(
                label=item.in_voice(voice),
                required=False,
                coerce=int,
                empty_value=None,
                initial=(said or {}).get(item.id, ""),
                choices=[*self.words.choices, ("", _("skip"))],
                widget=forms.RadioSelect(attrs={"data-look": "chips"}),
                error_messages=ODD,
            )
        self.fields.update(below)

    @property
    def taps(self) -> list[Any]:
        return [self[item.id] for item in self.items]

    def answers(self) -> dict[str, int | None]:
        return {item.id: self.cleaned_data[item.id] for item in self.items}


class PulseForm(TapsForm):
    """Of the peer, or of the senior peer supervisor about them."""

    text = TextField(
        label=_("Anything you would like to add"),
        help_text=_("The peer and their senior peer supervisor read it, and nobody else."),
        required=False,
        most=LETTERS,
        widget=forms.Textarea(attrs={"rows": 3, "data-optional": True}),
    )

    def __init__(self, *arguments: Any, text: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["text"].initial = text


class PeoplesForm(TapsForm):
    """Of somebody who walks with the peer: their words go to nobody unless they say so."""

    text = TextField(
        label=_("In your own words"),
        required=False,
        most=LETTERS,
        widget=forms.Textarea(attrs={"rows": 3, "data-optional": True}),
    )
    may_read = forms.BooleanField(
        label=_("The senior peer supervisor may read these words"),
        help_text=_("Without your name, when this month is over. Your peer never reads them."),
        required=False,
    )

    def __init__(self, *arguments: Any, has_senior: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if not has_senior:
            del self.fields["text"], self.fields["may_read"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("text") and not said.get("may_read"):
            self.add_error(
                "may_read",
                _("Tick this, or empty the box above: words that nobody may read are not kept."),
            )
        return said


class SheetForm(PeoplesForm):
    """The same from a sheet of paper."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if "may_read" in self.fields:
            self.fields["text"].label = _("Their own words")
            self.fields["may_read"].label = _(
                "The box is ticked on the sheet: the senior peer supervisor may read them"
            )
            self.fields["may_read"].help_text = ""


class WorkplaceForm(TapsForm):
    words = WorkplaceWord


class ReplyForm(forms.Form):
    text = TextField(
        label=_("What the house says to it"),
        help_text=_("Everybody who works here reads it. It stays as you write it."),
        most=REPLY_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6, "data-hints": ""}),
    )
