"""Choices about boundaries: for the peer and who looks after them in the peer room, and for nobody else."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page
from supervision import services
from supervision.forms.boundaries import BoundaryForm
from supervision.models import BoundaryDecision
from supervision.queries import boundaries as queries
from supervision.queries.rooms import talk_offered

from .off_role import house_hints, peer_of


def in_the_peer_room(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    if not {Role.PEER, Role.SENIOR_PEER_SUPERVISOR} & set(user.roles):
        raise Http404
    return user


def decision_of(request: HttpRequest, pk: uuid.UUID) -> BoundaryDecision:
    rows = BoundaryDecision.objects.read_by(in_the_peer_room(request)).select_related(
        "peer__user", "talked_over_by"
    )
    decision: BoundaryDecision = get_object_or_404(rows, pk=pk)
    return decision


@require_GET
def boundary_list(request: HttpRequest) -> HttpResponse:
    user = in_the_peer_room(request)
    is_peer, is_senior = Role.PEER in user.roles, Role.SENIOR_PEER_SUPERVISOR in user.roles
    context = {
        "is_peer": is_peer,
        "is_senior": is_senior,
        "mine": queries.my_decisions(user) if is_peer else [],
        "theirs": queries.decisions_under(user) if is_senior else [],
    }
    return page(request, "supervision/boundary_list.html", context)


@require_http_methods(["GET", "POST"])
def boundary_add(request: HttpRequest) -> HttpResponse:
    user = peer_of(request)
    form = BoundaryForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    if form.is_valid():
        try:
            decision = services.write_boundary(key=form.cleaned_data["key"], said=form.said(), by=user)
        except WrongState:
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Written down, for the two of you alone."))
            return redirect("supervision:boundary", pk=decision.pk)
    return _form_page(request, form, back=reverse("supervision:boundary_list"))


@require_http_methods(["GET", "POST"])
def boundary_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = peer_of(request)
    row = get_object_or_404(BoundaryDecision.objects.own(user).select_related("peer__user"), pk=pk)
    if request.method == "POST":
        form = BoundaryForm(request.POST)
        if form.is_valid():
            try:
                services.change_boundary(decision=row, said=form.said(), by=user)
            except DomainError as error:
                add_error(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("supervision:boundary", pk=row.pk)
    else:
        form = BoundaryForm(initial=queries.one_decision(row, user).as_said)
    return _form_page(request, form, back=reverse("supervision:boundary", args=[pk]))


def _form_page(request: HttpRequest, form: BoundaryForm, *, back: str) -> HttpResponse:
    lines = queries.house_lines(request.user.agency_id)  # type: ignore[union-attr]
    context = {"lines": lines, "hints": house_hints(request), "back_url": back}
    return page(request, "supervision/boundary_form.html", context, form=form)


@require_GET
def boundary(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = decision_of(request, pk)
    user: User = request.user  # type: ignore[assignment]
    is_mine = row.peer.user_id == user.pk
    context = {
        "shown": queries.one_decision(row, user),
        "is_mine": is_mine,
        "lines": queries.house_lines(user.agency_id),
        "talk": talk_offered(user) if is_mine and row.talked_over_at is None else {},
    }
    return page(request, "supervision/boundary.html", context)


@require_POST
def boundary_talked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = decision_of(request, pk)
    services.mark_talked_over(decision=row, by=request.user)
    undo = reverse("supervision:boundary_not_talked", args=[pk])
    messages.success(request, _("You talked it over."), extra_tags=f"undo:{undo}")
    return redirect("supervision:boundary", pk=pk)


@require_POST
def boundary_not_talked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.mark_talked_over(decision=decision_of(request, pk), talked=False, by=request.user)
    messages.success(request, _("It waits to be talked over again."))
    return redirect("supervision:boundary", pk=pk)
