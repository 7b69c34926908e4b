"""The planner: for the office, and for whoever may be on call."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.safety import services
from peersupport.safety.forms.on_call import NamingForm, ShiftForm, filled_in, week_of
from peersupport.safety.models import OnCallPerson, OnCallShift
from peersupport.safety.queries import planner as queries
from peersupport.safety.queries.gaps import open_programs

from .scope import office, planning, sent


@require_GET
def planner(request: HttpRequest) -> HttpResponse:
    return _week(request, "safety/planner.html")


@require_GET
def week_list(request: HttpRequest) -> HttpResponse:
    """The same week as one table: to read as a list, and for the wall."""
    return _week(request, "safety/week_list.html")


def _week(request: HttpRequest, template: str) -> HttpResponse:
    user, named = planning(request)
    week = week_of(request.GET.get("week", ""), user.agency.today())
    shown = {"shown": queries.planner(user, week=week), "week": week, "named": named}
    return page(request, template, shown)


@require_http_methods(["GET", "POST"])
def shift_add(request: HttpRequest) -> HttpResponse:
    user, named = planning(request)
    only = None if Role.ADMIN in user.roles else user
    first = {"key": uuid.uuid4(), "rank": "1", "day": user.agency.today(), **filled_in(request.GET)}
    form = ShiftForm(sent(request), named=named, programs=open_programs(user), only=only, initial=first)
    if form.is_valid():
        try:
            shifts = services.plan_shifts(by=user, **form.planned())
        except DomainError as error:
            add_error(form, error)
        else:
            _say_planned(request, user, shifts)
            return redirect(f"{reverse('safety:planner')}?week={form.cleaned_data['day'].isoformat()}")
    return page(request, "safety/shift_add.html", {"named": named}, form=form)


def _say_planned(request: HttpRequest, user: User, shifts: list[OnCallShift]) -> None:
    count = len(shifts)
    said = ngettext("%(count)d shift is planned.", "%(count)d shifts are planned.", count) % {"count": count}
    undo = reverse("safety:shifts_undo", args=[shifts[0].batch])
    messages.success(request, said, extra_tags=f"undo:{undo}")
    away = queries.away_days(user)
    met = [shift for shift in shifts if queries.is_away(shift, away)]
    if met:
        said_of = {"name": met[0].user.name, "when": queries.shift_words(met[0])}
        messages.warning(
            request, _("%(name)s is away then (%(when)s). Is somebody else better asked?") % said_of
        )


@require_POST
def shifts_undo(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    user, _named = planning(request)
    ended = services.take_back_shifts(key=key, by=user)
    said = ngettext("Taken back: %(count)d shift.", "Taken back: %(count)d shifts.", len(ended))
    messages.success(request, said % {"count": len(ended)})
    return redirect("safety:planner")


@require_http_methods(["GET", "POST"])
def naming_list(request: HttpRequest) -> HttpResponse:
    user = office(request)
    colleagues = User.objects.filter(agency_id=user.agency_id, kind=User.Kind.STAFF, is_active=True)
    form = NamingForm(sent(request), colleagues=list(colleagues.order_by("name", "pk")))
    if form.is_valid():
        try:
            named = services.name_for_on_call(by=user, **form.named())
            messages.success(request, _("%(name)s may be on call.") % {"name": named.user.name})
            return redirect("safety:naming_list")
        except DomainError as error:
            add_error(form, error)
    shown = {"named": OnCallPerson.objects.in_force(user.agency_id)}
    return page(request, "safety/naming_list.html", shown, form=form)


@require_POST
def naming_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    named = get_object_or_404(OnCallPerson.objects.select_related("user"), pk=pk, agency_id=user.agency_id)
    ended = services.end_naming(person=named, by=user)
    if ended:
        said = ngettext(
            "%(name)s is on call no more. %(count)d shift stands empty.",
            "%(name)s is on call no more. %(count)d shifts stand empty.",
            len(ended),
        )
        messages.warning(request, said % {"name": named.user.name, "count": len(ended)})
    else:
        messages.success(request, _("%(name)s is on call no more.") % {"name": named.user.name})
    return redirect("safety:naming_list")
