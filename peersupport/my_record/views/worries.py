"""When somebody was worried about me: the same text that the others read, its course, and my own words first."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.audit.services import Purpose
from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from peersupport.safety import services
from peersupport.safety.concern_words import state_words
from peersupport.safety.forms.concern import AccountForm, RepairForm
from peersupport.safety.models import Concern, RepairTalk
from peersupport.safety.queries.concern import OpenConcern, limit_now, open_concern
from peersupport.safety.queries.concern_again import about_me

SHOWN = 50


def _mine(request: HttpRequest) -> Any:
    my_person(request)
    rows = Concern.objects.known_to_person(request.user)
    return rows.select_related(
        "person__program", "program", "raised_by", "stands_with", "acknowledged_by", "basis_by"
    ).order_by("-created_at", "pk")


@require_GET
def worry_list(request: HttpRequest) -> HttpResponse:
    rows = [(row, state_words(row)) for row in _mine(request)[:SHOWN]]
    return page(request, "my_record/worry_list.html", {"rows": rows, "again": about_me(request.user)})


def _opened(request: HttpRequest, pk: uuid.UUID) -> OpenConcern:
    row = get_object_or_404(_mine(request), pk=pk)
    return open_concern(row, by=request.user, purpose=Purpose.OWN_RECORD, via="person")


@require_GET
def worry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    shown = _opened(request, pk)
    context = {
        "shown": shown,
        "concern": shown.row,
        "state": state_words(shown.row),
        "limit": limit_now(shown.row, get_language() or "en"),
    }
    return page(request, "my_record/worry.html", context)


def _talk(shown: OpenConcern) -> RepairTalk:
    """There is something to say from the day it is closed."""
    if shown.repair is None:
        raise Http404
    return shown.repair


@require_http_methods(["GET", "POST"])
def worry_account(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    shown = _opened(request, pk)
    talk = _talk(shown)
    form = AccountForm(request.POST if request.method == "POST" else None, initial={"account": shown.account})
    if form.is_valid():
        services.give_account(talk=talk, account=form.cleaned_data["account"], by=request.user)
        messages.success(request, _("Saved. It stands before everything else."))
        return redirect("my_record:worry", pk=pk)
    return page(
        request,
        "my_record/worry_form.html",
        {"concern": shown.row, "title": _("How it was for me")},
        form=form,
    )


@require_http_methods(["GET", "POST"])
def worry_repair(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    shown = _opened(request, pk)
    talk = _talk(shown)
    form = RepairForm(request.POST if request.method == "POST" else None, initial={"wish": talk.wish})
    if form.is_valid():
        services.choose_repair(talk=talk, wish=form.cleaned_data["wish"], by=request.user)
        messages.success(request, _("Saved. You can change it any time."))
        return redirect("my_record:worry", pk=pk)
    title = _("Talk it through afterwards")
    return page(request, "my_record/worry_form.html", {"concern": shown.row, "title": title}, form=form)
