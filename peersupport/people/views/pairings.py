import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import page
from peersupport.people import languages, services
from peersupport.people.forms import GoodbyeForm, NotNowForm, RhythmForm
from peersupport.people.models import Pairing

from .scope import back_to_person, pairing_asking, pairing_to_change, sent


@require_GET
def pairing_asked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody would like to walk with this peer: who they are by their chosen name, and not a word more."""
    pairing = pairing_asking(request, pk)
    context = {"pairing": pairing, "spoken": languages.names([pairing.person.language])}
    return page(request, "people/pairing_asked.html", context)


@require_POST
def pairing_yes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.peer_says_yes, _("Your yes is written down."))


@require_POST
def pairing_their_yes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.record_persons_yes, _("Their yes is written down."))


@require_http_methods(["GET", "POST"])
def pairing_decline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Not now, to an offer, a wish or somebody who would like to come back; kind words go along if wanted."""
    pairing = pairing_to_change(request, pk)
    asks_back = pairing.state == Pairing.State.ENDED and pairing.back_asked_at is not None
    if pairing.state != Pairing.State.OFFERED and not asks_back:
        raise WrongState(_("There is no open question here any more."))
    form = NotNowForm(sent(request))
    if form.is_valid():
        decline = services.answer_back_not_now if asks_back else services.decline_pairing
        decline(pairing=pairing, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Not now. That is fine."))
        return back_to_person(request, pairing.person_id)
    is_mine = pairing.peer.user_id == request.user.pk
    is_read = is_mine and (asks_back or pairing.person_yes_at is not None)
    context = {"pairing": pairing, "is_mine": is_mine, "is_read": is_read}
    return page(request, "people/pairing_decline.html", context, form=form)


@require_POST
def pairing_welcome(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The peer's yes to somebody who would like to come back."""
    return _act(
        request, pk, services.welcome_back, _("You walk together again. Nothing has to be told anew.")
    )


@require_POST
def pairing_return(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The person said that they are back, and their peer writes it down."""
    return _act(
        request, pk, services.record_return, _("You walk together again. The office takes note of it.")
    )


@require_POST
def pairing_return_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.confirm_return, _("Confirmed."))


@require_POST
def pairing_return_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.undo_return, _("Undone. They do not walk together at the moment."))


@require_POST
def pairing_pause(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    undo = reverse("people:pairing_resume", args=[pk])
    return _act(request, pk, services.pause_pairing, _("You are taking a break."), undo=undo)


@require_POST
def pairing_resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    resume = partial(services.resume_pairing, their_yes="their_yes" in request.POST)
    return _act(request, pk, resume, _("You are walking together again."))


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
