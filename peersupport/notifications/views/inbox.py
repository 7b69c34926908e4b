"""For you: what was said to who is signed in, on a page."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from peersupport.accounts.models import User
from peersupport.core.http import page
from peersupport.notifications import queries
from peersupport.notifications.kinds import ALL_STAFF
from peersupport.notifications.models import Message
from peersupport.notifications.services import mark_read, mark_unread


@require_GET
def for_you(request: HttpRequest) -> HttpResponse:
    return page(request, "notifications/for_you.html", {"lines": queries.for_you(staff(request))})


@require_GET
def sent_to_me(request: HttpRequest) -> HttpResponse:
    """What left the house for who is signed in: by e-mail, by text message."""
    user = staff(request)
    return page(request, "notifications/sent_to_me.html", {"lines": queries.went_to(user, by=user)})


@require_POST
def read(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = staff(request)
    try:
        mark_read(message_id=pk, by=user)
    except Message.DoesNotExist as error:
        raise Http404 from error
    undo = reverse("notifications:unread", args=[pk])
    messages.success(request, _("Read."), extra_tags=f"undo:{undo}")
    return redirect("notifications:for_you")


@require_POST
def unread(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = staff(request)
    try:
        mark_unread(message_id=pk, by=user)
    except Message.DoesNotExist as error:
        raise Http404 from error
    return redirect("notifications:for_you")


def staff(request: HttpRequest) -> User:
    """404 for everybody who does no work here today: a person chooses on pages of their own."""
    user = request.user
    if not isinstance(user, User) or not user.roles & ALL_STAFF:
        raise Http404
    return user
