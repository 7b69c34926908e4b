"""Finding people: filters as ids and codes, search by name."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.text import LineField


class PeopleFilterForm(forms.Form):
    """What the list shows, as ids and codes only. A value nobody offers counts as not chosen."""

    who = forms.ChoiceField(
        label=_("Who"), required=False, widget=forms.RadioSelect(attrs={"data-look": "chips"})
    )
    program = forms.ChoiceField(label=_("Program"), required=False)

    def __init__(self, data: Mapping[str, str], *, user: User, programs: Iterable[Program]) -> None:
        whom = [("all", _("all I may see"))]
        if Role.PEER in user.roles:
            whom = [("me", _("walking with me")), *whom]
        if user.may(Permission.ARRANGE_PAIRINGS):
            whom.append(("office", _("waiting for the office")))
        named = [("", _("all programs")), *((str(program.pk), program.name) for program in programs)]
        self.chosen = {"who": _offered(data, "who", whom), "program": _offered(data, "program", named)}
        super().__init__(initial=self.chosen)
        self._choose("who", whom, fewest=2)
        self._choose("program", named, fewest=3)

    @property
    def active(self) -> list[dict[str, Any]]:
        """What differs from the first choice, each with the address that stops showing only that."""
        chips = []
        for name, field in self.fields.items():
            choices = dict(field.choices)  # type: ignore[attr-defined]
            if self.chosen[name] != next(iter(choices)):
                rest = {other: value for other, value in self.chosen.items() if other != name and value}
                chips.append({"label": choices[self.chosen[name]], "url": f"?{urlencode(rest)}"})
        return chips

    def _choose(self, name: str, choices: list[tuple[str, Any]], *, fewest: int) -> None:
        """A question with one possible answer is not asked."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        if len(choices) < fewest:
            del self.fields[name]


def _offered(data: Mapping[str, str], name: str, choices: list[tuple[str, Any]]) -> str:
    value = data.get(name)
    return value if value in dict(choices) and value is not None else choices[0][0]


class SearchForm(forms.Form):
    q = LineField(
        label=_("Find by name"),
        most=80,
        error_messages={"required": _("Type the beginning of a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
    )
