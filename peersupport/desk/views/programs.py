import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.services import LEVELS
from peersupport.accounts.models import Program
from peersupport.accounts.services import create_program, open_program_again
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk import services
from peersupport.desk.forms import ProgramForm
from peersupport.desk.queries.programs import program_rows, waiting_for_level

from .scope import office, program_of, sent


@require_GET
def program_list(request: HttpRequest) -> HttpResponse:
    opened, closed = program_rows(office(request))
    return page(request, "desk/program_list.html", {"opened": opened, "closed": closed})


@require_http_methods(["GET", "POST"])
def program_add(request: HttpRequest) -> HttpResponse:
    user = office(request)
    initial = {"time_zone": user.agency.time_zone, "level": Program.Level.BRIEF}
    form = ProgramForm(sent(request), agency=user.agency, initial=initial)
    if form.is_valid():
        try:
            create_program(agency=user.agency, by=user, **form.program())
            messages.success(request, _("The program is open."))
            return redirect("desk:program_list")
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/program_add.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def program_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    program = program_of(request, pk)
    user, before = request.user, program.level
    form = ProgramForm(sent(request), agency=user.agency, program=program, initial=ProgramForm.of(program))
    if form.is_valid():
        try:
            changed = services.change_program(program=program, by=user, **form.program())
            messages.success(request, _said(before, changed.level))
            return redirect("desk:program_edit", pk)
        except DomainError as error:
            add_error(form, error)
    shown = {"program": program, "waiting": waiting_for_level(user, program)}
    return page(request, "desk/program_edit.html", shown, form=form)


@require_http_methods(["GET", "POST"])
def program_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    program = program_of(request, pk)
    if request.method == "POST":
        services.close_program(program=program, by=request.user)
        undo = reverse("desk:program_open", args=[pk])
        messages.success(request, _("The program is closed."), extra_tags=f"undo:{undo}")
        return redirect("desk:program_list")
    walking = services.open_pairings_in(program, request.user).exists()
    return page(request, "desk/program_close.html", {"program": program, "somebody_walks": walking})


@require_POST
def program_open(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    open_program_again(program=program_of(request, pk), by=request.user)
    messages.success(request, _("The program is open again."))
    return redirect("desk:program_list")


def _said(before: str, after: str) -> str:
    if LEVELS.index(after) > LEVELS.index(before):
        return _("Saved. Nothing widens by itself: everybody is asked first, when they meet.")
    if LEVELS.index(after) < LEVELS.index(before):
        return _("Saved. From now on less is written.")
    return _("Saved.")
