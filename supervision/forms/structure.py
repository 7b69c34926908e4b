"""An exception, who decides on a peer's work, and days away. The services decide; the forms know the shape."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.core.text import LineField
from peersupport.people.models import LinkException, SupervisionLink

CHOOSE_ONE = _("Please choose one.")
CHOOSING = {"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE}
DAY = {
    "required": _("Please give a day, such as 2026-11-20."),
    "invalid": _("Please give a day, such as 2026-11-20."),
}
KIND_HINTS = {
    "one_link": _("For example while you look for somebody."),
    "both_rooms": _("The two rooms belong to two people. Say why it can’t be so for a while."),
    "decides": _("The peer reads this beside every pulse and signal."),
}


def day_field(label: Any, *, required: bool, **more: Any) -> forms.DateField:
    attrs: dict[str, Any] = {"type": "date", "class": "ps-date"}
    if not required:
        attrs["data-optional"] = True
    widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)
    return forms.DateField(label=label, required=required, widget=widget, error_messages=DAY, **more)


class ExceptionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What does not hold for a while?"),
        choices=LinkException.Kind,
        widget=forms.RadioSelect(attrs={"hints": KIND_HINTS}),
        error_messages=CHOOSING,
    )
    supervisor = forms.ChoiceField(
        label=_("For whom?"),
        required=False,
        widget=forms.Select(attrs={"data-shown-when": "kind=both_rooms|decides"}),
        error_messages=CHOOSING,
    )
    reason = LineField(label=_("Why?"), most=200, help_text=_("In plain words. The peer reads it."))
    ends_on = day_field(_("Last day"), required=True, help_text=_("At most 180 days from now."))

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in colleagues}
        self.fields["supervisor"].choices = [("", _("choose")), *_names(colleagues)]  # type: ignore[attr-defined]

    def exception(self) -> dict[str, Any]:
        """What make_exception() takes."""
        said = self.cleaned_data
        return {**said, "supervisor": self.users.get(said["supervisor"])}


class DecidesForm(forms.Form):
    user = forms.ChoiceField(label=_("Who decides?"), error_messages=CHOOSING)

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in colleagues}
        self.fields["user"].choices = [("", _("choose")), *_names(colleagues)]  # type: ignore[attr-defined]

    def decides(self) -> dict[str, Any]:
        """What set_decides() takes."""
        return {"user": self.users[self.cleaned_data["user"]]}


class LeaveForm(forms.Form):
    """One choice names the supervisor and the way they look after peers."""

    supervisor = forms.ChoiceField(label=_("Who is away?"), error_messages=CHOOSING)
    stands_in = forms.ChoiceField(label=_("Who stands in?"), error_messages=CHOOSING)
    starts_on = day_field(_("First day"), required=True)
    ends_on = day_field(_("Last day"), required=True)

    def __init__(
        self,
        *args: Any,
        looks_after: list[tuple[User, str]],
        colleagues: list[User],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        self.users = {str(user.pk): user for user in [*colleagues, *(user for user, _kind in looks_after)]}
        self.fields["supervisor"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            *(
                (f"{kind}:{user.pk}", f"{user.name}, {SupervisionLink.Kind(kind).label}")
                for user, kind in looks_after
            ),
        ]
        self.fields["stands_in"].choices = [("", _("choose")), *_names(colleagues)]  # type: ignore[attr-defined]

    def leave(self) -> dict[str, Any]:
        """What arrange_leave() takes."""
        said = self.cleaned_data
        kind, _sep, supervisor = said["supervisor"].partition(":")
        return {
            "supervisor": self.users[supervisor],
            "kind": kind,
            "stands_in": self.users[said["stands_in"]],
            "starts_on": said["starts_on"],
            "ends_on": said["ends_on"],
        }


def _names(colleagues: list[User]) -> list[tuple[str, str]]:
    return [(str(user.pk), user.name) for user in colleagues]
