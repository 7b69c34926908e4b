"""Meetings that come back: the row of them, and this and all later ones."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from sessions_app import services
from sessions_app.forms import LaterForm, RepeatForm
from sessions_app.forms.fields import length_initial
from sessions_app.forms.planning import planned_for
from sessions_app.models import Group, SessionSeries, SupportSession
from sessions_app.series_page import series_page

from .asked import own_session
from .planning import planned_words


def _own_series(request: HttpRequest, pk: UUID) -> SessionSeries:
    require(request, Permission.LOG_SESSION)
    series: SessionSeries = get_object_or_404(
        SessionSeries.objects.own(request.user).select_related("person", "group", "peer"), pk=pk
    )
    return series


@require_GET
def series_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What comes, one line each."""
    return page(request, "sessions_app/series_detail.html", {"shown": series_page(_own_series(request, pk))})


@require_POST
def series_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    series = services.end_series(series=_own_series(request, pk), by=request.user)
    undo = reverse("sessions_app:series_resume", args=[series.pk])
    messages.success(request, _("Ended. What was still to come is called off."), extra_tags=f"undo:{undo}")
    return redirect("sessions_app:series_detail", pk=pk)


@require_POST
def series_resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.resume_series(series=_own_series(request, pk), by=request.user)
    messages.success(request, _("They are planned again."))
    return redirect("sessions_app:series_detail", pk=pk)


@require_POST
def series_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    before = services.undo_change_of_series(series=_own_series(request, pk), by=request.user)
    messages.success(request, _("As it was before. What you did with single meetings since then stays."))
    return redirect("sessions_app:series_detail", pk=before.pk)


@require_http_methods(["GET", "POST"])
def session_later(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This and all later ones: another day, time, length, way, place or last day."""
    require(request, Permission.LOG_SESSION)
    session = own_session(request, pk)
    if session.series_id is None:
        raise WrongState(_("This meeting comes only once."))
    series = session.series
    form = LaterForm(request.POST or None, zone=series.time_zone, initial=_as_it_is(session, series))
    if form.is_valid() and (changed := _changed(request, form, session)):
        return redirect("sessions_app:series_detail", pk=changed.pk)
    return page(request, "sessions_app/session_later.html", {"session": session}, form=form)


def _as_it_is(session: SupportSession, series: SessionSeries) -> dict[str, object]:
    """The day of this one, and everything else as the series has it."""
    start = planned_for(series.local_start) | {"start_date": session.occurrence}
    rest = {"way": series.way, "place": series.place, "ends_on": series.ends_on, "key": uuid.uuid4()}
    return start | length_initial(series.minutes) | rest


def _changed(request: HttpRequest, form: LaterForm, session: SupportSession) -> SessionSeries | None:
    said = form.in_words_of_series() | {"key": form.cleaned_data["key"]}
    try:
        series = services.change_series(session=session, by=request.user, **said)
    except DomainError as error:
        add_error(form, error)
        return None
    undo = reverse("sessions_app:series_undo", args=[series.pk])
    messages.success(request, _("Changed: this one and all later ones."), extra_tags=f"undo:{undo}")
    return series


@require_http_methods(["GET", "POST"])
def group_repeat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A group that comes together every week or every other. Who leads it plans it; without a lead any peer."""
    require(request, Permission.LOG_SESSION)
    groups = Group.objects.open_in(request.user.agency_id).select_related("program")
    group = get_object_or_404(groups, pk=pk)
    if group.lead_id is not None and group.lead_id != request.user.peer.pk:
        raise PermissionDenied
    start = {"key": uuid.uuid4(), "minutes": "90", "repeats": "1", "way": "in_person"}
    form = RepeatForm(request.POST or None, zone=group.program.time_zone, initial=start)
    if form.is_valid() and (series := _repeated(request, form, group)):
        return redirect("sessions_app:series_detail", pk=series.pk)
    return page(request, "sessions_app/group_repeat.html", {"group": group}, form=form)


def _repeated(request: HttpRequest, form: RepeatForm, group: Group) -> SessionSeries | None:
    said = form.in_words_of_series() | {"key": form.cleaned_data["key"]}
    every = int(form.cleaned_data["repeats"])
    try:
        series = services.start_series(group=group, every=every, by=request.user, **said)
    except DomainError as error:
        add_error(form, error)
        return None
    messages.success(request, planned_words(series.every))
    return series
