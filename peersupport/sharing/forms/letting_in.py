"""Who is let in, to what, why and until when: the shape of it. Services decide."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.rule import Audience
from peersupport.accounts.models import User
from peersupport.core.text import LineField
from peersupport.people import access
from peersupport.people.forms.pairings import PeersToAsk
from peersupport.people.services.granting import NOT_AVAILABLE
from peersupport.sharing.letting_in import CONTENT_WORDS

from .going_out import CHOOSING

WORDS = [(name, CONTENT_WORDS[name]) for name in ("narrative", "plan")]


class LetInForm(forms.Form):
    """By the person: somebody who works here, what they may read, and for how long."""

    user = forms.ChoiceField(label=_("Who?"), error_messages={**CHOOSING, "invalid_choice": NOT_AVAILABLE})
    contents = forms.MultipleChoiceField(
        label=_("What may they read?"),
        choices=WORDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what may be read.")},
    )
    ends_at = forms.DateField(
        label=_("Until when?"),
        help_text=_("The last day, within the next 90 days."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "ps-date"}),
        error_messages={
            "required": _("Choose an end within the next 90 days."),
            "invalid": _("Please give a day, such as 2026-11-20."),
        },
    )
    reason = LineField(
        label=_("Why?"),
        help_text=_("In a line. It stands beside their name, for everybody who may know of it."),
        error_messages={"required": _("Why? A few words are enough.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, colleagues: Mapping[User, list[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in colleagues}
        self.fields["user"].choices = self.named(colleagues)  # type: ignore[attr-defined]

    def named(self, colleagues: Mapping[User, list[Any]]) -> list[tuple[str, str]]:
        named = [
            (str(user.pk), f"{user.name}, {', '.join(map(str, said))}") for user, said in colleagues.items()
        ]
        return [("", _("Choose somebody")), *named]

    def said(self) -> dict[str, Any]:
        """With a note goes when it was: nobody reads one without the day."""
        said = self.cleaned_data
        more = {"facts"} if "narrative" in said["contents"] else set()
        return {
            "user": self.users[said["user"]],
            "contents": sorted({*said["contents"], *more}),
            "ends_on": said["ends_at"],
            "reason": said["reason"],
        }


class AskInForm(LetInForm):
    """By the office. Everybody stands there; who is not available has no reason beside their name."""

    user = forms.ChoiceField(
        label=_("Who?"), widget=PeersToAsk, error_messages={**CHOOSING, "invalid_choice": NOT_AVAILABLE}
    )
    contents = forms.MultipleChoiceField(
        label=_("What may they read?"),
        choices=[("facts", CONTENT_WORDS["facts"]), *WORDS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what may be read.")},
    )
    audience = forms.ChoiceField(
        label=_("As what?"),
        help_text=_("What the person said to this kind of reader holds: after a no, nothing written opens."),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSING,
    )
    field_order = ["user", "audience", "contents", "ends_at", "reason"]

    def __init__(self, *args: Any, unavailable: Collection[uuid.UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["user"].widget
        self.available = {pk for pk, user in self.users.items() if user.pk not in unavailable}
        choice.askable = self.available  # type: ignore[attr-defined]
        choice.attrs["hints"] = {pk: str(_("not available")) for pk in set(self.users) - self.available}

    def named(self, colleagues: Mapping[User, list[Any]]) -> list[tuple[str, str]]:
        return super().named(colleagues)[1:]

    def clean_user(self) -> str:
        chosen: str = self.cleaned_data["user"]
        if chosen not in self.available:
            raise forms.ValidationError(NOT_AVAILABLE)
        return chosen

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        user = self.users.get(said.get("user", ""))
        if user is not None and "audience" in said and said["audience"] not in access.audiences_of(user):
            self.add_error("audience", _("Choose one of their tasks here, or the person on call."))
        return said

    def said(self) -> dict[str, Any]:
        return super().said() | {"audience": self.cleaned_data["audience"]}
