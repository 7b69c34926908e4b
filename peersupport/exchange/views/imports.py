import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from peersupport.exchange import queries, services
from peersupport.exchange.forms import ColumnsForm, DaysForm, UploadForm
from peersupport.exchange.models import ImportRun

from .csv import as_file
from .scope import run_in_reach, sent

State = ImportRun.State


@require_http_methods(["GET", "POST"])
def import_start(request: HttpRequest) -> HttpResponse:
    """Choose what is brought and the file; below it the files of the last day."""
    require(request, Permission.BRING_IN)
    if not request.user.agency.keeps_names:
        raise Http404
    form = UploadForm(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            run = services.start_import(kind=form.cleaned_data["kind"], data=data, by=request.user)
            return redirect("exchange:import_show", run.pk)
        except DomainError as error:
            add_error(form, error)
    kinds = {kind: queries.known_columns(kind) for kind in ("people", "sessions")}
    context = {"runs": queries.open_runs(request.user), "kinds": kinds}
    return page(request, "exchange/import_start.html", context, form=form)


@require_GET
def import_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where this file stands. While it is worked on, a part of the page asks again every two seconds."""
    run = run_in_reach(request, pk)
    if run.state == State.UPLOADED:
        return redirect("exchange:import_columns", pk)
    if getattr(request, "htmx", False):
        if run.is_worked_on:
            return render(request, "exchange/_progress.html", {"run": run})
        return HttpResponse(headers={"HX-Refresh": "true"})
    problems = list(queries.problems(run, request.user)) if run.state == State.CHECKED else []
    context = {"run": run, "problems": problems, "days": DaysForm() if run.state == State.ASKING else None}
    return page(request, "exchange/import_show.html", context)


@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    run = run_in_reach(request, pk)
    if run.state in {State.CHECKING, State.IMPORTING, State.DONE, State.FAILED}:
        if request.method == "POST":
            raise WrongState(_("This file has moved on since you opened the page."))
        return redirect("exchange:import_show", pk)
    form = ColumnsForm(
        sent(request),
        kind=run.kind,
        columns=queries.columns_of(run, request.user),
        chosen=run.columns,
        programs=queries.programs_to_fill(request.user),
    )
    if form.is_valid():
        try:
            services.choose_columns(run=run, **form.chosen(), by=request.user)
            return redirect("exchange:import_show", pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "exchange/import_columns.html", {"run": run}, form=form)


@require_POST
def import_days(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    run = run_in_reach(request, pk)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return page(request, "exchange/import_show.html", {"run": run, "days": form}, form=form)
    services.answer_days(run=run, day_first=form.cleaned_data["order"] == "day", by=request.user)
    return redirect("exchange:import_show", pk)


@require_GET
def import_problems(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Everything that is to be mended, as a list to work through."""
    run = run_in_reach(request, pk)
    return as_file(request.user, queries.problem_lines(run, request.user))


@require_POST
def import_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.bring_in(run=run_in_reach(request, pk), by=request.user)
    return redirect("exchange:import_show", pk)


@require_POST
def import_discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.discard_import(run=run_in_reach(request, pk), by=request.user)
    messages.success(request, _("The file is forgotten."))
    return redirect("exchange:import_start")
