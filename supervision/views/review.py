"""Notes to look at: the inbox of a clinical supervisor, one of its lines, and a peer's own."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from sessions_app.forms import WhyForm
from sessions_app.models import Kind, SupportSession
from sessions_app.querysets import Cursor
from supervision.forms.review import HoldsForm
from supervision.models import HoldDecision
from supervision.queries.review import HeldLine, decided_about, held_line, inbox, left_lately, own_holds
from supervision.services.review import decide_holds, undo_decisions


def _only_for(request: HttpRequest, role: Role) -> None:
    require(request, Permission.SEE_SUPERVISION)
    if role not in request.user.roles:
        raise Http404


def _after(request: HttpRequest) -> Cursor | None:
    return Cursor.read(request.GET.get("after", ""))


@require_GET
def review_inbox(request: HttpRequest) -> HttpResponse:
    """What lacks something, the oldest first. Nothing of a note is read for it."""
    _only_for(request, Role.CLINICAL_SUPERVISOR)
    context = {"found": inbox(after=_after(request)), "after": _after(request)}
    return page(request, "supervision/review_inbox.html", context)


@require_GET
def review_own(request: HttpRequest) -> HttpResponse:
    """What would make a peer's own notes whole."""
    _only_for(request, Role.PEER)
    after = _after(request)
    context = {"found": own_holds(after=after), "after": after, "left": left_lately(request.user)}
    return page(request, "supervision/review_own.html", context)


@require_http_methods(["GET", "POST"])
def review_held(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One line of the inbox: leave it as it is, or open it and give it back."""
    _only_for(request, Role.CLINICAL_SUPERVISOR)
    line = held_line(pk)
    if line is None:
        raise Http404
    form = HoldsForm(request.POST if request.method == "POST" else None, holds=line.holds)
    if request.method == "POST" and form.is_valid():
        act = uuid.uuid4()
        try:
            decide_holds(attendance_id=pk, because=form.because(), act=act, by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            undo = reverse("supervision:review_undo", args=[act])
            messages.success(request, _("It stays as it is."), extra_tags=f"undo:{undo}")
            return redirect("supervision:review_inbox")
    return page(request, "supervision/review_held.html", _around(line), form=form)


def _around(line: HeldLine) -> dict[str, Any]:
    rows = SupportSession.objects.select_related("peer__user", "program", "group")
    session = rows.reached(line.row.session_id)
    if session is None:
        raise Http404
    return {
        "line": line,
        "session": session,
        "names": [] if line.row.in_group else [line.title],
        "decided": decided_about(line.row.pk),
        "kinds": [Kind(kind).label for kind in session.kinds],
        "why": WhyForm(),
        "is_own": False,
    }


@require_POST
def review_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _only_for(request, Role.CLINICAL_SUPERVISOR)
    try:
        undo_decisions(act=pk, by=request.user)
    except HoldDecision.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("It stands in the list again."))
    return redirect("supervision:review_inbox")
