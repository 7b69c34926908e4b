"""Telling the person, or later; the ground; a report; and that it was talked through."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.safety import neighbours, services
from peersupport.safety.forms.concern import GroundForm, ReportForm, TellForm, WaitForm
from peersupport.safety.models import Concern
from peersupport.safety.queries.concern import limit_now

from .concern import RELATED, read_concern, staff_of
from .concern_course import answered, posted


@require_http_methods(["GET", "POST"])
def concern_tell(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern, form = read_concern(request, pk), TellForm(posted(request))
    return answered(
        request, concern, form,
        lambda said: services.tell_person(concern=concern, how=said["how"], by=request.user),
        title=_("I told them"), done=_("Written down."),
    )  # fmt: skip


def _waiting(request: HttpRequest, pk: uuid.UUID) -> Concern:
    rows = Concern.objects.telling_asked_of(staff_of(request)).select_related(*RELATED)
    concern: Concern = get_object_or_404(rows, pk=pk)
    return concern


@require_http_methods(["GET", "POST"])
def concern_wait(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern, form = _waiting(request, pk), WaitForm(posted(request))
    return answered(
        request, concern, form,
        lambda said: services.ask_to_wait(concern=concern, by=request.user, **said),
        title=_("Tell them later"), done=_("A second person is asked. Until they agree nothing waits."),
        to="safety:concern_list",
    )  # fmt: skip


@require_POST
def concern_wait_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern = _waiting(request, pk)
    delay = concern.delays.filter(agreed_by=None).select_related("concern").first()
    if delay is None:
        raise Http404
    services.agree_to_wait(delay=delay, by=request.user)
    messages.success(request, _("It waits. They read afterwards who said so, and why."))
    return redirect("safety:concern_list")


@require_http_methods(["GET", "POST"])
def concern_ground(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    rows = Concern.objects.asking_for_a_ground(staff_of(request)).select_related(*RELATED)
    concern, form = get_object_or_404(rows, pk=pk), GroundForm(posted(request))
    return answered(
        request, concern, form,
        lambda said: services.say_ground(concern=concern, basis=said["basis"], by=request.user),
        title=_("On which ground may something go out?"), done=_("Written down."), to="safety:concern_list",
        asks_ground=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def concern_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern, form = read_concern(request, pk), ReportForm(posted(request))
    duties = neighbours.duties(concern.agency, concern.limit, concern.agency.today()) if concern.limit else []
    return answered(
        request, concern, form,
        lambda _said: services.record_report(concern=concern, by=request.user, **form.said()),
        title=_("Write down a report"), done=_("Written down."), is_report=True, duties=duties,
        limit=limit_now(concern, get_language() or "en"),
    )  # fmt: skip


@require_POST
def concern_talked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern = read_concern(request, pk)
    talk = getattr(concern, "repair", None)
    if talk is None:
        raise Http404
    services.hold_repair(talk=talk, by=request.user)
    messages.success(request, _("You talked it through."))
    return redirect("safety:concern", pk=pk)
