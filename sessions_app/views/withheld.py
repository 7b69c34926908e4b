"""One passage that the person does not read: asked for by its author, agreed to by a supervisor of theirs."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose, reading
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from sessions_app import services
from sessions_app.beside import open_asked
from sessions_app.forms.reviews import ExplainForm, WithholdForm, hints_about, mark_hints
from sessions_app.hints import hints_for
from sessions_app.models import SessionNote, WithheldPassage
from sessions_app.reading import relation
from sessions_app.services.supervised import own_note, supervised_note

from .reviews import around, found_or_404, opened_or_404


def read_address(note: SessionNote) -> str:
    """Where the author reads this note, also where several stand at one meeting."""
    query = {"note": str(note.pk)} if note.session.group_id else {}
    return reverse("sessions_app:session_read", args=[note.session_id], query=query)


@require_http_methods(["GET", "POST"])
def withhold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asked for by who wrote the note. Nobody else reads it before a second person agreed."""
    require(request, Permission.LOG_SESSION)
    note = found_or_404(own_note, pk, request)
    looks = request.method == "POST" and "look" in request.POST
    form = WithholdForm(
        request.POST if request.method == "POST" and not looks else None,
        initial=request.POST.dict() if looks else None,
    )
    if form.is_valid():
        try:
            services.withhold_passage(note=note, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(
                request, _("Kept for you alone. Somebody who looks after your work looks at it first.")
            )
            return redirect(read_address(note))
    hints = hints_for([note.person], by=request.user, via="author")
    mark_hints(form, note.person)
    context = {"note": note, "session": note.session, "back_url": read_address(note), "hints": hints}
    context["looked"] = hints_about(form, hints, note.person) if looks else None
    return page(request, "sessions_app/withhold.html", context, form=form)


@require_POST
def withheld_take_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request, Permission.LOG_SESSION)
    passage = get_object_or_404(WithheldPassage, pk=pk, author=request.user)
    note = SessionNote.objects.select_related("session").get(pk=passage.note_id)
    services.take_out_passage(passage=passage, by=request.user)
    messages.success(request, _("It is gone."))
    return redirect(read_address(note))


@require_http_methods(["GET", "POST"])
def withheld_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the second person: yes or no; later the person's question why, and its answer. 404 for everybody else."""
    require(request, Permission.SEE_LINKED_SESSIONS)
    passage = get_object_or_404(WithheldPassage.objects.select_related("author", "decided_by"), pk=pk)
    if passage.state == WithheldPassage.State.REFUSED:
        raise Http404
    note = found_or_404(supervised_note, passage.note_id, request)
    looks = request.method == "POST" and "look" in request.POST
    form = _explained(request, looks=looks)
    if request.method == "POST" and not looks:
        if not form.is_bound:
            return _decide(request, passage)
        if form.is_valid():
            try:
                services.answer_why_withheld(passage=passage, by=request.user, **form.cleaned_data)
            except DomainError as error:
                add_error(form, error)
            else:
                messages.success(request, _("Answered."))
                return redirect("home:index")
    opened = opened_or_404(note, request, Purpose.DOCUMENTATION)
    with reading(
        by=request.user, purpose=Purpose.DOCUMENTATION, via=relation(note.session, request.user)
    ) as handle:
        text = open_asked(passage, handle)
    hints = hints_for([note.person], by=request.user)
    mark_hints(form, note.person)
    context = {**around(note, opened), "passage": passage, "text": text, "is_own": False, "hints": hints}
    context["looked"] = hints_about(form, hints, note.person) if looks else None
    return page(request, "sessions_app/withheld_show.html", context, form=form)


def _explained(request: HttpRequest, *, looks: bool) -> ExplainForm:
    """The answer to the person's question why: as it was sent, or as it is looked at while it is written."""
    if looks:
        return ExplainForm(initial=request.POST.dict())
    return ExplainForm(request.POST if request.method == "POST" and "explain" in request.POST else None)


def _decide(request: HttpRequest, passage: WithheldPassage) -> HttpResponse:
    agrees = request.POST.get("answer")
    if agrees not in {"yes", "no"}:
        return redirect("sessions_app:withheld_show", passage.pk)
    services.decide_passage(passage=passage, agrees=agrees == "yes", by=request.user)
    messages.success(
        request,
        _("It is withheld. The person sees that, why, and that you agreed.")
        if agrees == "yes"
        else _("It is not withheld, and its words are gone."),
    )
    return redirect("home:index")
