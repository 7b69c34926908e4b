"""Shape of what is said about a meeting of one of the rooms: with whom, when, how long, what to talk about."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.core.text import TextField
from peersupport.people.models import PeerSpecialist
from sessions_app.forms import fields
from supervision.models import SharedLine
from supervision.rooms import Room

LETTERS, ANSWER_LETTERS = 500, 2000


class WhoForm(forms.Form):
    """With whom: a supervisor of mine, or peers I look after, or peers of my circle."""

    def __init__(
        self, *args: Any, user: User, supervisors: list[User], peers: list[PeerSpecialist], circle: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.user, self.circle = user, circle
        self.supervisors = {f"s-{one.pk}": one for one in supervisors}
        self.peers = {f"p-{one.pk}": one for one in peers}
        choices = [(key, one.name) for key, one in self.supervisors.items()]
        choices += [(key, one.user.name) for key, one in self.peers.items()]
        several = bool(peers)
        kind: Any = forms.MultipleChoiceField if several else forms.ChoiceField
        widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
        self.fields["peers"] = kind(
            label=_("With whom?"), choices=choices, widget=widget, error_messages=fields.CHOOSE
        )
        if len(choices) == 1:
            self.fields["peers"].initial = [choices[0][0]] if several else choices[0][0]
        self.order_fields(["peers"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = data.get("peers") or []
        chosen = [chosen] if isinstance(chosen, str) else chosen
        bosses = [self.supervisors[key] for key in chosen if key in self.supervisors]
        others = [self.peers[key] for key in chosen if key in self.peers]
        if bosses and (others or len(bosses) > 1):
            self.add_error("peers", _("Choose your supervisor, or peers you look after: not both at once."))
        self.met_with = (bosses, others)
        return data

    def who(self) -> dict[str, Any]:
        """peers, supervisor and form, as the services take them."""
        bosses, others = self.met_with
        own = list(PeerSpecialist.objects.filter(user=self.user)) if bosses or self.circle else []
        supervisor = None if self.circle else bosses[0] if bosses else self.user
        form = "group" if len(own + others) > 1 else self.cleaned_data.get("form") or "individual"
        return {"peers": own + others, "supervisor": supervisor, "form": form}

    def ask_form(self, room: Room) -> None:
        """Two of three forms are told apart by asking; several peers are seen by their number."""
        if self.circle:
            del self.fields["form"]
            return
        shown = [choice for choice in room.meetings.Form.choices if choice[0] != "group"]
        self.fields["form"].choices = shown


def form_field() -> forms.ChoiceField:
    return fields.chips([], label=_("How?"), initial="individual", clearable=False)


class PlanForm(WhoForm, fields.LocalStart):
    start_date = fields.date_field()
    start_time = fields.time_field()
    which_hour = fields.which_hour_field()
    form = form_field()

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_form(room)
        self.fields["which_hour"].widget.attrs["data-optional"] = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        local = self.put_together(data.get("start_date"), data.get("start_time"))
        self.start: tuple[datetime, int] | None = None
        if local is not None:
            self.start = self.settle(local, self.user.agency.time_zone)
        return data

    def said(self) -> dict[str, Any]:
        local, fold = self.start or (None, 0)
        return {**self.who(), "local_start": local, "fold": fold}


class HeldForm(forms.Form):
    """We met: the length is asked, the day is today unless somebody says otherwise."""

    minutes = fields.length_field()
    minutes_other = fields.other_length_field()
    held_on = fields.date_field()
    functions = forms.MultipleChoiceField(
        label=_("What was it for?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips", "data-optional": True}),
        error_messages=fields.CHOOSE,
    )

    def __init__(self, *args: Any, room: Room, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = today
        self.fields["functions"].choices = room.meetings.Function.choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("held_on") is None and "held_on" not in self.errors:
            self.add_error("held_on", _("Please choose the day."))
        length = fields.length_of(data)
        if length is None and not {"minutes", "minutes_other"} & set(self.errors):
            self.add_error("minutes_other", _("Please write a whole number, such as 75."))
        return data

    def held(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "held_on": data["held_on"],
            "minutes": fields.length_of(data),
            "functions": data["functions"],
        }


class MetForm(WhoForm, HeldForm):
    """We met, and nobody had planned it."""

    form = form_field()

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, room=room, **kwargs)
        self.ask_form(room)

    def said(self) -> dict[str, Any]:
        return {**self.who(), **self.held()}


class LineForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Add a line"),
        initial="agenda",
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=fields.CHOOSE,
    )
    text = TextField(
        label=_("In your words"),
        most=LETTERS,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    whose = fields.chips([], label=_("Who does it?"), shown_when="kind=to_do", clearable=False)
    due_on = fields.date_field(label=_("By when?"), shown_when="kind=to_do")

    def __init__(self, *args: Any, room: Room, people: list[User], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["kind"].choices = room.lines.Kind.choices
        self.fields["whose"].choices = [
            (key, _("me") if one.pk == user.pk else one.name) for key, one in self.people.items()
        ]
        self.fields["whose"].initial = str(user.pk)
        self.fields["due_on"].widget.attrs["data-optional"] = True

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        task = data["kind"] == "to_do"
        return {
            "kind": data["kind"],
            "text": data["text"],
            "whose": self.people.get(data["whose"]) if task else None,
            "due_on": data["due_on"] if task else None,
        }


class ShareForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Who may read this line?"),
        choices=SharedLine.Audience.choices,
        widget=forms.RadioSelect,
        error_messages=fields.CHOOSE,
    )


class AnswerForm(forms.Form):
    text = TextField(
        label=_("What I want to remember"),
        help_text=_("Only you can read it, with a key of your own."),
        most=ANSWER_LETTERS,
        widget=forms.Textarea(attrs={"class": "ps-note", "rows": 3}),
    )
