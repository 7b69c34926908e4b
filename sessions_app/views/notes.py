"""One meeting: its facts, and its words behind a question."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.people.models import SupportedPerson
from sessions_app import services
from sessions_app.forms import AddendumForm, WhyForm
from sessions_app.gathering_reading import gathering_of
from sessions_app.hints import hints_for
from sessions_app.listing import TONES
from sessions_app.local_time import is_about_now
from sessions_app.models import Attendance, Kind, SessionNote, SupportSession
from sessions_app.reading import is_author, open_notes
from sessions_app.series_page import remark_on

from .asked import id_in, own_session, reached_session


def _context(request: HttpRequest, session: SupportSession) -> dict[str, object]:
    names = Attendance.objects.chosen_names([session.pk]).get(session.pk, [])
    if not names and session.group_id is None and is_author(session, request.user):
        names = Attendance.objects.names_of_the_dead(session.pk, request.user)
    return {
        "session": session,
        "names": names,
        "kinds": [Kind(kind).label for kind in session.kinds],
        "tone": TONES[session.state],
        "is_own": is_author(session, request.user) and request.user.may(Permission.LOG_SESSION),
    }


def _staff_only(request: HttpRequest) -> None:
    """The person has pages of their own about the same meeting."""
    if request.user.kind == request.user.Kind.PERSON:
        raise Http404


@require_http_methods(["GET"])
def session_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    _staff_only(request)
    session = reached_session(pk)
    context = _context(request, session) | {"why": WhyForm()}
    if session.group is not None:
        context["gathering"] = gathering_of(session, request.user)
    if session.state in {session.State.NOT_MET, session.State.CANCELLED}:
        walking = SupportedPerson.objects.paired_with(request.user).filter(attendances__session=session)
        context["may_plan_again"] = walking.exists()
    elif session.state == session.State.PLANNED:
        context["is_about_now"] = is_about_now(session.starts_at)
        context["remark"] = remark_on(session, session.series) if session.series else ""
    return page(request, "sessions_app/session_detail.html", context)


@require_http_methods(["GET", "POST"])
def session_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The words. Whoever did not write them says why, and the person can see it."""
    _staff_only(request)
    session = reached_session(pk)
    if is_author(session, request.user):
        return _read(request, session, Purpose.OWN_WORK)
    why = WhyForm(request.POST or None)
    if request.method == "POST" and why.is_valid():
        return _read(request, session, Purpose(why.cleaned_data["why"]))
    return redirect("sessions_app:session_detail", pk=pk)


def _only(request: HttpRequest) -> UUID | None:
    """One of the notes, where a group met and several have one: the others stay closed."""
    return id_in(request.GET.get("note"))


def _read(
    request: HttpRequest, session: SupportSession, purpose: Purpose, *, form: AddendumForm | None = None
) -> HttpResponse:
    opened = open_notes(session, by=request.user, purpose=purpose, only=_only(request))
    if not opened:
        raise Http404
    context = _context(request, session) | {"notes": opened, "only": _only(request), "why_read": purpose}
    form = form or AddendumForm(initial={"key": uuid.uuid4()})
    if context["is_own"] and len(opened) == 1:
        context["hints"] = hints_for([opened[0].note.person], by=request.user, via="author")
        form.is_about(opened[0].note)
    return page(request, "sessions_app/session_read.html", context, form=form)


@require_POST
def addendum_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add something to one's own finished note; the note itself stays as it is."""
    _staff_only(request)
    session = own_session(request, pk)
    form = AddendumForm(request.POST)
    notes = SessionNote.objects.filter(session=session)
    note = get_object_or_404(notes, pk=_only(request)) if session.group_id else notes.get()
    if form.is_valid():
        try:
            services.add_addendum(note=note, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Added."))
            return redirect(reverse("sessions_app:session_read", args=[pk], query=request.GET))
    return _read(request, session, Purpose.OWN_WORK, form=form)
