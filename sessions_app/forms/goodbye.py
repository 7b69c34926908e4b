"""The page that two make together when they say goodbye."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import TextField
from peersupport.people.forms import GoodbyeForm

MOST = 1000


def _box(label: Any, help_text: Any) -> TextField:
    return TextField(
        label=label, help_text=help_text, most=MOST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class GoodbyePageForm(GoodbyeForm):
    lasting = forms.MultipleChoiceField(
        label=_("What you found and are part of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stays = _box(_("What stays"), _("Groups, places and people you found together. Steps that go on."))
    they_take = _box(_("What they take along"), _("In their words."))
    peer_takes = _box(_("What I take along"), _("In yours."))
    way_back = _box(_("How to come back"), _("A call or a word to anybody here is enough."))
    field_order = ("lasting", "stays", "they_take", "peer_takes", "way_back", "reason")

    def __init__(self, *args: Any, lasting: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {str(number): text for number, text in enumerate(lasting)}
        if lasting:
            self.fields["lasting"].choices = list(self.texts.items())  # type: ignore[attr-defined]
        else:
            del self.fields["lasting"]

    def words(self) -> dict[str, str]:
        """What write_goodbye() takes: the ticked ones are lines of what stays."""
        said = dict(self.cleaned_data)
        ticked = [self.texts[number] for number in said.pop("lasting", [])]
        said["stays"] = "\n".join([*ticked, *filter(None, [said["stays"]])])
        return said
