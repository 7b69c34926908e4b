"""A question where the two supervisors differ, and how one of the three sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField
from peersupport.people.models import PeerSpecialist
from supervision.models import Difference

from .structure import CHOOSING

LETTERS = 2000


class VoiceForm(forms.Form):
    words = TextField(
        label=_("How I see it"), most=LETTERS, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("No names of people you walk with."),
    )  # fmt: skip


class DifferenceForm(VoiceForm):
    peer = forms.ChoiceField(label=_("Whose work is it about?"), error_messages=CHOOSING)
    question = LineField(label=_("The question, in one sentence"), most=200)
    remit = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("It stays there: nobody can move it to the other one."),
        choices=Difference.Remit,
        widget=forms.RadioSelect,
        error_messages=CHOOSING,
    )
    field_order = ("peer", "question", "remit", "words")

    def __init__(self, *args: Any, peers: list[PeerSpecialist], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.peers = {str(peer.pk): peer for peer in peers}
        self.fields["peer"].choices = [(str(peer.pk), peer.user.name) for peer in peers]  # type: ignore[attr-defined]
        if len(peers) == 1:
            self.fields["peer"].widget = forms.HiddenInput()
            self.fields["peer"].initial = str(peers[0].pk)

    def difference(self) -> dict[str, Any]:
        """What raise_difference() takes."""
        return {**self.cleaned_data, "peer": self.peers[self.cleaned_data["peer"]]}
