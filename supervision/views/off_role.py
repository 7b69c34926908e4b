"""“That's not my role”: the peer's page, what the house may read, and the office's answers."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from peersupport.rules.models import HousePromise
from sessions_app.hints import Hints, house_words
from supervision import services
from supervision.forms.off_role import AnswerForm, DetailsForm, TaskForm
from supervision.models import OffRoleTask
from supervision.queries import off_role as queries


def peer_of(request: HttpRequest) -> User:
    """Whoever writes down their own work here; 404 for everybody else."""
    require(request, Permission.LOG_SESSION)
    return request.user  # type: ignore[return-value]


def own_entry(request: HttpRequest, pk: uuid.UUID) -> OffRoleTask:
    rows = OffRoleTask.objects.own(peer_of(request)).select_related("answer")
    entry: OffRoleTask = get_object_or_404(rows, pk=pk)
    return entry


def house_hints(request: HttpRequest) -> Hints:
    """Hints about words where no person is meant to be named."""
    return Hints(people={}, house=house_words(request.user))  # type: ignore[arg-type]


@require_http_methods(["GET", "POST"])
def off_role(request: HttpRequest) -> HttpResponse:
    """The tiles: one tap writes it down. Below them what I wrote down before, with the answers."""
    user = peer_of(request)
    form = TaskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        entry = services.log_off_role(key=form.cleaned_data["key"], task=form.cleaned_data["task"], by=user)
        undo = reverse("supervision:off_role_undo", args=[entry.pk])
        messages.success(request, _("Written down. The office must answer it."), extra_tags=f"undo:{undo}")
        return redirect("supervision:off_role_more", pk=entry.pk)
    context = {
        "tasks": OffRoleTask.Task.choices,
        "key": uuid.uuid4(),
        "entries": queries.my_entries(user),
        "promise": HousePromise.objects.of(user.agency_id),
    }
    return page(request, "supervision/off_role.html", context, form=form)


@require_http_methods(["GET", "POST"])
def off_role_more(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who asked, minutes, whose goal: all of it may stay empty, until the office has answered."""
    row = own_entry(request, pk)
    entry = queries.one_entry(row, peer_of(request))
    if request.method == "POST":
        form = DetailsForm(request.POST)
        if form.is_valid():
            try:
                services.say_more_off_role(entry=row, said=form.details(), by=request.user)
            except WrongState:
                raise
            except DomainError as error:
                add_error(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("supervision:off_role")
    else:
        form = DetailsForm(initial=DetailsForm.of(entry))
    context = {"entry": entry, "hints": house_hints(request)}
    return page(request, "supervision/off_role_more.html", context, form=form)


@require_POST
def off_role_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.take_back_off_role(entry=own_entry(request, pk), by=peer_of(request))
    messages.success(request, _("Taken back. It no longer stands here."))
    return redirect("supervision:off_role")


@require_POST
def off_role_noticed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.notice_answer(entry=own_entry(request, pk), by=peer_of(request))
    return redirect("supervision:off_role")


@require_GET
def off_role_house(request: HttpRequest) -> HttpResponse:
    """Totals and answers, for everybody who works here. Nobody's name."""
    require(request, Permission.SEE_SUPERVISION)
    return page(request, "supervision/off_role_house.html", {"house": queries.house_page(request.user)})


@require_GET
def off_role_under(request: HttpRequest) -> HttpResponse:
    """For a senior peer supervisor: what was asked of the peers they look after."""
    if Role.SENIOR_PEER_SUPERVISOR not in request.user.roles:  # type: ignore[union-attr]
        raise Http404
    entries = queries.entries_under(request.user)  # type: ignore[arg-type]
    return page(request, "supervision/off_role_under.html", {"entries": entries})


@require_http_methods(["GET", "POST"])
def off_role_waiting(request: HttpRequest) -> HttpResponse:
    """For the office: what waits for an answer, the oldest promise first. One answer may be for several."""
    require(request, Permission.RUN_HOUSE)
    entries = queries.waiting_entries(request.user)  # type: ignore[arg-type]
    form = AnswerForm(request.POST if request.method == "POST" else None, waiting=entries)
    if form.is_valid():
        asked = [uuid.UUID(key) for key in form.cleaned_data["entries"]]
        try:
            services.answer_off_role(entries=asked, text=form.cleaned_data["text"], by=request.user)
        except DomainError as error:  # also when one was taken back meanwhile: what was typed stays
            add_error(form, error)
        else:
            said = ngettext(
                "Answered. Every peer can read it.",
                "Answered, all %(count)d. Every peer can read it.",
                len(asked),
            )
            messages.success(request, said % {"count": len(asked)})
            return redirect("supervision:off_role_waiting")
    late = sum(entry.is_late for entry in entries)
    context = {"entries": entries, "late": late, "hints": house_hints(request)}
    return page(request, "supervision/off_role_waiting.html", context, form=form)
