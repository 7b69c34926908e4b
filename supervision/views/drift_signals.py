"""What changes around a peer's work: they see it first, then their senior peer supervisor; what moved for all, all."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.http import add_error, page, require
from peersupport.people.supervising import pay_exception_of
from supervision import services
from supervision.forms.drift_signals import MovementAnswerForm, SignalAnswerForm
from supervision.models import CommonMovement, DriftSignal
from supervision.queries.drift_signals import READERS, shown_movement, shown_signal, signal_of, signals_page

from .off_role import house_hints


def reader(request: HttpRequest) -> User:
    """Peers, senior peer supervisors and the office; for the clinical line there is no such page."""
    require(request, Permission.SEE_SUPERVISION)
    if not READERS & set(request.user.roles):  # type: ignore[union-attr]
        raise Http404
    return request.user  # type: ignore[return-value]


def signal_or_404(request: HttpRequest, pk: UUID) -> DriftSignal:
    try:
        return signal_of(reader(request), pk)
    except DriftSignal.DoesNotExist:
        raise Http404 from None


def pay_of(user: User) -> str | None:
    """What a peer has to know: their senior peer supervisor also decides on their pay."""
    return pay_exception_of(user) if Role.PEER in user.roles else None


def act(request: HttpRequest, pk: UUID, service: Callable[..., Any]) -> DriftSignal:
    """A service on a signal this reader may act on; else there is no such signal."""
    signal = signal_or_404(request, pk)
    try:
        service(signal=signal, by=request.user)
    except DriftSignal.DoesNotExist:
        raise Http404 from None
    return signal


@require_safe
def signal_list(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    return render(request, "supervision/signals.html", {"page": signals_page(user), "pay": pay_of(user)})


@require_http_methods(["GET", "POST"])
def signal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One signal with its chart. What the peer writes is their answer."""
    found, user = signal_or_404(request, pk), reader(request)
    is_own = found.peer.user_id == user.pk
    if not is_own:
        return _seen_by_senior(request, found)
    form = SignalAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer_signal(signal=found, text=form.cleaned_data["text"], by=user)
        except DomainError as error:
            add_error(form, error)
        else:
            undo = reverse("supervision:signal_take_back", args=[pk])
            messages.success(
                request, _("Saved. Your senior peer supervisor can read it."), extra_tags=f"undo:{undo}"
            )
            return redirect("supervision:signal", pk)
    shown = shown_signal(signal_of(user, pk), user)
    context = {"shown": shown, "is_own": True, "pay": pay_of(user)}
    return page(request, "supervision/signal.html", context, form=form)


def _seen_by_senior(request: HttpRequest, found: DriftSignal) -> HttpResponse:
    if request.method == "POST":
        raise Http404
    shown = shown_signal(found, request.user)  # type: ignore[arg-type]
    context = {"shown": shown, "is_own": False, "is_my_offer": found.offered_by_id == request.user.pk}
    return render(request, "supervision/signal.html", context)


@require_POST
def signal_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The peer looks at it for the first time. From then on their senior peer supervisor may."""
    act(request, pk, services.open_signal)
    return redirect("supervision:signal", pk)


@require_POST
def signal_know_why(request: HttpRequest, pk: UUID) -> HttpResponse:
    act(request, pk, services.know_why)
    undo = reverse("supervision:signal_take_back", args=[pk])
    messages.success(request, _("Noted: you know why."), extra_tags=f"undo:{undo}")
    return redirect("supervision:signal", pk)


@require_POST
def signal_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    act(request, pk, services.take_back_signal_answer)
    messages.success(request, _("Taken back. Nothing stands there."))
    return redirect("supervision:signal", pk)


@require_POST
def signal_offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    act(request, pk, services.offer_talk)
    undo = reverse("supervision:signal_offer_back", args=[pk])
    messages.success(request, _("Offered. It stands beside the signal."), extra_tags=f"undo:{undo}")
    return redirect("supervision:signal", pk)


@require_POST
def signal_offer_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    act(request, pk, services.take_back_offer)
    messages.success(request, _("Taken back."))
    return redirect("supervision:signal", pk)


@require_POST
def signal_sharing(request: HttpRequest) -> HttpResponse:
    """The peer switches the signal about their own story off or on. No reason is asked for."""
    user = reader(request)
    if Role.PEER not in user.roles:
        raise Http404
    wanted = request.POST.get("wanted") == "1"
    services.set_sharing_signal(wanted=wanted, by=user)
    messages.success(
        request,
        _("Switched on again.") if wanted else _("Switched off. Nothing is counted about your own story."),
    )
    return redirect("supervision:signals")


@require_http_methods(["GET", "POST"])
def movement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What moved for all: read by every peer, senior peer supervisor and the office, answered by the office."""
    user = reader(request)
    found = get_object_or_404(CommonMovement.objects.read_by(user), pk=pk)
    if request.method == "POST" and not user.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))
    form = MovementAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer_movement(movement=found, text=form.cleaned_data["text"], by=user)
        except DomainError as error:
            if error.field is None:
                raise
            add_error(form, error)
        else:
            messages.success(request, _("Answered. Every peer can read it."))
            return redirect("supervision:movement", pk)
    may_answer = user.may(Permission.RUN_HOUSE) and found.answered_at is None
    context = {
        "shown": shown_movement(found, user),
        "may_answer": may_answer,
        "is_late": found.is_late(user.agency.today()),
        "hints": house_hints(request) if may_answer else None,
    }
    return page(request, "supervision/movement.html", context, form=form if may_answer else None)
