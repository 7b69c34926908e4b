"""From a planned meeting to what became of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from sessions_app import local_time, queries, services
from sessions_app.forms import MoveForm
from sessions_app.forms.fields import length_initial
from sessions_app.models import SupportSession
from sessions_app.services.planning import TooEarly

from .asked import kept_way, own_session
from .log import write_down


@require_http_methods(["GET", "POST"])
def session_met(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "We met": the form with everything the plan already answers."""
    require(request, Permission.LOG_SESSION)
    session = own_session(request, pk)
    if session.state in {session.State.NOT_MET, session.State.CANCELLED}:
        raise WrongState(_("This meeting has moved on since you opened the page."))
    if session.group_id is not None:
        query = {"plan": pk} | kept_way(request)
        return redirect(reverse("sessions_app:group_met", args=[session.group_id], query=query))
    person_id = session.attendances.values_list("person", flat=True).get()
    return write_down(request, queries.desk_for(request.user, person_id=person_id, key=pk))


@require_POST
def session_not_met(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _change(request, pk, services.mark_not_met, _("Written down. No reason is needed."))


@require_POST
def session_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _change(request, pk, services.cancel_session, _("Called off."))


def _change(
    request: HttpRequest, pk: UUID, service: Callable[..., SupportSession], words: str
) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    try:
        service(session=own_session(request, pk), by=request.user)
    except TooEarly as error:  # the page of the meeting has the button that does it
        messages.warning(request, str(error))
        return redirect("sessions_app:session_detail", pk=pk)
    undo = reverse("sessions_app:session_reopen", args=[pk])
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect(_back(request))


@require_POST
def session_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    services.reopen_session(session=own_session(request, pk), by=request.user)
    messages.success(request, _("It is planned again."))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return (
        wanted if safe and wanted.startswith("/") else reverse("home:index")
    )  # a word would be read as a route


@require_http_methods(["GET", "POST"])
def session_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    session = own_session(request, pk)
    if session.state != session.State.PLANNED:
        raise WrongState(_("Only a planned meeting can be moved."))
    start = local_time.from_stored(session.local_start)
    initial = {"start_date": start.date(), "start_time": start.time()} | length_initial(session.minutes)
    form = MoveForm(request.POST or None, zone=session.time_zone, initial=initial)
    if form.is_valid() and _moved(request, form, session):
        return redirect("home:index")
    return page(request, "sessions_app/session_move.html", {"session": session}, form=form)


def _moved(request: HttpRequest, form: MoveForm, session: SupportSession) -> bool:
    said = form.cleaned_data
    try:
        services.move_session(
            session=session,
            local_start=said["local_start"],
            minutes=said["length"],
            fold=said["fold"],
            by=request.user,
        )
    except DomainError as error:
        add_error(form, error)
        return False
    messages.success(request, _("Moved."))
    return True
