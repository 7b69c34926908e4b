"""One meeting: its facts, and its words behind a question."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.people.models import SupportedPerson
from sessions_app import services
from sessions_app.forms import AddendumForm, WhyForm
from sessions_app.listing import TONES
from sessions_app.models import Attendance, Kind, SessionNote, SupportSession
from sessions_app.reading import is_author, open_notes

from .asked import own_session, reached_session


def _context(request: HttpRequest, session: SupportSession) -> dict[str, object]:
    return {
        "session": session,
        "names": Attendance.objects.chosen_names([session.pk]).get(session.pk, []),
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
    if session.state in {session.State.NOT_MET, session.State.CANCELLED}:
        walking = SupportedPerson.objects.paired_with(request.user).filter(attendances__session=session)
        context["may_plan_again"] = walking.exists()
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


def _read(
    request: HttpRequest, session: SupportSession, purpose: Purpose, *, form: AddendumForm | None = None
) -> HttpResponse:
    opened = open_notes(session, by=request.user, purpose=purpose)
    if not opened:
        raise Http404
    context = _context(request, session) | {"notes": opened}
    return page(request, "sessions_app/session_read.html", context, form=form or AddendumForm())


@require_POST
def addendum_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add something to one's own finished note; the note itself stays as it is."""
    _staff_only(request)
    session = own_session(request, pk)
    form = AddendumForm(request.POST)
    note = SessionNote.objects.filter(session=session).get()
    if form.is_valid():
        try:
            services.add_addendum(note=note, text=form.cleaned_data["text"], by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Added."))
            return redirect("sessions_app:session_read", pk=pk)
    return _read(request, session, Purpose.OWN_WORK, form=form)
