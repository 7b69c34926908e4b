import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.people.models import SupportedPerson
from sessions_app import queries, services
from sessions_app.forms import PlanForm
from sessions_app.forms.fields import length_initial
from sessions_app.models import SupportSession

from .asked import id_in


@require_http_methods(["GET", "POST"])
def session_plan(request: HttpRequest) -> HttpResponse:
    """Put a meeting into the calendar, once or as one that comes back: with whom, then when."""
    require(request, Permission.LOG_SESSION)
    person_id = id_in(request.GET.get("person"))
    if person_id is None:
        recent, rest = queries.people_to_choose(request.user)
        return page(
            request,
            "sessions_app/session_who.html",
            {"recent": recent, "rest": rest, "open_rest": not recent, "to_plan": True},
        )
    person = queries.person_to_write_about(request.user, person_id)
    last = queries.last_meeting(request.user, person)
    form = PlanForm(request.POST or None, zone=person.program.time_zone, initial=_starting(request, last))
    if form.is_valid() and _planned(request, form, person):
        return redirect("home:index")
    return page(request, "sessions_app/session_plan.html", {"person": person, "last": last}, form=form)


def _starting(request: HttpRequest, last: SupportSession | None) -> dict[str, Any]:
    """An hour, or as long and where it was last time. Never what it was about."""
    start: dict[str, Any] = {"key": uuid.uuid4(), "minutes": "60", "repeats": "once"}
    if last is not None and "same" in request.GET:
        start |= length_initial(last.minutes) | {"way": last.way, "place": last.place}
    return start


def _planned(request: HttpRequest, form: PlanForm, person: SupportedPerson) -> bool:
    try:
        if form.comes_back:
            _start_series(request, form, person)
        else:
            _plan_once(request, form, person)
    except DomainError as error:
        add_error(form, error)
        return False
    return True


def _plan_once(request: HttpRequest, form: PlanForm, person: SupportedPerson) -> None:
    said = form.cleaned_data
    services.plan_session(
        key=said["key"],
        person=person,
        local_start=said["local_start"],
        minutes=said["length"],
        way=said["way"],
        place=said["place"],
        fold=said["fold"],
        by=request.user,
    )
    messages.success(request, _("Planned."))


def _start_series(request: HttpRequest, form: PlanForm, person: SupportedPerson) -> None:
    said = form.cleaned_data
    series = services.start_series(
        key=said["key"],
        every=int(said["repeats"]),
        person=person,
        by=request.user,
        **form.in_words_of_series(),
    )
    undo = reverse("sessions_app:series_end", args=[series.pk])
    messages.success(request, planned_words(series.every), extra_tags=f"undo:{undo}")


def planned_words(every: int) -> str:
    return _("Planned: every week.") if every == 1 else _("Planned: every two weeks.")
