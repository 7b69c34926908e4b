"""The plan made together, as staff see it: who walks with the person at once, a supervisor after saying why."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose
from peersupport.core.http import page, require
from peersupport.people.models import SupportedPerson
from sessions_app.forms import WhyForm
from sessions_app.plan import Reader, open_plan, readable_rows
from sessions_app.queries import person_to_write_about

from . import plan_side
from .plan_side import Side


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Words never open by following a link, but to who walks with the person or wrote them."""
    person = _reached(request, pk)
    rows, reader = readable_rows(person), Reader.of(request.user, person)
    purpose = Purpose.OWN_WORK if reader.opens_at_once(rows) else None
    why = WhyForm(request.POST if purpose is None and request.method == "POST" else None)
    if why.is_valid():
        purpose = Purpose(why.cleaned_data["why"])
    context = Side(request.user, person, own=False).context() | {"why": why, "has_rows": bool(rows)}
    if rows and purpose:
        context["plan"] = open_plan(
            rows,
            zone=person.program.time_zone,
            by=request.user,
            purpose=purpose,
            via=reader.via(rows),
            writer=reader.walk.peer_id if reader.walk else None,
        )
    context["may_write"] = reader.may_write()
    return page(request, "sessions_app/plan.html", context)


def _reached(request: HttpRequest, pk: UUID) -> SupportedPerson:
    """Somebody whose meetings this member of staff may know of. The office has no page about words."""
    user = request.user
    if not (user.may(Permission.LOG_SESSION) or user.may(Permission.SEE_LINKED_SESSIONS)):
        raise Http404
    reached = SupportedPerson.objects.reached_by(user).select_related("program", "agency")
    return get_object_or_404(reached, pk=pk)


def _side(request: HttpRequest, person_id: UUID) -> Side:
    """Raises Http404 for anybody the reader does not walk with, NotAllowed during a break."""
    require(request, Permission.LOG_SESSION)
    return Side(request.user, person_to_write_about(request.user, person_id), own=False)


@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest, pk: UUID, what: str) -> HttpResponse:
    return plan_side.add(request, _side(request, pk), what=what)


@require_http_methods(["GET", "POST"])
def plan_item(request: HttpRequest, what: str, pk: UUID) -> HttpResponse:
    person_id = plan_side.unopened(what, pk).person_id
    return plan_side.change(request, _side(request, person_id), what=what, pk=pk)


@require_POST
def plan_change(request: HttpRequest, what: str, pk: UUID, verb: str) -> HttpResponse:
    row = plan_side.unopened(what, pk)
    return plan_side.tap(request, _side(request, row.person_id), row, what=what, verb=verb)
