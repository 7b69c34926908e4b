"""Messages on a device: switching a browser on and off, and the worker that shows what comes."""

import json
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.core.errors import DomainError
from peersupport.core.http import page, sent
from peersupport.notifications import queries
from peersupport.notifications.channels import push
from peersupport.notifications.devices import device_name
from peersupport.notifications.forms import DeviceForm
from peersupport.notifications.models import Route
from peersupport.notifications.permitted import shares_phone
from peersupport.notifications.services import add_device, device_index, remove_device, try_device

from .inbox import staff


@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    form = DeviceForm(sent(request))
    if form.is_valid():
        try:
            add_device(
                **form.cleaned_data, device=device_name(request.headers.get("User-Agent", "")), by=user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Switched on. You can try whether it works."))
            return redirect("notifications:devices")
    shown = {
        "own_key": push.own_key() if push.is_offered() else "",
        "is_shared": shares_phone(user.pk),
        "devices": queries.devices_of(user),
    }
    return page(request, "notifications/devices.html", shown, form=form)


@require_POST
def device_this(request: HttpRequest) -> JsonResponse:
    """Which of their devices asks, and whether it is on: only the browser knows its address."""
    index = device_index(request.POST.get("endpoint", ""))
    known = Route.objects.to(staff(request)).filter(channel="push", address_index=index).first()
    return JsonResponse(
        {"id": str(known.pk) if known else "", "on": known is not None and known.state == Route.State.ON}
    )


@require_POST
def device_try(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, try_device, _("It is on its way. It should be there in a minute."))


@require_POST
def device_off(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, remove_device, _("Switched off. Nothing comes there any more."))


def _done(request: HttpRequest, pk: uuid.UUID, act: Callable[..., None], words: str) -> HttpResponse:
    user = staff(request)
    try:
        act(route_id=pk, by=user)
    except Route.DoesNotExist as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("notifications:devices")


@login_not_required
@require_GET
def device_worker(request: HttpRequest) -> HttpResponse:
    """Open to everybody: a browser looks for a newer one when nobody is signed in. Nothing of anybody is in it."""
    lines = [f"self.HOME = {json.dumps(reverse('notifications:for_you'))};"]
    lines.append(f"importScripts({json.dumps(static('js/push/worker.js'))});\n")
    response = HttpResponse("\n".join(lines), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
