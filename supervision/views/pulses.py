"""How is peer support going: the taps of the peer and their senior peer supervisor, and the voices side by side."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.people.models import PeerSpecialist
from peersupport.people.supervising import pay_exception_of
from supervision import services
from supervision.forms.pulses import PulseForm
from supervision.models import PulseAnswer
from supervision.pulse_items import Voice, all_items, items_of_month, month_of
from supervision.queries import pulses as queries


def found(find: Callable[..., PeerSpecialist], *asked: Any) -> PeerSpecialist:
    """What a scope finds; 404 out of it."""
    try:
        return find(*asked)
    except PeerSpecialist.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
def pulse(request: HttpRequest) -> HttpResponse:
    """Five taps about this month, of the peer."""
    require(request, Permission.SEE_SUPERVISION)
    return _taps(request, found(queries.own_peer, request.user), Voice.PEER)


@require_http_methods(["GET", "POST"])
def pulse_long(request: HttpRequest) -> HttpResponse:
    """All sentences, in one month of each half-year, if the peer likes."""
    require(request, Permission.SEE_SUPERVISION)
    return _taps(request, found(queries.own_peer, request.user), Voice.PEER, is_long=True)


@require_http_methods(["GET", "POST"])
def pulse_of(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same five taps about one peer, of their senior peer supervisor."""
    require(request, Permission.SEE_SUPERVISION)
    return _taps(request, found(queries.peer_looked_after, pk, request.user), Voice.SENIOR)


@require_http_methods(["GET", "POST"])
def pulse_of_long(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All sentences about one peer, in one month of each half-year, if their senior peer supervisor likes."""
    require(request, Permission.SEE_SUPERVISION)
    return _taps(request, found(queries.peer_looked_after, pk, request.user), Voice.SENIOR, is_long=True)


def _taps(request: HttpRequest, peer: PeerSpecialist, voice: Voice, *, is_long: bool = False) -> HttpResponse:
    month = month_of(request.user.agency.today())
    before = queries.said_in(peer, voice, month, by=request.user)
    items = all_items() if is_long else items_of_month(month)
    data = request.POST if request.method == "POST" else None
    form = PulseForm(data, items=items, voice=voice, said=before.said, text=before.text)
    if form.is_valid():
        said = {"answers": form.answers(), "text": form.cleaned_data["text"]}
        try:
            services.save_pulse(peer=peer, is_long=is_long, by=request.user, **said)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Kept as you said it."))
            return redirect("supervision:fidelity")
    is_own = voice == Voice.PEER
    may_go_long = not is_long and queries.long_is_open(peer, voice, month)
    context = {"peer": peer, "month": month, "is_own": is_own, "is_long": is_long, "may_go_long": may_go_long}
    context["pay"] = pay_exception_of(request.user) if is_own and peer.pays else None
    return page(request, "supervision/pulse.html", context, form=form)


@require_GET
def voices(request: HttpRequest) -> HttpResponse:
    """The three voices about oneself."""
    require(request, Permission.SEE_SUPERVISION)
    return _voices(request, found(queries.own_peer, request.user))


@require_GET
def voices_of(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The three voices about one peer, for their senior peer supervisor."""
    require(request, Permission.SEE_SUPERVISION)
    return _voices(request, found(queries.peer_looked_after, pk, request.user))


def _voices(request: HttpRequest, peer: PeerSpecialist) -> HttpResponse:
    today = request.user.agency.today()
    is_own = peer.user_id == request.user.pk
    context = {
        "peer": peer,
        "is_own": is_own,
        "domains": queries.three_voices(peer, today),
        "words": queries.words_about(peer, by=request.user, today=today),
        "months": queries.own_months(peer) if is_own else [],
        "pay": pay_exception_of(request.user) if is_own and peer.pays else None,
    }
    return page(request, "supervision/voices.html", context)


@require_POST
def pulse_forget(request: HttpRequest, month: str) -> HttpResponse:
    """The peer deletes what they said in one month."""
    require(request, Permission.SEE_SUPERVISION)
    found(queries.own_peer, request.user)
    try:
        services.forget_pulse(month=date.fromisoformat(f"{month}-01"), by=request.user)
    except (ValueError, PulseAnswer.DoesNotExist):
        raise Http404 from None
    messages.success(request, _("Gone. Nothing of it is left."))
    return redirect(reverse("supervision:voices"))
