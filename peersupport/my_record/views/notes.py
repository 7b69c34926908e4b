"""What the person says to a note, and what they do with it. Every address here is theirs alone."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.audit.services import Purpose
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.my_record.scope import my_person
from sessions_app import services
from sessions_app.forms import AnswerForm, LeaveOutForm, OwnWordsForm
from sessions_app.models import PersonResponse, SessionNote, SetAside, SupportSession
from sessions_app.reading import OpenNote, open_notes
from sessions_app.reading_answers import kept_readable, open_versions
from sessions_app.services.answers import senior_of


def _note(request: HttpRequest, pk: uuid.UUID) -> SessionNote:
    """A note about the person who is signed in, once it opened for them."""
    note: SessionNote = get_object_or_404(
        SessionNote.objects.select_related("peer__user", "person__agency"), pk=pk, person=my_person(request)
    )
    return note


def _opened(request: HttpRequest, note: SessionNote) -> OpenNote:
    session = SupportSession.objects.select_related("peer__user").get(pk=note.session_id)
    found = open_notes(session, by=request.user, purpose=Purpose.OWN_RECORD, only=note.pk)
    if not found:
        raise Http404
    return found[0]


def _back(note: SessionNote) -> HttpResponse:
    return redirect("my_record:meeting_detail", note.session_id)


@require_POST
def note_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap. What is to be left out is chosen on a page of its own."""
    note = _note(request, pk)
    kind = request.POST.get("kind", "")
    if kind == PersonResponse.Kind.LEAVE_OUT:
        return redirect("my_record:note_leave_out", pk)
    form = AnswerForm(request.POST, has_senior=senior_of(note))
    if form.is_valid():
        try:
            services.answer_note(note_id=pk, kind=kind, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Thank you. Your answer stands beside the note."))
            return _back(note)
    opened = _opened(request, note)
    return page(request, "my_record/note_answer.html", {"open": opened}, form=form)


@require_http_methods(["GET", "POST"])
def note_leave_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose sentences; they are gone at once."""
    note = _note(request, pk)
    opened = _opened(request, note)
    data = request.POST if request.method == "POST" else None
    form = LeaveOutForm(
        data, initial={"key": uuid.uuid4()}, has_senior=senior_of(note), sentences=opened.sentences
    )
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "passages"}
        try:
            services.leave_out(note_id=pk, passages=form.chosen(), by=request.user, **said)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Done. Your peer sees that you asked for it."))
            return _back(note)
    context = {"open": opened, "kept": kept_readable(note)}
    return page(request, "my_record/note_leave_out.html", context, form=form)


@require_http_methods(["GET", "POST"])
def note_words(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The person's own box, while the note is ready to read."""
    note = _note(request, pk)
    opened = _opened(request, note)
    data = request.POST if request.method == "POST" else None
    form = OwnWordsForm(data, initial={"own_words": opened.text.own_words})
    if form.is_valid():
        try:
            services.change_note(note_id=pk, words=form.cleaned_data, by=request.user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return _back(note)
    return page(request, "my_record/note_words.html", {"open": opened}, form=form)


@require_POST
def note_strike(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nobody else reads what stands in the person's box."""
    note = _note(request, pk)
    services.strike_own_words(note_id=pk, by=request.user)
    messages.success(request, _("Nobody else reads these words now."))
    return _back(note)


@require_GET
def note_versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    note = _note(request, pk)
    return page(
        request,
        "my_record/note_versions.html",
        {"note": note, "versions": open_versions(pk, by=request.user)},
    )


@require_POST
def answer_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an answer back: its words are gone."""
    response = get_object_or_404(
        PersonResponse.objects.select_related("note"), pk=pk, person=my_person(request)
    )
    services.take_back_answer(response_id=pk, by=request.user)
    messages.success(request, _("Taken back. What you wrote is gone for everybody."))
    return _back(response.note)


@require_POST
def passage_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a passage back."""
    passage = get_object_or_404(SetAside.objects.select_related("note"), pk=pk, person=my_person(request))
    services.put_back(passage_id=pk, by=request.user)
    messages.success(request, _("It stands in the note again."))
    return _back(passage.note)
