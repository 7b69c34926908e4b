"""How supervision stands in the house: lists, one peer, exceptions, and who decides on whom."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require, sent
from peersupport.people import services
from peersupport.people.models import DecidesOn, LinkException, PeerSpecialist
from supervision.forms.structure import DecidesForm, ExceptionForm
from supervision.queries import structure, structure_pages


def arranger(request: HttpRequest) -> User:
    require(request, Permission.ARRANGE_SUPERVISION)
    return request.user  # type: ignore[return-value]


def _sees_house(request: HttpRequest) -> User:
    require(request, Permission.SEE_SUPERVISION)
    if not structure.sees_house(request.user):
        raise Http404
    return request.user  # type: ignore[return-value]


def _peer(request: HttpRequest, pk: uuid.UUID) -> PeerSpecialist:
    peers = PeerSpecialist.objects.in_agency_of(arranger(request)).select_related("user", "agency")
    found: PeerSpecialist = get_object_or_404(peers, pk=pk)
    return found


@require_GET
def without_second(request: HttpRequest) -> HttpResponse:
    user = _sees_house(request)
    shown = {"shown": structure.without_second(user), "arranges": structure.arranges(user)}
    return page(request, "supervision/structure_without.html", shown)


@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    user = _sees_house(request)
    shown = {"shown": structure.overdue(user), "arranges": structure.arranges(user)}
    return page(request, "supervision/structure_overdue.html", shown)


@require_GET
def over_ratio(request: HttpRequest) -> HttpResponse:
    user = _sees_house(request)
    shown = {"shown": structure.over_ratio(user), "arranges": structure.arranges(user)}
    return page(request, "supervision/structure_many.html", shown)


@require_GET
def peer_structure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    peer = _peer(request, pk)
    shown = {"peer": peer, "shown": structure_pages.peer_page(peer)}
    return page(request, "supervision/structure_peer.html", shown)


@require_GET
def my_structure(request: HttpRequest) -> HttpResponse:
    require(request, Permission.SEE_SUPERVISION)
    if Role.PEER not in request.user.roles:  # type: ignore[union-attr]
        raise Http404
    peers = PeerSpecialist.objects.filter(user=request.user).select_related("user", "agency")
    peer = get_object_or_404(peers)
    return page(
        request, "supervision/structure_mine.html", {"peer": peer, "shown": structure_pages.peer_page(peer)}
    )


@require_GET
def exception_list(request: HttpRequest) -> HttpResponse:
    shown = {"exceptions": structure_pages.exceptions_of_house(arranger(request))}
    return page(request, "supervision/structure_exceptions.html", shown)


@require_http_methods(["GET", "POST"])
def exception_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    peer = _peer(request, pk)
    supervisors = structure_pages.colleagues(
        request.user, roles=structure_pages.SUPERVISORS, without=peer.user_id
    )
    form = ExceptionForm(sent(request), colleagues=supervisors)
    if form.is_valid():
        try:
            services.make_exception(peer=peer, by=request.user, **form.exception())
            messages.success(request, _("Written down. The peer reads it on their own page."))
            return redirect("supervision:peer_structure", pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "supervision/exception_add.html", {"peer": peer}, form=form)


@require_POST
def exception_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(
        LinkException.objects.of_house(arranger(request).agency_id).select_related("peer"), pk=pk
    )
    services.end_exception(exception=found, by=request.user)
    messages.success(request, _("The exception has ended."))
    return redirect("supervision:peer_structure", found.peer_id)


@require_http_methods(["GET", "POST"])
def decides_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    peer = _peer(request, pk)
    form = DecidesForm(
        sent(request), colleagues=structure_pages.colleagues(request.user, without=peer.user_id)
    )
    if form.is_valid():
        try:
            services.set_decides(peer=peer, by=request.user, **form.decides())
            messages.success(request, _("Written down. The peer reads it on their own page."))
            return redirect("supervision:peer_structure", pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "supervision/decides_add.html", {"peer": peer}, form=form)


@require_POST
def decides_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(
        DecidesOn.objects.of_house(arranger(request).agency_id).select_related("peer"), pk=pk
    )
    services.end_decides(decides=found, by=request.user)
    messages.success(request, _("This has ended, from now on."))
    return redirect("supervision:peer_structure", found.peer_id)
