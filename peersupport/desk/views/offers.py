"""The office asks two whether they walk together, or one to stand in for a while."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import Agency
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.people import services
from peersupport.people.forms import OfferForm
from peersupport.people.models import PeerSpecialist
from peersupport.people.supervising import standings
from peersupport.people.views.scope import back_to_person, person_in_reach

from .scope import sent


@require_http_methods(["GET", "POST"])
def pairing_offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_in_reach(request, pk)
    if not request.user.may(Permission.ARRANGE_PAIRINGS):
        raise PermissionDenied
    peers = (
        PeerSpecialist.objects.at_work_in(person.agency)
        .with_whether_askable(person)
        .select_related("user")
        .order_by("-is_askable", "user__name", "pk")
    )
    walking = PeerSpecialist.objects.walking_with(person).select_related("user")
    form = OfferForm(sent(request), peers=peers, walking=walking)
    if form.is_valid():
        wait_days = ConfidentialityPolicy.objects.wait_days_in(person.agency)
        try:
            services.offer_pairing(person=person, wait_days=wait_days, by=request.user, **form.offer())
            messages.success(request, _("Asked. It starts when both have said yes."))
            return back_to_person(request, person.pk)
        except DomainError as error:
            add_error(form, error)
    shown = {"person": person, "to_find": _to_find(person.agency, peers)}
    return page(request, "desk/pairing_offer.html", shown, form=form)


def _to_find(agency: Agency, peers: Iterable[PeerSpecialist]) -> list[tuple[str, str]]:
    """(peer, sentence) where a supervisor is still to be found. It is said, and holds nobody up."""
    listed = list(peers)
    found = standings(agency, listed)
    return [(peer.user.name, found[peer.pk].sentence) for peer in listed if found[peer.pk].missing]
