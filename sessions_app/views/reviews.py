"""A supervisor returns a note, its author answers, and it is closed with thanks. The note itself stays as it is."""

from collections.abc import Callable
from typing import Any
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
from peersupport.core.http import add_error, page, require
from sessions_app import services
from sessions_app.forms import WhyForm
from sessions_app.forms.reviews import ReviewAnswerForm, ReviewForm, hints_about, mark_hints
from sessions_app.hints import hints_for
from sessions_app.models import Attendance, NoteReview, SessionNote
from sessions_app.reading import OpenNote, open_notes
from sessions_app.services.supervised import own_note, supervised_note


def found_or_404(find: Callable[..., SessionNote], pk: UUID, request: HttpRequest) -> SessionNote:
    try:
        return find(note_id=pk, by=request.user)
    except SessionNote.DoesNotExist:
        raise Http404 from None


def opened_or_404(note: SessionNote, request: HttpRequest, purpose: Purpose) -> OpenNote:
    """The note in plain text, with a trace; 404 if it has just been closed to this reader."""
    opened = open_notes(note.session, by=request.user, purpose=purpose, only=note.pk)
    if not opened:
        raise Http404
    return opened[0]


def around(note: SessionNote, opened: OpenNote) -> dict[str, Any]:
    """What a page about one note shows of its meeting."""
    names = Attendance.objects.chosen_names([note.session_id]).get(note.session_id, [])
    return {"session": note.session, "names": names, "open": opened, "note": note}


@require_http_methods(["GET", "POST"])
def note_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is good, and what is asked beside each part. 404 for everybody but a supervisor who may read the words.

    Why they open it is asked first, and stands in the address from then on.
    """
    require(request, Permission.SEE_LINKED_SESSIONS)
    note = found_or_404(supervised_note, pk, request)
    why = WhyForm(request.GET)
    if not why.is_valid() and request.method == "GET":
        names = Attendance.objects.chosen_names([note.session_id]).get(note.session_id, [])
        asked = {"session": note.session, "note": note, "names": names, "why": WhyForm(), "is_own": False}
        return page(request, "sessions_app/note_why.html", asked)
    opened = opened_or_404(note, request, Purpose(why.cleaned_data.get("why") or Purpose.DOCUMENTATION))
    begun = next(
        (one for one in opened.beside.reviews if one.is_mine and one.state == NoteReview.State.OPEN), None
    )
    looks = request.method == "POST" and "look" in request.POST
    form = ReviewForm(
        request.POST if request.method == "POST" and not looks else None,
        text=opened.text,
        begun=begun,
        typed=request.POST if looks else None,
    )
    if form.is_bound and _kept_or_returned(request, note, form):
        return redirect(reverse("sessions_app:note_review", args=[pk], query=request.GET))
    hints = hints_for([note.person], by=request.user)
    form.give_hints(note.person)
    context = {**around(note, opened), "begun": begun, "is_own": False, "hints": hints}
    context["looked"] = hints_about(form, hints, note.person) if looks else None
    return page(request, "sessions_app/note_review.html", context, form=form)


def _kept_or_returned(request: HttpRequest, note: SessionNote, form: ReviewForm) -> bool:
    """Whether it was saved; otherwise the form says why not."""
    keeps = "keep" in request.POST
    if keeps:
        form.fields["good"].required = False
    if not form.is_valid():
        return False
    act = services.keep_review if keeps else services.return_review
    try:
        act(note=note, good=form.cleaned_data["good"], comments=form.comments(), by=request.user)
    except DomainError as error:
        add_error(form, error)
        return False
    messages.success(request, _("Kept. Nobody else reads it yet.") if keeps else _("Returned."))
    return True


@require_POST
def review_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw away what was begun and not sent."""
    require(request, Permission.SEE_LINKED_SESSIONS)
    review = get_object_or_404(NoteReview.objects.select_related("note"), pk=pk, reviewer=request.user)
    services.drop_review(review=review, by=request.user)
    messages.success(request, _("Thrown away."))
    return redirect("sessions_app:session_detail", review.note.session_id)


@require_http_methods(["GET", "POST"])
def review_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The author's answer: something is added below the note, or it stays as it is, with a reason."""
    require(request, Permission.LOG_SESSION)
    review = get_object_or_404(NoteReview.objects.exclude(state=NoteReview.State.OPEN), pk=pk)
    note = found_or_404(own_note, review.note_id, request)
    opened = opened_or_404(note, request, Purpose.OWN_WORK)
    looks = request.method == "POST" and "look" in request.POST
    form = ReviewAnswerForm(
        request.POST if request.method == "POST" and not looks else None,
        initial=request.POST.dict() if looks else None,
    )
    if form.is_valid():
        try:
            services.answer_review(review=review, by=request.user, **form.said())
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Answered."))
            return redirect("home:index")
    asked = next(one for one in opened.beside.reviews if one.id == pk)
    hints = hints_for([note.person], by=request.user, via="author")
    mark_hints(form, note.person)
    context = {**around(note, opened), "asked": asked, "is_own": True, "hints": hints}
    context["looked"] = hints_about(form, hints, note.person) if looks else None
    return page(request, "sessions_app/review_answer.html", context, form=form)


@require_POST
def review_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thank you, and it is done."""
    require(request, Permission.SEE_LINKED_SESSIONS)
    review = get_object_or_404(NoteReview, pk=pk, reviewer=request.user)
    services.close_review(review=review, by=request.user)
    messages.success(request, _("Closed, with thanks."))
    return redirect("home:index")
