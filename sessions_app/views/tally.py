"""Counting without names, in programs that keep none."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from sessions_app import group_pages, services, tally_pages
from sessions_app.forms import TallyForm
from sessions_app.forms.fields import length_initial
from sessions_app.models import SupportSession, Tally

from .asked import comes_from_day, id_in, way_on


@require_http_methods(["GET", "POST"])
def tally(request: HttpRequest) -> HttpResponse:
    """Somebody came or called: a peer counts, the office reads totals. ?plan= is a planned meeting that this was."""
    require(request, Permission.KEEP_GROUPS)
    if not request.user.may(Permission.LOG_SESSION):
        return _office(request)
    plan_id = id_in(request.POST.get("plan") or request.GET.get("plan"))
    plan = tally_pages.plan_to_count(request.user, plan_id)
    programs = group_pages.programs_of_numbers(request.user)
    start = tally_pages.starting_values(request.user, plan)
    start |= length_initial(start["minutes"]) | {"key": plan.pk if plan else uuid.uuid4()}
    form = TallyForm(request.POST or None, programs=programs, initial=start)
    if form.is_valid():
        saved = _count(request, form, plan)
        if saved is not None:
            return saved
    context = {
        "mine": tally_pages.my_counts(request.user, id_in(request.GET.get("last"))),
        "programs": programs,
        "plan": plan,
        "again_key": uuid.uuid4(),
    }
    response = page(request, "sessions_app/tally.html", context, form=form)
    response.status_code = 409 if form.is_used_up else response.status_code
    return response


def _office(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        raise Tally.DoesNotExist
    months = tally_pages.months_of_house(request.user)
    return page(request, "sessions_app/tally_office.html", {"months": months})


def _count(request: HttpRequest, form: TallyForm, plan: SupportSession | None) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        row = services.count_people(
            key=said["key"],
            program=said["program"],
            minutes=said["length"],
            people=said["people"] or 1,
            day=said["day"],
            way=said["way"],
            kinds=tuple(said["kinds"]),
            plan=plan,
            by=request.user,
        )
    except DomainError as error:
        if isinstance(error, WrongState):
            form.begin_anew(uuid.uuid4())
        add_error(form, error)
        return None
    words = ngettext("Counted: %(count)d person.", "Counted: %(count)d people.", row.people)
    undo = reverse("sessions_app:tally_take_back", args=[row.pk])
    messages.success(request, words % {"count": row.people}, extra_tags="" if plan else f"undo:{undo}")
    if comes_from_day(request):
        return redirect(way_on(request))
    return redirect(reverse("sessions_app:tally", query={"last": row.pk}))


@require_POST
def tally_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    row = get_object_or_404(Tally.objects.written_by(request.user), pk=pk)
    services.take_back_tally(tally=row, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("sessions_app:tally")
