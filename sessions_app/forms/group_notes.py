from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField
from sessions_app.levels import READ_TOGETHER
from sessions_app.models import HowWritten, SupportSession, WhoseStep, WhoWrote
from sessions_app.queries import Desk
from sessions_app.services import Words

from . import fields
from .note_box import NoteField, WithNoteBox, language_field
from .parts import (
    READ_ALOUD,
    ReadTogether,
    ask_what_it_says,
    give_hints,
    goals_field,
    kinds_field,
    offer_goals,
    prompts,
    says_field,
)

FACTS = ("kinds", "way", "place")
FOLDED = ("next_step", "next_step_whose", "goal_ids", "how_written")
PLAIN = ("text", "own_words", "own_words_by", "rest_stays_between_us", "next_step", "next_step_whose",
         "way", "place", "how_written", "language")  # fmt: skip


class GroupNoteForm(ReadTogether, WithNoteBox):
    """A note about one person who came to a group, at the level the two agreed on."""

    text = NoteField(label=_("What did you do together?"), help_text=READ_ALOUD, required=False)
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
    next_step = LineField(label=_("What's next?"), required=False)
    next_step_whose = fields.chips(WhoseStep.choices, label=_("Whose step is it?"))
    says = says_field()
    goal_ids = goals_field()
    kinds = kinds_field()
    way = fields.way_field()
    place = fields.place_field()
    how_written = fields.chips(HowWritten.choices, label=_("How was this written?"))
    language = language_field()

    def __init__(self, *args: Any, desk: Desk, session: SupportSession, **kwargs: Any) -> None:
        self.rule = desk.rule
        super().__init__(*args, **kwargs)
        self.speak(str(self["language"].value() or desk.person.language))
        self.fields["text"].widget.attrs["data-most"] = self.rule.most_letters
        if desk.asks_for_goal and not desk.prompts:
            self.fields["text"].help_text = prompts()
        for name in self.fields.keys() & READ_TOGETHER - self.rule.allowed:
            del self.fields[name]
        for name in FACTS:  # what the meeting says already is not asked again
            if name not in self.rule.required or getattr(session, name):
                del self.fields[name]
        offer_goals(self, desk.goals)
        ask_what_it_says(self, desk.prompts)
        give_hints(self, desk.person)

    @property
    def shows(self) -> dict[str, bool]:
        """Fields that stand open at this level instead of under "Add more"."""
        return dict.fromkeys(self.rule.unfolded & self.fields.keys(), True)

    @property
    def missing_facts(self) -> list[forms.BoundField]:
        """What this level needs and a meeting of the group didn't say."""
        return [self[name] for name in FACTS if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in FOLDED if name in self.fields and name not in self.shows]

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        plain = {name: said[name] for name in PLAIN if name in said}
        lists = {name: tuple(said.get(name) or ()) for name in ("goal_ids", "says", "kinds")}
        return Words(**plain, **lists, **self.read_answers(said))
