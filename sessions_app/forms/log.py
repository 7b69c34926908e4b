"""The form of the main job. Which fields it has is decided by the level in force (levels.py)."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from peersupport.core import clock
from peersupport.core.templatetags.ui import meeting_time, minutes_words
from peersupport.core.text import LineField, TextField
from sessions_app import levels, local_time
from sessions_app.entry import ALWAYS, WORDS, SessionEntry
from sessions_app.models import (
    ChosenBy,
    HowWritten,
    Place,
    Tag,
    Way,
    WhoseStep,
    WhoWrote,
    WhyShared,
)
from sessions_app.queries import Desk, note_language

from . import fields
from .log_start import DAY, NOW, TODAY, planned, typed_so_far
from .note_box import NoteField, WithNoteBox, language_field
from .parts import (
    READ_ALOUD,
    Connecting,
    ReadTogether,
    Withholding,
    ask_what_it_says,
    give_hints,
    goals_field,
    kinds_field,
    offer_goals,
    prompts,
    says_field,
)

WHEN = [(NOW, _("just now")), (TODAY, _("earlier today")), (DAY, _("another day"))]
FOLDED = (
    "way",
    "place",
    "agenda",
    "agenda_by",
    "own_words",
    "own_words_by",
    "next_step",
    "next_step_whose",
    "shared_story",
    "why_shared",
    "goal_ids",
    "connection_id",
    "connection",
    "connection_state",
    "connection_with",
    "connection_on",
    "taken_along",
    "tags",
    "how_written",
    "withheld",
    "withheld_reason",
)
ON_TOP = (
    "key",
    "person",
    "opened_at",
    "kept_hints",
    "minutes",
    "minutes_other",
    "when",
    "start_date",
    "start_time",
    "end_time",
    "which_hour",
    "kinds",
    "text",
    "language",
    "says",
    "rest_stays_between_us",
)


class SessionForm(Connecting, ReadTogether, Withholding, WithNoteBox, fields.LocalStart):
    VERSION = 1
    field_order = (*ON_TOP, *FOLDED)

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)
    # Which hints the writer put away. It goes with the draft, and with the draft it goes.
    kept_hints = forms.CharField(widget=forms.HiddenInput, required=False)

    minutes = fields.length_field()
    minutes_other = fields.other_length_field()
    when = fields.chips(WHEN, label=_("When was it?"), clearable=False)
    start_date = fields.date_field(shown_when=f"when={DAY}")
    start_time = fields.time_field(shown_when=f"when={TODAY}|{DAY}", label=_("When did it start?"))
    end_time = fields.time_field(shown_when=f"when={TODAY}|{DAY}", label=_("When did it end?"))
    which_hour = fields.which_hour_field()

    kinds = kinds_field()
    text = NoteField(label=_("What did you do together?"), help_text=READ_ALOUD, required=False)
    rest_stays_between_us = forms.BooleanField(
        label=_("The rest stays between us"),
        help_text=_("What isn't written is a choice. Nobody will ask for it."),
        required=False,
    )
    way = fields.way_field()
    place = fields.place_field()
    agenda = LineField(label=_("What did you agree to talk about?"), required=False)
    agenda_by = fields.chips(ChosenBy.choices, label=_("Who chose it?"))
    own_words = TextField(
        label=_("In their words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ps-note"}),
    )
    own_words_by = fields.chips(WhoWrote.choices, label=_("Who wrote these words?"))
    shared_story = forms.BooleanField(
        label=_("I shared something from my own life"),
        help_text=_("Only that and why, never what."),
        required=False,
    )
    why_shared = fields.chips(WhyShared.choices, label=_("What was it for?"), shown_when="shared_story=on")
    next_step = LineField(label=_("What's next?"), required=False)
    next_step_whose = fields.chips(WhoseStep.choices, label=_("Whose step is it?"))
    taken_along = LineField(
        label=_("What did I take with me?"), help_text=_("They can read this too."), required=False
    )
    says = says_field()
    goal_ids = goals_field()
    tags = forms.MultipleChoiceField(
        label=_("What was it part of?"),
        choices=Tag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages=fields.CHOOSE,
    )
    how_written = fields.chips(HowWritten.choices, label=_("How was this written?"))
    language = language_field()

    def __init__(self, data: Any = None, *, desk: Desk, facts_only: bool = False, **kwargs: Any) -> None:
        self.desk, self.facts_only = desk, facts_only
        self.entry: SessionEntry | None = None
        super().__init__(data, initial=self._starting_values(desk) | kwargs.pop("initial", {}), **kwargs)
        rule = desk.rule
        for name in (WORDS | {"place", "agenda_by"}) - rule.allowed:
            if not self._carries(name):
                del self.fields[name]
        if not rule.keeps_words:
            del self.fields["language"], self.fields["kept_hints"]
            self.withhold_nothing()
        give_hints(self, desk.person)
        offer_goals(self, desk.goals)
        ask_what_it_says(self, desk.prompts)
        self.offer_connections(desk.connections)
        if "ends_local" not in rule.required:
            del self.fields["end_time"]
        self.speak(str(self["language"].value()) if "language" in self.fields else desk.user.language)
        if rule.keeps_words:
            self.fields["text"].widget.attrs["data-most"] = rule.most_letters
        if desk.asks_for_goal and not desk.prompts and "text" in self.fields:
            self.fields["text"].help_text = prompts()
        self.fields["kinds"].widget.attrs["data-optional"] = "kinds" not in rule.required

    def _carries(self, name: str) -> bool:
        """Words that came along stay visible even where they can't be kept: nothing typed is lost."""
        return bool(self.data.get(name) if self.is_bound else self.initial.get(name))

    @property
    def holds_words(self) -> bool:
        return any(self._carries(name) for name in WORDS)

    @classmethod
    def payload(cls, data: Any) -> dict[str, list[str]]:
        """What a draft keeps of a request: the known fields as they were typed."""
        return {name: data.getlist(name) for name in cls.base_fields if name in data}

    def _starting_values(self, desk: Desk) -> dict[str, Any]:
        start = {
            "key": desk.key,
            "person": desk.person.pk,
            "opened_at": clock.now().replace(second=0, microsecond=0).isoformat(),
            "when": TODAY if "ends_local" in desk.rule.required else NOW,
            "language": note_language(desk),
        }
        if desk.plan is not None:
            start |= planned(desk.plan)
        return start | typed_so_far(self.base_fields, desk)

    # --- what the page asks ---

    @property
    def shows(self) -> dict[str, bool]:
        """Fields that stand open at this level instead of under "Add more"."""
        return dict.fromkeys(self.desk.rule.unfolded & self.fields.keys(), True)

    @property
    def more(self) -> list[forms.BoundField]:
        """What is folded away: nothing in here is ever required."""
        folded = [name for name in FOLDED if name in self.fields and name not in self.shows]
        return [self[name] for name in folded if not (self.desk.plan and name in {"way", "place"})]

    @property
    def more_is_filled(self) -> bool:
        """Whether something stands in the fold that came from the person at the screen."""
        return any(self._carries(field.name) for field in self.more)

    @property
    def plan_is_open(self) -> bool:
        """A meeting brought forward can't take its time from the plan."""
        return self.desk.plan is not None and self.desk.plan.starts_at > clock.now()

    @property
    def in_one_line(self) -> str:
        """What the plan answers already, as the title of a fold that can be opened and changed."""
        plan = self.desk.plan
        if plan is None:
            return ""
        parts = [_("just now") if self.plan_is_open else meeting_time(plan.starts_at, plan.time_zone)]
        parts.append(minutes_words(plan.minutes))
        parts += [Way(plan.way).label] if plan.way else []
        parts += [Place(plan.place).label] if plan.place and "place" in self.fields else []
        return format_html("<span>{}</span>", format_html_join(" · ", "{}", ((part,) for part in parts)))

    # --- what was said ---

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        minutes, local, fold = self._length(data), *self._start(data)
        entry = SessionEntry(
            local_start=local.replace(fold=0),
            fold=fold,
            minutes=minutes or 0,
            ends_local=local.replace(fold=0) + timedelta(minutes=minutes or 0),
            **{name: value for name, value in self._answers(data) if name in self.fields},
        )
        self.entry = entry.only(self.desk.rule.allowed) if self.facts_only else entry
        for problem in levels.problems(self.entry, self.desk.level, has_goals=self.desk.has_goals):
            if problem.field in self.errors or (problem.field in WORDS and not self.desk.has_consent):
                continue
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
        return data

    def _answers(self, data: dict[str, Any]) -> Any:
        for name in SessionEntry.__dataclass_fields__.keys() - ALWAYS | {"language"}:
            yield name, data.get(name) or ""
        for name in ("kinds", "tags", "says", "goal_ids"):
            yield name, tuple(data.get(name) or ())
        yield "shared_story", bool(data.get("shared_story"))
        yield "why_shared", data.get("why_shared") or "" if data.get("shared_story") else ""
        yield "rest_stays_between_us", bool(data.get("rest_stays_between_us"))
        yield from self.read_answers(data).items()
        yield from self.connection_answers(data).items()

    def _length(self, data: dict[str, Any]) -> int | None:
        minutes = fields.length_of(data)
        start, end = data.get("start_time"), data.get("end_time")
        if start and end and data.get("when") in {TODAY, DAY}:
            told = fields.minutes_between(start, end)
            if minutes is not None and minutes != told:
                self.add_error("end_time", _("Start, end and length don't fit together. Which one is right?"))
            return told
        if minutes is None and not {"minutes", "minutes_other"} & self.errors.keys():
            self.add_error("minutes_other", _("Please write how many minutes."))
        return minutes

    def _start(self, data: dict[str, Any]) -> tuple[datetime, int]:
        """The wall-clock start and its fold; where it can't be told, an error stands at its field."""
        zone = self.desk.zone
        if (data.get("when") or NOW) == NOW:
            begun = fields.opened_at(data.get("opened_at")) - timedelta(minutes=fields.length_of(data) or 0)
            local = local_time.to_local(begun, zone).replace(second=0, microsecond=0)
            return local, local.fold
        day = clock.today(zone) if data["when"] == TODAY else data.get("start_date")
        local_or_none = self.put_together(day, data.get("start_time"))
        return self.settle(local_or_none, zone) if local_or_none else (datetime(2000, 1, 2), 0)  # noqa: DTZ001
