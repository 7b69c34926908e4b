import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from sessions_app import queries, services
from sessions_app.forms import PlanForm

from .asked import id_in


@require_http_methods(["GET", "POST"])
def session_plan(request: HttpRequest) -> HttpResponse:
    """Put a meeting into the calendar: with whom, then when."""
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
    zone = person.program.time_zone
    form = PlanForm(request.POST or None, zone=zone, initial={"key": uuid.uuid4(), "minutes": "60"})
    if form.is_valid() and _planned(request, form, person):
        return redirect("home:index")
    return page(request, "sessions_app/session_plan.html", {"person": person, "zone": zone}, form=form)


def _planned(request: HttpRequest, form: PlanForm, person: object) -> bool:
    said = form.cleaned_data
    try:
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
    except DomainError as error:
        add_error(form, error)
        return False
    messages.success(request, _("Planned."))
    return True
