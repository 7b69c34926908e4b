"""Sheets of paper on which people say how it goes with their peer: printed and entered, never by the peer concerned."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from supervision import services
from supervision.forms.pulses import SheetForm
from supervision.pulse_items import PulseWord, items_of_quarter, later, quarter_of
from supervision.queries import pulses as queries

from .pulses import found

PERSON = "person"


@require_GET
def sheets(request: HttpRequest) -> HttpResponse:
    """About whom sheets may be printed and entered here."""
    require(request, Permission.SEE_SUPERVISION)
    peers = queries.sheets_for(request.user)
    if not peers and not request.user.may(Permission.RUN_HOUSE):
        raise Http404
    return page(request, "supervision/sheets.html", {"peers": peers})


@require_GET
def sheet_print(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An empty sheet, for paper."""
    require(request, Permission.SEE_SUPERVISION)
    peer = found(queries.peer_of_sheet, pk, request.user)
    today = peer.agency.today()
    quarter = quarter_of(today)
    context = {
        "peer": peer,
        "sentences": [item.in_voice(PERSON) for item in items_of_quarter(quarter)],
        "words": [*PulseWord.labels, _("skip")],
        "until": later(quarter, 3),
        "has_senior": queries.has_senior(peer, today),
    }
    return page(request, "supervision/sheet_print.html", context)


@require_http_methods(["GET", "POST"])
def sheet_enter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One filled-in sheet."""
    require(request, Permission.SEE_SUPERVISION)
    peer = found(queries.peer_of_sheet, pk, request.user)
    today = peer.agency.today()
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        items=items_of_quarter(quarter_of(today)),
        voice=PERSON,
        has_senior=queries.has_senior(peer, today),
    )
    if form.is_valid():
        said = {"answers": form.answers(), "text": form.cleaned_data.get("text", "")}
        try:
            services.enter_sheet(peer=peer, by=request.user, **said)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The sheet is in. You can put the next one in here."))
            return redirect("supervision:sheet_enter", pk)
    return page(request, "supervision/sheet_enter.html", {"peer": peer}, form=form)
