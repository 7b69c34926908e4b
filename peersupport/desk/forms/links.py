"""Who looks after one peer, in which of the two ways, and for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.people.models import SupervisionLink

from .common import CHOOSING, day_field


class LinkForm(forms.Form):
    """One choice names both: the colleague and the way."""

    who = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect, error_messages=CHOOSING)
    starts_on = day_field(label=_("First day"), help_text=_("Empty: today."))
    covers_for = forms.ChoiceField(label=_("Standing in for"), required=False, error_messages=CHOOSING)
    ends_on = day_field(label=_("Last day"))

    def __init__(
        self, *args: Any, supervisors: dict[str, list[User]], linked: list[SupervisionLink], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for users in supervisors.values() for user in users}
        self.users |= {str(link.supervisor_id): link.supervisor for link in linked}
        held = {(link.kind, link.supervisor_id) for link in linked if link.covers_for_id is None}
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (f"{kind}:{user.pk}", _named(user, kind))
            for kind, users in supervisors.items()
            for user in users
            if (kind, user.pk) not in held
        ]
        named = [
            (str(user), self.users[str(user)].name) for user in dict.fromkeys(user for _kind, user in held)
        ]
        self.fields["covers_for"].choices = [("", _("nobody, from now on")), *named]  # type: ignore[attr-defined]

    def link(self) -> dict[str, Any]:
        """What propose_link() takes."""
        said = self.cleaned_data
        kind, _sep, user = said["who"].partition(":")
        return {
            "kind": kind,
            "supervisor": self.users[user],
            "covers_for": self.users.get(said["covers_for"]),
            "starts_on": said["starts_on"],
            "ends_on": said["ends_on"],
        }


def _named(user: User, kind: str) -> str:
    return f"{user.name}, {SupervisionLink.Kind(kind).label}"
