"""Who decides what, and a record of where the two supervisors of a peer differ."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require, sent
from supervision.forms.differences import DifferenceForm, VoiceForm
from supervision.models import Difference
from supervision.queries import differences as queries
from supervision.services import raise_difference, say_how_i_see_it


def _with_a_part(request: HttpRequest) -> User:
    require(request, Permission.SEE_SUPERVISION)
    if not queries.has_a_part(request.user):
        raise Http404
    return request.user  # type: ignore[return-value]


@require_GET
def remits(request: HttpRequest) -> HttpResponse:
    lines = queries.differences_of(_with_a_part(request))
    return page(request, "supervision/remits.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
def difference_add(request: HttpRequest) -> HttpResponse:
    user = _with_a_part(request)
    form = DifferenceForm(sent(request), peers=queries.peers_to_speak_of(user))
    if form.is_valid():
        try:
            made = raise_difference(by=user, **form.difference())
            messages.success(request, _("Written down. The three of you can read it."))
            return redirect("supervision:difference", made.pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "supervision/difference_add.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def difference(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = _with_a_part(request)
    found = get_object_or_404(Difference.objects.shown_to(user).select_related("peer__user"), pk=pk)
    form = VoiceForm(sent(request))
    if form.is_valid():
        try:
            say_how_i_see_it(difference=found, by=user, **form.cleaned_data)
            messages.success(request, _("Written down. What was said before stays."))
            return redirect("supervision:difference", pk)
        except DomainError as error:
            add_error(form, error)
    shown = {"shown": queries.difference_page(user, found)}
    return page(request, "supervision/difference.html", shown, form=form)
