"""One card of the end of the day: what became of a planned meeting, in a few taps."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language, User
from peersupport.core.text import LineField
from sessions_app import levels, local_time
from sessions_app.day import DayMeeting
from sessions_app.entry import WORDS, SessionEntry
from sessions_app.models import Kind

from . import fields
from .note_box import NoteField, WithNoteBox, language_field
from .parts import READ, give_hints

MET, NOT_MET = "met", "not_met"
BECAME = [(MET, _("We met")), (NOT_MET, _("We didn't connect"))]
NO_YES = _("A note can’t be kept before you two have talked about what stays private.")
READING = ("read_together", "not_read_because")
TYPED = ("minutes_other", "kinds", "text", "language", "rest_stays_between_us", *READING)


class DayCard(WithNoteBox):
    """Its fields carry the names of the log form, so that a draft begun here is finished there."""

    became = fields.chips(BECAME, label=_("What became of it?"))
    minutes_other = fields.other_length_field()
    kinds = forms.MultipleChoiceField(
        label=_("What was it?"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages={"invalid_choice": _("Please choose among the four kinds.")},
    )
    text = NoteField(rows=3, look="", label=_("What did you do together?"), required=False)
    language = language_field()
    rest_stays_between_us = forms.BooleanField(label=_("The rest stays between us"), required=False)
    read_together = fields.chips(READ, label=_("Did you read it together?"))
    not_read_because = LineField(label=_("Not today, because"), required=False)

    def __init__(self, data: Any = None, *, meeting: DayMeeting, user: User) -> None:
        self.meeting, self.user, self.entry = meeting, user, None
        self.is_saved = False
        self.left_out: list[str] = []
        super().__init__(data, prefix=str(meeting.session.pk), initial=_starting(meeting, user))
        self.speak(str(self["language"].value()))
        if not meeting.rule.keeps_words:
            del self.fields["rest_stays_between_us"]
            if not self.words:  # words that came along stay visible: nothing typed is lost
                del self.fields["text"], self.fields["language"]
        for name in READING:
            if name not in meeting.rule.allowed:
                del self.fields[name]
        if meeting.person is not None:
            give_hints(self, meeting.person)
        self.fields["kinds"].widget.attrs["data-optional"] = "kinds" not in meeting.rule.required
        for name in self.fields.keys() - {"became"}:
            self.fields[name].widget.attrs["data-shown-when"] = f"{self.add_prefix('became')}={MET}"
        if "not_read_because" in self.fields:
            shown = f"{self.add_prefix('read_together')}=not_today"
            self.fields["not_read_because"].widget.attrs["data-shown-when"] = shown

    @property
    def answer(self) -> str:
        """What was chosen: "" as long as nobody touched the card."""
        return str(self.data.get(self.add_prefix("became")) or "")

    @property
    def words(self) -> str:
        """What was typed, whether or not it may be kept."""
        return str(self.data.get(self.add_prefix("text")) or "").strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.answer == MET:
            self._tell(data)
            return data
        for name in TYPED:  # what isn't shown can't be wrong
            self.errors.pop(name, None)
        if not self.answer and self.has_changed() and any(data.get(name) for name in ("kinds", "text")):
            self.add_error("became", _("Please say whether you met."))
        return data

    def _tell(self, data: dict[str, Any]) -> None:
        if data.get("minutes_other") is None and "minutes_other" not in self.errors:
            self.add_error("minutes_other", _("Please write how many minutes."))
        self.entry = _entry(self.meeting, data, self.user)
        if self.entry.words and not self.meeting.has_consent:
            self.add_error("text", NO_YES)
        for problem in levels.problems(self.entry, self.meeting.level):
            if problem.field not in self.errors:
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)


def _language(meeting: DayMeeting, user: User) -> str:
    languages = (meeting.person.language if meeting.person else "", user.language)
    return next((code for code in languages if code in Language.values), Language.EN)


def _starting(meeting: DayMeeting, user: User) -> dict[str, Any]:
    """The length of the plan, and what was typed so far. Never a guess at what it was."""
    typed: dict[str, Any] = {name: meeting.draft[name] for name in TYPED if meeting.draft.get(name)}
    typed |= {name: values[-1] for name, values in typed.items() if name != "kinds"}
    return {"minutes_other": meeting.session.minutes, "language": _language(meeting, user)} | typed


def _entry(meeting: DayMeeting, data: dict[str, Any], user: User) -> SessionEntry:
    """As planned, but for what the card was told."""
    session = meeting.session
    start = local_time.from_stored(session.local_start)
    minutes = data.get("minutes_other") or 0
    read = data.get("read_together")
    entry = SessionEntry(
        local_start=start,
        fold=local_time.to_local(session.starts_at, session.time_zone).fold,
        minutes=minutes,
        ends_local=start + timedelta(minutes=minutes),
        way=session.way,
        place=session.place,
        kinds=tuple(data.get("kinds") or ()),
        text=data.get("text") or "",
        rest_stays_between_us=bool(data.get("rest_stays_between_us")),
        read_together=(read == "yes") if read else None,
        not_read_because=data.get("not_read_because") or "" if read == "not_today" else "",
        language=data.get("language") or _language(meeting, user),
    )
    return entry.only(meeting.rule.allowed | WORDS)
