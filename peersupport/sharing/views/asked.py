"""The inbox of the second person, and the accounting of the house."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consent import services
from consent.models import AskedDisclosure
from consent.querysets import people_supervised_by
from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.core.errors import NotAllowed
from peersupport.core.http import page, require
from peersupport.people.services.supervision import ALONE_WAITS
from peersupport.sharing import queries
from peersupport.sharing.forms import WitnessForm
from sessions_app.querysets import Cursor


def _require_second(request: HttpRequest) -> None:
    if not (request.user.may(Permission.SEE_LINKED_SESSIONS) or request.user.may(Permission.RUN_HOUSE)):
        raise Http404


@require_GET
def asked_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    _require_second(request)
    waiting, mine = queries.asked_lines(request.user)
    return page(request, "sharing/asked_list.html", {"waiting": waiting, "mine": mine})


@require_GET
def asked_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything it takes to decide. The office decides without the words; a supervisor of the peer reads them."""
    _require_second(request)
    rows = AskedDisclosure.objects.shown_to(request.user).select_related(
        "person__program", "asked_by", "answered_by"
    )
    asked = get_object_or_404(rows, pk=pk)
    opens = people_supervised_by(request.user).filter(pk=asked.person_id).exists()
    context = {
        "asked": asked,
        "said": queries.open_rows([asked], asked.person, request.user)[asked.pk] if opens else None,
        "may_answer": asked.answered_at is None and asked.asked_by_id != request.user.pk,
    }
    return page(request, "sharing/asked_show.html", context | _alone(request, asked))


def _alone(request: HttpRequest, asked: AskedDisclosure) -> dict[str, Any]:
    """What a house that has nobody else may do, and from when on."""
    mine = asked.answered_at is None and asked.asked_by_id == request.user.pk
    if not mine or services.others_who_answer(asked, by=request.user):
        return {}
    alone_from = asked.asked_at + ALONE_WAITS
    return {"alone_from": alone_from, "alone_now": clock.now() >= alone_from, "form": WitnessForm()}


@require_POST
def asked_alone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let it go out without a second person of the house. Only where there is none."""
    _require_second(request)
    rows = AskedDisclosure.objects.shown_to(request.user).filter(asked_by=request.user)
    asked = get_object_or_404(rows.select_related("person__program", "asked_by"), pk=pk)
    alone = _alone(request, asked)
    if not alone:
        raise NotAllowed(_("A second person has to look at this. You asked for it."))
    form = WitnessForm(request.POST)
    if form.is_valid():
        services.let_out_alone(asked=asked, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is written down as gone out, and that nobody else could look at it."))
        return redirect("sharing:asked_list")
    context = {"asked": asked, "said": None, "may_answer": False, **alone}
    return page(request, "sharing/asked_show.html", context, form=form)


@require_POST
def asked_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    _require_second(request)
    asked = get_object_or_404(AskedDisclosure.objects.shown_to(request.user), pk=pk)
    answer = request.POST.get("answer")
    if answer not in {"yes", "no"}:
        raise Http404
    services.answer_asked(asked=asked, agree=answer == "yes", by=request.user)
    said = _("Confirmed. It is written down as gone out.") if answer == "yes" else _("Nothing goes out.")
    messages.success(request, said)
    return redirect("sharing:asked_list")


@require_GET
def house_out(request: HttpRequest) -> HttpResponse:
    """For the office: how often, when and on which ground something went out. No word of it."""
    require(request, Permission.RUN_HOUSE)
    shown = queries.house_page(request.user, before=Cursor.read(request.GET.get("before", "")))
    zone = request.user.agency.time_zone
    return page(request, "sharing/house_out.html", {"shown": shown, "zone": zone})
