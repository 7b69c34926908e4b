from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.http import page
from sessions_app.forms import FilterForm
from sessions_app.listing import SessionPage, filter_choices, session_page
from sessions_app.querysets import Cursor, SessionFilter

from .asked import id_in


@require_http_methods(["GET"])
def session_list(request: HttpRequest) -> HttpResponse:
    """The newest meetings whose facts the reader may see. The office has no such page."""
    may = request.user.may
    if not (may(Permission.LOG_SESSION) or may(Permission.SEE_LINKED_SESSIONS)):
        raise Http404
    form = _form(request)
    only = _wanted(form) if form and form.is_valid() else SessionFilter()
    found = session_page(request.user, only=only, before=_cursor(request.GET.get("before")))
    return page(request, "sessions_app/session_list.html", _context(request, form, found), form=form)


def _form(request: HttpRequest) -> FilterForm | None:
    """The choices above the list cost a query and a quarter of the page: they come with the tap that wants them."""
    if not {"choose", *FilterForm.base_fields} & set(request.GET):
        return None
    return FilterForm(request.GET, **filter_choices(request.user))


def _wanted(form: FilterForm) -> SessionFilter:
    said = form.cleaned_data
    return SessionFilter(
        state=said["state"] or None,
        program_id=said["program"],
        peer_id=said["peer"],
        person_id=said["person"],
    )


def _context(request: HttpRequest, form: FilterForm | None, found: SessionPage) -> dict[str, object]:
    return {
        "found": found,
        "active": form.active(request) if form else [],
        "choosing": "choose" in request.GET,
        "before": request.GET.get("before"),
        "may_log": request.user.may(Permission.LOG_SESSION),
    }


def _cursor(text: str | None) -> Cursor | None:
    """`<instant>,<id>` of the last row above. Anything else is no page of ours."""
    if not text:
        return None
    at, _comma, pk = text.partition(",")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise Http404 from None
    last = id_in(pk)
    if last is None or moment.tzinfo is None:
        raise Http404
    return Cursor(moment, last)
