"""A note and its two: changed while it is ready, read together, and what the person says to it, read and answered."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import Purpose
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from sessions_app import services
from sessions_app.forms import AnswerForm, ChangeForm, GivenForm, LeaveOutForm, ReplyForm
from sessions_app.hints import hints_for
from sessions_app.models import PersonResponse, SessionNote, SupportSession
from sessions_app.reading import OpenNote, open_notes
from sessions_app.reading_answers import kept_readable, open_versions, open_waiting
from sessions_app.services.answers import senior_of

from .asked import id_in, own_session, reached_session
from .check_ins import language_of


def _own_note(request: HttpRequest, pk: UUID) -> SessionNote:
    """A note of the reader's own: 404 if they may not see the meeting, 403 if another peer wrote it."""
    require(request, Permission.LOG_SESSION)
    notes = SessionNote.objects.select_related("peer__user", "person__agency", "session")
    note: SessionNote = get_object_or_404(notes, pk=pk, agency=request.user.agency)
    own_session(request, note.session_id)
    return note


def _opened(request: HttpRequest, session: SupportSession, only: UUID | None) -> OpenNote:
    found = open_notes(session, by=request.user, purpose=Purpose.OWN_WORK, only=only)
    if len(found) != 1:
        raise Http404
    return found[0]


def _to_note(note: SessionNote) -> HttpResponse:
    only = f"?note={note.pk}" if note.session.group_id else ""
    return redirect(f"{redirect('sessions_app:session_read', pk=note.session_id).url}{only}")


@require_http_methods(["GET", "POST"])
def note_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The peer's words of a note that is not finished."""
    note = _own_note(request, pk)
    opened = _opened(request, reached_session(note.session_id), pk)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, initial={name: getattr(opened.text, name) for name in SessionNote.PEERS_WORDS})
    if form.is_valid():
        try:
            services.change_note(note_id=pk, words=form.cleaned_data, by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Changed. What stood there before is kept for you two."))
            return _to_note(note)
    form.is_about(opened.note)
    context = {"open": opened, "hints": hints_for([opened.note.person], by=request.user, via="author")}
    return page(request, "sessions_app/note_change.html", context, form=form)


@require_GET
def note_versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    note = _own_note(request, pk)
    context = {"session_id": note.session_id, "versions": open_versions(pk, by=request.user)}
    return page(request, "sessions_app/note_versions.html", context)


@require_http_methods(["GET", "POST"])
def answer_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the person answered on paper or aloud, written down by the peer as theirs."""
    note = _own_note(request, pk)
    opened = _opened(request, reached_session(note.session_id), pk)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, initial={"key": uuid.uuid4()}, has_senior=senior_of(note))
    given = GivenForm(data)
    if form.is_valid() and given.is_valid():
        said = {**form.cleaned_data, **given.cleaned_data, "kind": request.POST.get("kind", "")}
        try:
            services.answer_note(note_id=pk, by=request.user, **said)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Written down as theirs."))
            return _to_note(note)
    return page(request, "sessions_app/answer_record.html", {"open": opened, "given": given}, form=form)


@require_GET
def answers_waiting(request: HttpRequest) -> HttpResponse:
    """Something to read: what people answered, for whom it is."""
    if not {Role.PEER, Role.SENIOR_PEER_SUPERVISOR} & set(request.user.roles):
        raise Http404
    return page(request, "sessions_app/answers_waiting.html", {"answers": open_waiting(by=request.user)})


@require_POST
def answer_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I read it. Thank you; or some words."""
    form = ReplyForm(request.POST)
    if form.is_valid():
        services.reply_to_answer(response_id=pk, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("They see that you read it."))
        return redirect("sessions_app:answers_waiting")
    context = {"answers": open_waiting(by=request.user)}
    return page(request, "sessions_app/answers_waiting.html", context, form=form)


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two people read a note on one phone. The answer is the person's; afterwards the phone goes back."""
    require(request, Permission.LOG_SESSION)
    session = own_session(request, pk)
    opened = _opened(request, session, id_in(request.GET.get("note")))
    note = SessionNote.objects.select_related("person__agency").get(pk=opened.note.pk)
    if "done" in request.POST:
        return redirect("sessions_app:session_detail", pk=pk)
    with translation.override(language_of(note.person)):
        answered = _answer(request, note, opened)
        return answered if isinstance(answered, HttpResponse) else _together(request, opened, **answered)


def _together(request: HttpRequest, opened: OpenNote, *, form: Any, is_leaving_out: bool) -> HttpResponse:
    kept = kept_readable(opened.note) if is_leaving_out else []
    context = {"open": opened, "is_leaving_out": is_leaving_out, "kept": kept}
    return page(request, "sessions_app/together.html", context, form=form)


def _answer(request: HttpRequest, note: SessionNote, opened: OpenNote) -> HttpResponse | dict[str, Any]:
    """A redirect to the same page when something was said, else what to show."""
    is_leaving_out = request.POST.get("kind") == PersonResponse.Kind.LEAVE_OUT or "leave" in request.POST
    data = request.POST if request.method == "POST" and request.POST.get("kind") != "leave_out" else None
    common: dict[str, Any] = {"initial": {"key": uuid.uuid4()}, "has_senior": senior_of(note)}
    form: AnswerForm = (
        LeaveOutForm(data, sentences=opened.sentences, **common)
        if is_leaving_out
        else AnswerForm(data, **common)
    )
    if not form.is_valid():
        return {"form": form, "is_leaving_out": is_leaving_out}
    said = {name: value for name, value in form.cleaned_data.items() if name != "passages"}
    try:
        if isinstance(form, LeaveOutForm):
            services.leave_out(note_id=note.pk, passages=form.chosen(), by=request.user, **said)
        else:
            kind = request.POST.get("kind", "")
            services.answer_note(note_id=note.pk, kind=kind, by=request.user, **said)
    except DomainError as error:
        add_error(form, error)
        return {"form": form, "is_leaving_out": is_leaving_out}
    messages.success(request, _("Thank you. Your answer stands beside the note."))
    return redirect(request.get_full_path())
