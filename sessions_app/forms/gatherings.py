"""Who came? A number, names, or both."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.core.templatetags.ui import meeting_time, minutes_words
from peersupport.core.text import TextField
from sessions_app import local_time
from sessions_app.attendees import Known
from sessions_app.gathering_entry import MOST_PEOPLE, GatheringEntry
from sessions_app.models import Group, Kind, SupportSession, Way
from sessions_app.naming import Found

from . import fields
from .log import DAY, NOW, TODAY, WHEN
from .parts import KIND_HINTS

CHIPS = 12
MORE = "more"
COUNTS = [*((str(number), str(number)) for number in range(1, CHIPS + 1)), (MORE, _("more"))]
MOST_NOT_NAMES = 50
NUMBER = {
    "invalid": _("Please write a whole number, such as 15."),
    "min_value": _("Please check the number."),
    "max_value": _("Please check the number."),
}


class PeopleField(forms.MultipleChoiceField):
    """Those who may be named today; of a form sent once more also those it named then, without showing them."""

    were_named: frozenset[str] = frozenset()

    def valid_value(self, value: str) -> bool:
        return value in self.were_named or super().valid_value(value)


class GatheringForm(fields.LocalStart):
    """Who came? A number is enough."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)

    count = fields.chips(COUNTS, label=_("How many came?"), help_text=_("Everybody, named or not"))
    count_more = forms.IntegerField(
        label=_("How many exactly?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages=NUMBER,
        widget=forms.NumberInput(
            attrs={"class": "ps-short", "inputmode": "numeric", "data-shown-when": f"count={MORE}"}
        ),
    )
    people = PeopleField(
        label=_("Who, if they are fine with being named?"),
        help_text=_("Nobody has to be. Each of them sees only that they were there themselves."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages={"invalid_choice": _("One of these names can't be kept now.")},
    )
    minutes = fields.length_field()
    minutes_other = fields.other_length_field()
    when = fields.chips(WHEN, label=_("When was it?"), clearable=False)
    start_date = fields.date_field(shown_when=f"when={DAY}")
    start_time = fields.time_field(shown_when=f"when={TODAY}|{DAY}", label=_("When did it start?"))
    which_hour = fields.which_hour_field()
    kinds = forms.MultipleChoiceField(
        label=_("What was it?"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(
            attrs={"data-look": "tiles", "hints": KIND_HINTS, "data-optional": True}
        ),
        error_messages={"invalid_choice": _("Please choose among the four kinds.")},
    )
    way = fields.way_field()
    agreement_read = forms.BooleanField(
        label=_("We read the group agreement aloud at the start"),
        help_text=_("It takes the place of a conversation with each one."),
        required=False,
    )
    text = TextField(
        label=_("A few lines about the group"),
        help_text=_("What you all did. About nobody, and with nobody's name."),
        required=False,
        widget=forms.Textarea(
            attrs={
                "class": "ps-note",
                "rows": 3,
                "autocomplete": "off",
                "data-shown-when": "agreement_read=on",
            }
        ),
    )
    not_names = forms.MultipleChoiceField(
        label=_("Is it a name?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Any = None,
        *,
        group: Group,
        known: Iterable[Known],
        plan: SupportSession | None = None,
        last: SupportSession | None = None,
        were_named: Collection[UUID] = (),
        **kwargs: Any,
    ) -> None:
        self.group, self.plan = group, plan
        known = list(known)
        self.names_known = json.dumps([one.name for one in known], ensure_ascii=False)
        self.entry: GatheringEntry | None = None
        start = self._starting_values(plan, last) | kwargs.pop("initial", {})
        super().__init__(data, initial=start, **kwargs)
        named = [(str(one.person_id), one.name) for one in known if one.may_be_named]
        self.fields["people"].choices = named  # type: ignore[attr-defined]
        self.fields["people"].were_named = frozenset(map(str, were_named))  # type: ignore[attr-defined]
        kept = data.getlist("not_names")[:MOST_NOT_NAMES] if isinstance(data, MultiValueDict) else []
        self.fields["not_names"].choices = [(key, key) for key in kept]  # type: ignore[attr-defined]
        if not named and not were_named:
            del self.fields["people"]
        if not kept:
            del self.fields["not_names"]
        if group.program.level == Program.Level.NONE:
            for name in ("people", "agreement_read", "text", "not_names"):
                self.fields.pop(name, None)

    def _starting_values(self, plan: SupportSession | None, last: SupportSession | None) -> dict[str, Any]:
        """From the plan, else as long as last time; the number always starts empty."""
        like = plan or last
        start = {
            "opened_at": clock.now().replace(second=0, microsecond=0).isoformat(),
            "when": NOW,
            "way": like.way if like else "",
        } | fields.length_initial(like.minutes if like else 60)
        if plan is None or plan.starts_at > clock.now():
            return start
        local = local_time.from_stored(plan.local_start)
        fold = local_time.to_local(plan.starts_at, plan.time_zone).fold
        planned = {"start_date": local.date(), "start_time": local.time(), "which_hour": str(fold)}
        return start | planned | {"when": DAY}

    @property
    def in_one_line(self) -> str:
        """When and how long, as far as it is known already: the title of a fold that can be opened and changed."""
        minutes = fields.length_of(self.initial) or 0
        is_past = self.initial["when"] == DAY and self.plan is not None
        at = (
            meeting_time(self.plan.starts_at, self.plan.time_zone)
            if is_past and self.plan
            else capfirst(_("just now"))
        )
        parts = [at, minutes_words(minutes)]
        if self.initial["way"]:
            parts.append(Way(self.initial["way"]).label)
        return format_html("<span>{}</span>", format_html_join(" · ", "{}", ((part,) for part in parts)))

    @property
    def more_is_filled(self) -> bool:
        """Whether something stands in the fold that came from the person at the screen."""
        names = ("kinds", "agreement_read", "text", "not_names")
        return any(self.data.get(name) for name in names if name in self.fields)

    def offer(self, words: Iterable[Found]) -> None:
        """Ask about each word that was found whether it is a name; what was said not to be one stays said."""
        kept = self.fields.get("not_names")
        said = [key for key, _label in kept.choices] if kept else []  # type: ignore[attr-defined]
        asked = {word.key: word.text for word in words}
        sentence = _("“%(word)s” is not anybody's name here")
        choices = [(key, sentence % {"word": asked.get(key, key)}) for key in [*said, *asked]]
        self.fields["not_names"] = forms.MultipleChoiceField(
            label=_("Is it a name?"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        minutes = fields.length_of(data)
        if minutes is None and not {"minutes", "minutes_other"} & self.errors.keys():
            self.add_error("minutes_other", _("Please write how many minutes."))
        count = data.get("count_more") if data.get("count") == MORE else int(data.get("count") or 0) or None
        if data.get("count") == MORE and count is None and "count_more" not in self.errors:
            self.add_error("count_more", _("Please write the number."))
        local, fold = self._start(data, minutes or 0)
        self.entry = GatheringEntry(
            local_start=local.replace(fold=0),
            fold=fold,
            minutes=minutes or 0,
            count=count,
            people=tuple(forms.UUIDField().clean(pk) for pk in data.get("people") or ()),
            way=data.get("way") or "",
            kinds=tuple(data.get("kinds") or ()),
            agreement_read=bool(data.get("agreement_read")),
            text=data.get("text") or "",
            not_names=frozenset(data.get("not_names") or ()),
        )
        return data

    def _start(self, data: dict[str, Any], minutes: int) -> tuple[datetime, int]:
        zone = self.group.program.time_zone
        if (data.get("when") or NOW) == NOW:
            begun = fields.opened_at(data.get("opened_at")) - timedelta(minutes=minutes)
            local = local_time.to_local(begun, zone).replace(second=0, microsecond=0)
            return local, local.fold
        day = clock.today(zone) if data["when"] == TODAY else data.get("start_date")
        wanted = self.put_together(day, data.get("start_time"))
        return self.settle(wanted, zone) if wanted else (datetime(2000, 1, 2), 0)  # noqa: DTZ001
