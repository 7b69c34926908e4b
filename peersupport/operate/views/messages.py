"""How messages get on, for the office: what waits, who is silent, and those that need somebody."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core.http import page, require
from peersupport.notifications.models import Message
from peersupport.notifications.services import put_aside, send_again
from peersupport.operate.forms import SentFilterForm
from peersupport.operate.queries import messages_page
from peersupport.operate.sent_queries import colleagues, one_sent, sent_page


@require_GET
def message_list(request: HttpRequest) -> HttpResponse:
    return page(request, "operate/message_list.html", {"shown": messages_page(_office(request))})


@require_GET
def sent_list(request: HttpRequest) -> HttpResponse:
    """Everything that left the house, without what it would say about people and about how colleagues work."""
    user = _office(request)
    filters = SentFilterForm(request.GET, colleagues=colleagues(user))
    shown = sent_page(user, filters.chosen, day=filters.day, before=request.GET.get("before", ""))
    return page(request, "operate/sent_list.html", {"shown": shown, "filters": filters})


@require_GET
def sent_one(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    try:
        shown = one_sent(_office(request), pk)
    except Message.DoesNotExist as error:
        raise Http404 from error
    return page(request, "operate/sent_one.html", {"shown": shown})


@require_POST
def message_send_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    send_again(message_id=pk, by=_office(request))
    messages.success(request, _("It goes out once more."))
    return redirect("operate:message_list")


@require_POST
def message_put_aside(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    put_aside(message_id=pk, by=_office(request))
    messages.success(request, _("Put aside."))
    return redirect("operate:message_list")


def _office(request: HttpRequest) -> User:
    require(request, Permission.RUN_HOUSE)
    return request.user  # type: ignore[return-value]
