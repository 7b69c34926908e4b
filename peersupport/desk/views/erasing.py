"""The office answers a wish to be deleted: it looks at what goes and what stays, one prepares, another carries out."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.models import ConfidentialityPolicy
from peersupport.accounts.roles import Permission
from peersupport.accounts.step_up import ask_again
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk.forms import DeleteForm, HoldForm
from peersupport.desk.queries.erasing import what_goes, wishes_to_be_deleted
from peersupport.desk.services import delete_person
from peersupport.people import services
from peersupport.people.models import Erasure, LegalHold, SupportedPerson
from peersupport.people.views.scope import person_in_reach

from .scope import office, sent


@require_GET
def erasing_list(request: HttpRequest) -> HttpResponse:
    user = office(request)
    wishes = list(wishes_to_be_deleted(user)[:100])
    return page(request, "desk/erasing_list.html", {"wishes": wishes})


@require_POST
def erasing_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """For somebody who said so to the office, on paper or by voice."""
    person = person_in_reach(request, pk)
    if not request.user.may(Permission.ARRANGE_PAIRINGS):
        raise PermissionDenied
    days = ConfidentialityPolicy.objects.answer_days_in(person.agency)
    answer_by = person.program.today() + timedelta(days=days)
    erasure = services.ask_erasure(person=person, answer_by=answer_by, by=request.user)
    return redirect("desk:erasing_page", pk=erasure.pk)


@require_http_methods(["GET", "POST"])
def erasing_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What would go and what would stay. The second step asks who it is, and is for good."""
    erasure = _wish(request, pk)
    ask_again(request)
    form = DeleteForm(sent(request))
    if form.is_valid():
        try:
            return _step(request, erasure, form)
        except DomainError as error:
            add_error(form, error)
    goes = what_goes(erasure, request.user, services.holds_against(erasure.person))
    return page(request, "desk/erasing_page.html", {"erasure": erasure, "goes": goes}, form=form)


def _step(request: HttpRequest, erasure: Erasure, form: DeleteForm) -> HttpResponse:
    user: Any = request.user
    if "back" in request.POST:
        services.take_back_erasure(erasure=erasure, by=user)
        messages.success(request, _("Taken back. Everything stays as it is."))
    elif erasure.prepared_at is None:
        services.prepare_erasure(erasure=erasure, by=user)
        messages.success(request, _("Prepared. A second colleague carries it out."))
        return redirect("desk:erasing_page", pk=erasure.pk)
    else:
        delete_person(erasure=erasure, by=user, **form.cleaned_data)
        messages.success(request, _("Deleted."))
    return redirect("desk:erasing_list")


@require_http_methods(["GET", "POST"])
def hold_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    erasure = _wish(request, pk)
    form = HoldForm(sent(request))
    if form.is_valid():
        try:
            services.set_hold(person=erasure.person, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("It holds for a week, and longer once a second colleague confirmed it.")
            )
            return redirect("desk:erasing_page", pk=pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/hold_add.html", {"erasure": erasure}, form=form)


@require_POST
def hold_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _on_hold(request, pk, services.confirm_hold)


@require_POST
def hold_lift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _on_hold(request, pk, services.lift_hold)


def _on_hold(request: HttpRequest, pk: uuid.UUID, act: Callable[..., LegalHold]) -> HttpResponse:
    people = SupportedPerson.objects.changed_by(office(request))
    holds = LegalHold.objects.select_related("person").filter(person__in=people)
    hold = act(hold=get_object_or_404(holds, pk=pk), by=request.user)
    wish = Erasure.objects.waiting().filter(person=hold.person_id).first()
    return redirect("desk:erasing_page", pk=wish.pk) if wish else redirect("desk:erasing_list")


def _wish(request: HttpRequest, pk: uuid.UUID) -> Erasure:
    wishes = wishes_to_be_deleted(office(request)).select_related(
        "person__program", "person__agency", "prepared_by"
    )
    wish: Erasure = get_object_or_404(wishes, pk=pk)
    return wish
