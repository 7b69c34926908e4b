"""A meeting of a group: planned, written down as a number or with names, and a note about one who came."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from sessions_app import group_pages, queries, services
from sessions_app.forms import GatheringForm, GatheringPlanForm, GroupNoteForm
from sessions_app.group_pages import GroupDesk
from sessions_app.hints import hints_for
from sessions_app.models import SessionNote, SupportSession

from .asked import comes_from_day, id_in, own_session, way_on


@require_http_methods(["GET", "POST"])
def group_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    group = group_pages.group_of(request.user, pk)
    if not group_pages.may_write_down(request.user, group):
        raise PermissionDenied
    zone = group.program.time_zone
    form = GatheringPlanForm(
        request.POST or None, zone=zone, initial={"key": uuid.uuid4(), "minutes": "60", "way": "in_person"}
    )
    if form.is_valid() and _planned(request, form, group):
        return redirect("sessions_app:group_detail", pk=pk)
    return page(request, "sessions_app/group_plan.html", {"group": group, "zone": zone}, form=form)


def _planned(request: HttpRequest, form: GatheringPlanForm, group: object) -> bool:
    said = form.cleaned_data
    try:
        services.plan_gathering(
            key=said["key"],
            group=group,
            local_start=said["local_start"],
            minutes=said["length"],
            way=said["way"],
            fold=said["fold"],
            by=request.user,
        )
    except DomainError as error:
        add_error(form, error)
        return False
    messages.success(request, _("Planned."))
    return True


@require_http_methods(["GET", "POST"])
def group_met(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who came? ?plan= is the planned meeting that this was."""
    require(request, Permission.LOG_SESSION)
    group = group_pages.group_of(request.user, pk)
    sent = id_in(request.POST.get("key"))
    desk = group_pages.group_desk(request.user, group, id_in(request.GET.get("plan")), sent=sent)
    if request.method == "GET" and desk.plan and desk.plan.state == SupportSession.State.COMPLETED:
        return redirect("sessions_app:session_detail", pk=desk.plan.pk)
    if not desk.is_open:
        raise WrongState(_("This meeting has moved on since you opened the page."))
    form = GatheringForm(
        request.POST or None,
        group=group,
        known=desk.known,
        were_named=desk.were_named,
        plan=desk.plan,
        last=desk.last,
        initial={"key": desk.plan.pk if desk.plan else uuid.uuid4()},
    )
    if form.is_valid():
        return _save(request, desk, form)
    return _who_came(request, desk, form)


def _who_came(request: HttpRequest, desk: GroupDesk, form: GatheringForm) -> HttpResponse:
    return page(request, "sessions_app/group_met.html", {"desk": desk, "group": desk.group}, form=form)


def _save(request: HttpRequest, desk: GroupDesk, form: GatheringForm) -> HttpResponse:
    key = desk.plan.pk if desk.plan else form.cleaned_data["key"]
    try:
        if desk.keeps_names:
            services.complete_gathering(key=key, group=desk.group, entry=form.entry, by=request.user)
        else:
            _count(request, desk, form, key)
    except DomainError as error:
        if isinstance(error, services.NamesSomebody):
            form.offer(error.words)
        add_error(form, error)
        response = _who_came(request, desk, form)
        response.status_code = 409 if isinstance(error, WrongState) else 422
        return response
    came = form.entry.headcount
    words = ngettext("Saved: %(count)d person came.", "Saved: %(count)d people came.", came)
    messages.success(request, words % {"count": came})
    if form.entry.people and not comes_from_day(request):
        return redirect("sessions_app:session_detail", pk=key)
    return redirect(way_on(request))


def _count(request: HttpRequest, desk: GroupDesk, form: GatheringForm, key: UUID) -> None:
    """In a program that keeps no names a meeting of a group is one more line of the tally."""
    entry = form.entry
    services.count_people(
        key=form.cleaned_data["key"] if desk.plan is None else key,
        program=desk.group.program,
        minutes=entry.minutes,
        people=entry.headcount,
        day=entry.local_start.date(),
        way=entry.way,
        kinds=entry.kinds,
        plan=desk.plan,
        by=request.user,
    )


@require_http_methods(["GET", "POST"])
def group_note(request: HttpRequest, pk: UUID, person: UUID) -> HttpResponse:
    """A note about one person who came: by the peer who wrote the meeting down and walks with them."""
    require(request, Permission.LOG_SESSION)
    session = own_session(request, pk)
    if session.group_id is None:
        raise Http404
    attendance = get_object_or_404(session.attendances, person=person)
    desk = queries.desk_for(request.user, person_id=person, key=pk)
    note = SessionNote.objects.filter(attendance=attendance).first()
    if request.method == "GET" and note is not None:
        return redirect(reverse("sessions_app:session_read", args=[pk], query={"note": note.pk}))
    if not (desk.has_consent and desk.rule.keeps_words):
        raise WrongState(_("What you two agreed leaves no room for words about this."))
    initial = {"language": queries.note_language(desk)}
    form = GroupNoteForm(request.POST or None, desk=desk, session=session, initial=initial)
    if form.is_valid():
        try:
            services.write_group_note(session=session, person_id=person, words=form.words, by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved. %(name)s can read it.") % {"name": desk.person.chosen_name})
            return redirect("sessions_app:session_detail", pk=pk)
    hints = hints_for([desk.person], by=request.user)
    context = {
        "desk": desk,
        "session": session,
        "hints": hints,
        "left_out": hints.about(desk.person).left_out,
    }
    return page(request, "sessions_app/group_note.html", context, form=form)
