import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import add_error, page
from peersupport.people import services
from peersupport.people.forms import GoodbyeForm, OfferForm, RhythmForm
from peersupport.people.models import Pairing, PeerSpecialist

from .scope import back_to_person, pairing_to_change, person_in_reach, sent


@require_http_methods(["GET", "POST"])
def pairing_offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_in_reach(request, pk)
    if not request.user.may(Permission.ARRANGE_PAIRINGS):
        raise PermissionDenied
    peers = (
        PeerSpecialist.objects.available_for(person)
        .select_related("user")
        .order_by("-has_room", "user__name")
    )
    walking = PeerSpecialist.objects.walking_with(person).select_related("user")
    form = OfferForm(sent(request), peers=peers, walking=walking)
    if form.is_valid():
        try:
            services.offer_pairing(person=person, by=request.user, **form.offer())
            messages.success(request, _("Asked. It starts when both have said yes."))
            return back_to_person(request, person.pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "people/pairing_offer.html", {"person": person}, form=form)


@require_POST
def pairing_yes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.peer_says_yes, _("Your yes is written down."))


@require_POST
def pairing_their_yes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.record_persons_yes, _("Their yes is written down."))


@require_POST
def pairing_decline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.decline_pairing, _("Not now. That is fine."))


@require_POST
def pairing_pause(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    undo = reverse("people:pairing_resume", args=[pk])
    return _act(request, pk, services.pause_pairing, _("You are taking a break."), undo=undo)


@require_POST
def pairing_resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.resume_pairing, _("You are walking together again."))


@require_POST
def pairing_rhythm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    pairing = pairing_to_change(request, pk)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return page(request, "people/pairing_rhythm.html", {"pairing": pairing}, form=form)
    services.set_rhythm(pairing=pairing, rhythm=form.cleaned_data["rhythm"], by=request.user)
    messages.success(request, _("Saved."))
    return back_to_person(request, pairing.person_id)


@require_http_methods(["GET", "POST"])
def pairing_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    pairing = pairing_to_change(request, pk)
    if pairing.state not in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
        raise WrongState(_("You are not walking together at the moment."))
    form = GoodbyeForm(sent(request))
    if form.is_valid():
        services.end_pairing(pairing=pairing, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("You said goodbye for now. The door stays open."))
        return back_to_person(request, pairing.person_id)
    return page(request, "people/pairing_end.html", {"pairing": pairing, "person": pairing.person}, form=form)


def _act(
    request: HttpRequest, pk: uuid.UUID, service: Callable[..., Pairing], done: str, *, undo: str = ""
) -> HttpResponse:
    """One tap on one pairing. What the service refuses stands above the page the tap came from."""
    pairing = pairing_to_change(request, pk)
    try:
        service(pairing=pairing, by=request.user)
    except (NotAllowed, WrongState):
        raise
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done, extra_tags=f"undo:{undo}" if undo else "")
    return back_to_person(request, pairing.person_id)
