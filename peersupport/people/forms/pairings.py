"""Two who walk together: the offer, the rhythm, the goodbye."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.people import languages
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.services.walk_states import NOT_AVAILABLE

from .common import CHOOSE_ONE, DAY_ODD, day_input


class PeersToAsk(forms.RadioSelect):
    """Everybody stands there; whoever cannot be asked for this person cannot be chosen."""

    askable: Collection[str] = ()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["disabled"] = str(value) not in self.askable
        return option


class OfferForm(forms.Form):
    """Who might walk with this person; with a last day it is standing in for somebody."""

    peer = forms.ChoiceField(
        label=_("Who could walk with them?"),
        widget=PeersToAsk,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": NOT_AVAILABLE},
    )
    covers_for = forms.ChoiceField(label=_("Standing in for"), required=False)
    ends_on = forms.DateField(
        label=_("Last day of standing in"),
        required=False,
        widget=day_input(),
        error_messages={"invalid": DAY_ODD},
    )

    def __init__(
        self, *args: Any, peers: Iterable[PeerSpecialist], walking: Iterable[PeerSpecialist], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        peers, walking = list(peers), list(walking)
        self.peers = {str(peer.pk): peer for peer in [*peers, *walking]}
        self.fields["peer"].choices = [(str(peer.pk), peer.user.name) for peer in peers]  # type: ignore[attr-defined]
        choice = self.fields["peer"].widget
        choice.attrs["hints"] = {str(peer.pk): self._hint(peer) for peer in peers}
        choice.askable = self.askable = {str(peer.pk) for peer in peers if peer.is_askable}  # type: ignore[attr-defined]
        if walking:
            nobody = ("", _("nobody, they walk together themselves"))
            named = [(str(peer.pk), peer.user.name) for peer in walking]
            self.fields["covers_for"].choices = [nobody, *named]  # type: ignore[attr-defined]
        else:
            del self.fields["covers_for"], self.fields["ends_on"]

    @staticmethod
    def _hint(peer: PeerSpecialist) -> str:
        if not peer.is_askable:  # type: ignore[attr-defined]
            return str(_("not available"))
        return ", ".join(languages.names(peer.languages))

    def clean_peer(self) -> str:
        chosen: str = self.cleaned_data["peer"]
        if chosen not in self.askable:
            raise forms.ValidationError(NOT_AVAILABLE)
        return chosen

    def offer(self) -> dict[str, Any]:
        """What offer_pairing() takes."""
        chosen = self.cleaned_data
        return {
            "peer": self.peers[chosen["peer"]],
            "covers_for": self.peers.get(chosen.get("covers_for") or ""),
            "ends_on": chosen.get("ends_on"),
        }


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often do we mean to meet?"),
        choices=[("", _("not said")), *SupportedPerson.Rhythm.choices],
        required=False,
        error_messages={"invalid_choice": CHOOSE_ONE},
    )


class NotNowForm(forms.Form):
    """Kind words that may go with a "not now". Saying nothing more is the first choice."""

    words = forms.ChoiceField(
        label=_("Would you like to add something?"),
        choices=[("", _("Nothing more")), *Pairing.KindWords.choices],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": CHOOSE_ONE},
    )


class GoodbyeForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("How does it go on?"),
        choices=[
            (Pairing.End.GOODBYE, _("We say goodbye for now")),
            (Pairing.End.OTHER_PEER, _("They go on with another peer")),
        ],
        initial=Pairing.End.GOODBYE,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )
