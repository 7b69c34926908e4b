from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from sessions_app.plan import Plan, open_plan, readable_rows
from sessions_app.views import plan_side
from sessions_app.views.plan_side import Side


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """My plan: everything, whoever wrote it."""
    side = _side(request)
    rows = readable_rows(side.person)
    zone = side.person.program.time_zone
    opened = (
        open_plan(rows, zone=zone, by=request.user, purpose=side.purpose, via="person") if rows else Plan()
    )
    return page(request, "my_record/plan.html", side.context() | {"plan": opened, "may_write": True})


def _side(request: HttpRequest) -> Side:
    return Side(request.user, my_person(request), own=True)


@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest, what: str) -> HttpResponse:
    return plan_side.add(request, _side(request), what=what)


@require_http_methods(["GET", "POST"])
def plan_item(request: HttpRequest, what: str, pk: UUID) -> HttpResponse:
    return plan_side.change(request, _side(request), what=what, pk=pk)


@require_POST
def plan_change(request: HttpRequest, what: str, pk: UUID, verb: str) -> HttpResponse:
    side, row = _side(request), plan_side.unopened(what, pk)
    if row.person_id != side.person.pk:
        raise Http404
    return plan_side.tap(request, side, row, what=what, verb=verb)
