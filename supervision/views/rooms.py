"""Meetings of the two rooms: both at a glance, one of them, planning, and "we met"."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require, sent
from supervision import services
from supervision.forms.rooms import HeldForm, LineForm, MetForm, PlanForm
from supervision.queries import rooms as queries
from supervision.queries.room_keys import keys_gone_for
from supervision.room_reading import open_meeting, open_shared
from supervision.rooms import SENIOR, Room

from .room_scope import meeting_of, reader, room_of

CIRCLE = "circle"
OFFICE_SEES = timedelta(days=92)


@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    shared, older = queries.shared_with(user, before=request.GET.get("before", ""))
    in_circle = queries.is_in_circle(user)
    context = {
        "sections": queries.rooms_page(user, in_circle=in_circle),
        "talk": queries.talk_offered(user),
        "wishes": queries.wishes_for(user),
        "shared": open_shared(shared, user),
        "older": older,
        "in_circle": in_circle,
        "is_peer": Role.PEER in user.roles,
        "words_gone_at": keys_gone_for(user),
    }
    return render(request, "supervision/meetings.html", context)


@require_GET
def meeting_list(request: HttpRequest, room: str) -> HttpResponse:
    """All held meetings of one room, or with `planned` all that are to come."""
    found = room_of(request, room)
    if "planned" in request.GET:
        after = request.GET.get("after", "")
        coming, later = queries.planned_page(found, request.user, after=after)
        context = {"room": found, "meetings": coming, "is_planned": True, "later": later, "after": after}
        return render(request, "supervision/meeting_list.html", context)
    rows, older = queries.room_page(found, request.user, before=request.GET.get("before", ""))
    context = {"room": found, "meetings": rows, "older": older}
    return render(request, "supervision/meeting_list.html", context)


@require_GET
def meeting_dates(request: HttpRequest) -> HttpResponse:
    """For the office: the days of the clinical room, and what peers share with it."""
    require(request, Permission.ARRANGE_SUPERVISION)
    user = request.user
    shared, older = queries.shared_with(user, before=request.GET.get("before", ""), audience="office")
    context = {
        "peers": queries.office_dates(user, since=user.agency.today() - OFFICE_SEES),
        "shared": open_shared(shared, user),
        "older": older,
    }
    return render(request, "supervision/meeting_dates.html", context)


def who(request: HttpRequest, key: str) -> tuple[Room, dict[str, Any]]:
    """The room that is planned in, and whom the form offers. 404 where there is nobody to meet."""
    user = reader(request)
    if key == CIRCLE:
        if not queries.is_in_circle(user):
            raise Http404
        others = queries.others_in_circles(user)
        return SENIOR, {"user": user, "supervisors": [], "peers": others, "circle": True}
    room = room_of(request, key)
    supervisors, peers = queries.who_to_meet(room, user)
    if not supervisors and not peers:
        raise Http404
    return room, {"user": user, "supervisors": supervisors, "peers": peers}


@require_http_methods(["GET", "POST"])
def meeting_plan(request: HttpRequest, room: str) -> HttpResponse:
    found, choices = who(request, room)
    form = PlanForm(sent(request), room=found, **choices)
    if form.is_valid():
        try:
            planned = services.plan_meeting(room=found, by=request.user, **form.said())
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Planned. Both of you can write down what to talk about."))
            return redirect("supervision:meeting_page", found.key, planned.pk)
    return page(request, "supervision/meeting_plan.html", {"room": found, "key": room}, form=form)


@require_http_methods(["GET", "POST"])
def meeting_met_new(request: HttpRequest, room: str) -> HttpResponse:
    found, choices = who(request, room)
    form = MetForm(sent(request), room=found, today=request.user.agency.today(), **choices)
    if form.is_valid():
        try:
            held = services.note_meeting(room=found, by=request.user, **form.said())
        except DomainError as error:
            add_error(form, error)
        else:
            return _said(request, found, held, _("Written down: you met."))
    return page(request, "supervision/meeting_met.html", {"room": found, "meeting": None}, form=form)


@require_http_methods(["GET", "POST"])
def meeting_met(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    found, meeting = meeting_of(request, room, pk)
    if not meeting.is_planned:
        return redirect("supervision:meeting_page", room, pk)
    form = HeldForm(sent(request), room=found, today=request.user.agency.today())
    if form.is_valid():
        try:
            services.hold_meeting(room=found, meeting=meeting, by=request.user, **form.held())
        except DomainError as error:
            add_error(form, error)
        else:
            return _said(request, found, meeting, _("Written down: you met."))
    context = {"room": found, "meeting": queries.with_people(found, [meeting], request.user)[0]}
    return page(request, "supervision/meeting_met.html", context, form=form)


@require_POST
def meeting_off(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    found, meeting = meeting_of(request, room, pk)
    services.call_off_meeting(room=found, meeting=meeting, by=request.user)
    return _said(request, found, meeting, _("Called off."))


@require_POST
def meeting_undo(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    found, meeting = meeting_of(request, room, pk)
    left = services.undo_meeting(room=found, meeting=meeting, by=request.user)
    messages.success(request, _("Undone."))
    return redirect("supervision:meeting_page", room, pk) if left else redirect("supervision:meetings")


@require_http_methods(["GET", "POST"])
def meeting_page(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    """What is there to talk about and to do. What is sent here is one more line."""
    found, meeting = meeting_of(request, room, pk, to_change=request.method == "POST")
    opened = open_meeting(found, meeting, request.user)
    form = LineForm(sent(request), room=found, people=opened.meeting.people, user=request.user)
    if form.is_valid():
        try:
            services.add_line(room=found, meeting=meeting, by=request.user, **form.said())
        except DomainError as error:
            add_error(form, error)
        else:
            return redirect("supervision:meeting_page", room, pk)
    context = {"room": found, "page": opened, "is_peer": Role.PEER in request.user.roles}
    return page(request, "supervision/meeting_page.html", context, form=form)


def _said(request: HttpRequest, room: Room, meeting: Any, text: str) -> HttpResponse:
    undo = reverse("supervision:meeting_undo", args=[room.key, meeting.pk])
    messages.success(request, text, extra_tags=f"undo:{undo}")
    return redirect("supervision:meeting_page", room.key, meeting.pk)
