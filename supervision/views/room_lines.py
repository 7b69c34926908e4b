"""Single lines of a meeting: ticked off, carried over, shared outward; a wish to talk; answers kept for oneself."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, sent
from supervision import services
from supervision.forms.rooms import AnswerForm, ShareForm
from supervision.humility import QUESTIONS
from supervision.models import KeptAnswer, SeniorLine, SharedLine, TalkWish
from supervision.queries.rooms import may_share
from supervision.room_reading import kept_answers, texts_of
from supervision.rooms import SENIOR

from .room_scope import line_of, meeting_of, reader


@require_POST
def line_settle(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    """Ticked off, or open again with `open`."""
    found, line = line_of(request, room, pk)
    services.settle_line(room=found, line=line, done="open" not in request.POST, by=request.user)
    return redirect("supervision:meeting_page", room, line.meeting_id)


@require_POST
def line_carry(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    found, line = line_of(request, room, pk)
    services.carry_line(room=found, line=line, by=request.user)
    messages.success(request, _("It comes along to the next meeting."))
    return redirect("supervision:meeting_page", room, line.meeting_id)


@require_POST
def line_delete(request: HttpRequest, room: str, pk: uuid.UUID) -> HttpResponse:
    found, line = line_of(request, room, pk)
    services.delete_line(room=found, line=line, by=request.user)
    messages.success(request, _("Taken out."))
    return redirect("supervision:meeting_page", room, line.meeting_id)


@require_http_methods(["GET", "POST"])
def line_share(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The line as it would be read elsewhere, and by whom. For the peer whose line it is alone."""
    _room, line = line_of(request, SENIOR.key, pk)
    if not may_share(line, request.user, of_several=line.meeting.places.count() > 1):
        raise Http404
    form = ShareForm(sent(request))
    if form.is_valid():
        try:
            shared = services.share_line(line=line, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            undo = reverse("supervision:shared_take_back", args=[shared.pk])
            messages.success(request, _("Shared. Nothing else left this room."), extra_tags=f"undo:{undo}")
            return redirect("supervision:meeting_page", SENIOR.key, line.meeting_id)
    (text,) = texts_of([line], request.user, via="peer")
    return page(request, "supervision/line_share.html", {"line": line, "text": text}, form=form)


@require_POST
def shared_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = reader(request)
    shared = get_object_or_404(SharedLine.objects.read_by(user), pk=pk, peer__user=user)
    line = SeniorLine.objects.read_by(user).filter(pk=shared.line_id).first()
    services.take_back_shared(shared=shared, by=user)
    messages.success(request, _("Taken back. Nobody outside the room reads it any more."))
    if line is not None and "from_line" in request.POST:
        return redirect("supervision:meeting_page", SENIOR.key, line.meeting_id)
    return redirect("supervision:meetings")


@require_POST
def talk_ask(request: HttpRequest) -> HttpResponse:
    """Today, this week, or no: a no asks for nothing and leaves nothing."""
    user = reader(request)
    if Role.PEER not in user.roles:
        raise Http404
    soon = request.POST.get("soon", "")
    if soon == "no":
        messages.success(request, _("All right. You can ask any time."))
        return redirect("supervision:meetings")
    try:
        wish = services.ask_to_talk(soon=soon, by=user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("supervision:talk_close", args=[wish.pk])
        messages.success(request, _("Your senior peer supervisor reads it here."), extra_tags=f"undo:{undo}")
    return redirect("supervision:meetings")


@require_POST
def talk_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = reader(request)
    wish = get_object_or_404(TalkWish.objects.read_by(user), pk=pk)
    services.close_talk(wish=wish, by=user)
    messages.success(request, _("Done. It no longer stands here."))
    return redirect("supervision:meetings")


@require_http_methods(["GET", "POST"])
def answer_keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The question of a meeting in the peer room, and what a peer wants to keep of their answer, for themselves."""
    _room, meeting = meeting_of(request, SENIOR.key, pk, to_change=False)
    if Role.PEER not in request.user.roles:
        raise Http404
    form = AnswerForm(sent(request))
    if form.is_valid():
        try:
            services.keep_answer(question=meeting.question, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Kept, for you alone."))
            return redirect("supervision:answers")
    context = {"meeting": meeting, "question": QUESTIONS[meeting.question]}
    return page(request, "supervision/answer_keep.html", context, form=form)


@require_GET
def answers(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    if Role.PEER not in user.roles:
        raise Http404
    return render(request, "supervision/answers.html", {"answers": kept_answers(user)})


@require_POST
def answer_delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = reader(request)
    answer = get_object_or_404(KeptAnswer, pk=pk, user=user)
    services.delete_answer(answer=answer, by=user)
    messages.success(request, _("Deleted."))
    return redirect("supervision:answers")
