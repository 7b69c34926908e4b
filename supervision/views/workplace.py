"""The fidelity page, which the house leads: what peers say about working here, and what the house answers."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from supervision import services
from supervision.forms.pulses import ReplyForm, WorkplaceForm
from supervision.pulse_items import Voice, half_of, workplace_items
from supervision.queries import pulses, workplace

from .off_role import house_hints
from .pulses import found


@require_GET
def fidelity(request: HttpRequest) -> HttpResponse:
    """First how the house treats its peers, for all who work here; then the pulses that this reader has a part in."""
    require(request, Permission.SEE_SUPERVISION)
    today = request.user.agency.today()
    context = {
        "rounds": workplace.rounds(request.user),
        "is_peer": Role.PEER in request.user.roles,
        "is_office": request.user.may(Permission.RUN_HOUSE),
        "is_asked": workplace.is_asked(today),
        "next_round": workplace.next_round(today),
        "peers": pulses.looked_after(request.user),
        "today": today,
    }
    return page(request, "supervision/fidelity.html", context)


@require_http_methods(["GET", "POST"])
def workplace_taps(request: HttpRequest) -> HttpResponse:
    """Five taps about working here, of a peer."""
    require(request, Permission.SEE_SUPERVISION)
    peer = found(pulses.own_peer, request.user)
    today = peer.agency.today()
    form = WorkplaceForm(
        request.POST if request.method == "POST" else None, items=workplace_items(), voice=Voice.PEER
    )
    if form.is_valid():
        services.answer_workplace(answers=form.answers(), by=request.user)
        messages.success(request, _("Kept, without your name."))
        return redirect("supervision:fidelity")
    context = {
        "is_open": workplace.my_turn_is_open(peer, today),
        "is_asked": workplace.is_asked(today),
        "next_round": workplace.next_round(today),
    }
    return page(request, "supervision/workplace.html", context, form=form)


@require_http_methods(["GET", "POST"])
def workplace_reply(request: HttpRequest, half: str) -> HttpResponse:
    """The office answers a round, in writing."""
    require(request, Permission.RUN_HOUSE)
    try:
        begins = date.fromisoformat(half)
    except ValueError:
        raise Http404 from None
    asked = next(
        (one for one in workplace.rounds(request.user) if one.begins == begins and one.has_words), None
    )
    if asked is None or begins != half_of(begins):
        raise Http404
    context = {"round": asked, "hints": house_hints(request)}
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.reply_to_workplace(begins=begins, text=form.cleaned_data["text"], by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Answered. All who work here can read it."))
            return redirect("supervision:fidelity")
    return page(request, "supervision/workplace_reply.html", context, form=form)
