from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language
from peersupport.core.text import LineField, TextField
from sessions_app.levels import LevelRule
from sessions_app.models import HowWritten, WhoWrote
from sessions_app.services import Words

from . import fields
from .log import READ


class GroupNoteForm(forms.Form):
    """A note about one person who came to a group, at the level the two agreed on."""

    text = TextField(
        label=_("What did you do together?"),
        help_text=_("They can read this. Write it so you could read it aloud to them."),
        required=False,
        widget=forms.Textarea(attrs={"class": "ps-note", "rows": 5, "autocomplete": "off"}),
    )
    own_words = TextField(
        label=_("In their words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ps-note", "data-optional": True}),
    )
    own_words_by = fields.chips(WhoWrote.choices, label=_("Who wrote these words?"))
    rest_stays_between_us = forms.BooleanField(
        label=_("The rest stays between us"),
        help_text=_("What isn't written is a choice. Nobody will ask for it."),
        required=False,
    )
    read_together = fields.chips(READ, label=_("Did you read it together?"))
    not_read_because = LineField(
        label=_("Not today, because"),
        required=False,
        widget=forms.TextInput(attrs={"data-shown-when": "read_together=not_today"}),
    )
    how_written = fields.chips(HowWritten.choices, label=_("How was this written?"))
    language = forms.ChoiceField(
        label=_("Language of this note"),
        choices=Language.choices,
        required=False,
        error_messages=fields.CHOOSE,
    )

    def __init__(self, *args: Any, rule: LevelRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-most"] = rule.most_letters
        if "read_together" not in rule.required:
            del self.fields["read_together"], self.fields["not_read_because"]

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        read = said.get("read_together")
        plain = {
            name: said[name]
            for name in (
                "text",
                "own_words",
                "own_words_by",
                "rest_stays_between_us",
                "how_written",
                "language",
            )
        }
        return Words(
            **plain,
            read_together=(read == "yes") if read else None,
            not_read_because=said.get("not_read_because", "") if read == "not_today" else "",
        )
