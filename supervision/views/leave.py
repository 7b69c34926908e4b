"""A supervisor is away for some days, and a colleague stands in for all their peers."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.models import ConfidentialityPolicy
from peersupport.accounts.step_up import ask_again
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, sent
from peersupport.people import services
from peersupport.people.models import SupervisorLeave
from peersupport.people.services import Arranged
from supervision.forms.structure import LeaveForm
from supervision.queries import structure_pages

from .structure import arranger


@require_GET
def leave_list(request: HttpRequest) -> HttpResponse:
    shown = {"leaves": structure_pages.leaves_of_house(arranger(request))}
    return page(request, "supervision/leave_list.html", shown)


@require_http_methods(["GET", "POST"])
def leave_add(request: HttpRequest) -> HttpResponse:
    user = arranger(request)
    ask_again(request)
    form = LeaveForm(
        sent(request),
        looks_after=structure_pages.supervisors_with_peers(user),
        colleagues=structure_pages.colleagues(user, roles=structure_pages.SUPERVISORS, without=user.pk),
        today=user.agency.today(),
    )
    if form.is_valid():
        try:
            wait_days = ConfidentialityPolicy.objects.wait_days_in(user.agency)
            done = services.arrange_leave(wait_days=wait_days, by=user, **form.leave())
            _say(request, done)
            return redirect("supervision:leave_list")
        except DomainError as error:
            add_error(form, error)
    return page(request, "supervision/leave_add.html", {}, form=form)


@require_POST
def leave_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    rows = SupervisorLeave.objects.of_house(arranger(request).agency_id)
    services.end_leave(leave=get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, _("They are back. Nobody stands in any more."))
    return redirect("supervision:leave_list")


def _say(request: HttpRequest, done: Arranged) -> None:
    if done.linked:
        count = len(done.linked)
        messages.success(
            request,
            ngettext(
                "Arranged for %(count)s peer. People read of it before any note opens.",
                "Arranged for %(count)s peers. People read of it before any note opens.",
                count,
            )
            % {"count": count},
        )
    if done.asked:
        messages.success(
            request, _("A colleague in the office confirms this first, because you have a part in it.")
        )
    for name, why in done.left:
        messages.warning(request, f"{name}: {why}")
