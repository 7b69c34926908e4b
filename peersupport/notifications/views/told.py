"""Where gateways call: signed, or refused without a word. Nothing of what they say is shown or kept."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from peersupport.notifications.services import Told, note_reply, note_status
from peersupport.notifications.signatures import is_ours, is_twilios

TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response>{}</Response>'


@csrf_exempt  # a gateway has no session; its signature says who it is
@login_not_required
@never_cache
@require_POST
def told_twilio(request: HttpRequest) -> HttpResponse:
    """A status, or what somebody answered, as Twilio sends them."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    url = settings.SMS_STATUS_URL or request.build_absolute_uri()
    if not is_twilios(url=url, fields=fields, signature=request.headers.get("X-Twilio-Signature", "")):
        return HttpResponse(status=403)
    said = request.POST
    if "MessageStatus" in said:
        note_status(told=Told(said.get("MessageSid", ""), said["MessageStatus"], said.get("ErrorCode", "")))
        return HttpResponse(status=204)
    answer = note_reply(
        phone=said.get("From", ""), text=said.get("Body", ""), reply_id=said.get("MessageSid", "")
    )
    message = format_html("<Message>{}</Message>", answer) if answer else ""
    return HttpResponse(format_html(TWIML, message), content_type="text/xml")


@csrf_exempt  # as above
@login_not_required
@never_cache
@require_POST
def told_gateway(request: HttpRequest) -> HttpResponse:
    """{"id", "status", "code", "permanent"} or {"from", "text", "id"} as JSON."""
    if not is_ours(body=request.body, headers=request.headers):
        return HttpResponse(status=403)
    try:
        said: Any = json.loads(request.body)
    except ValueError:
        return HttpResponse(status=400)
    if not isinstance(said, dict):
        return HttpResponse(status=400)
    words = {name: str(value) for name, value in said.items() if isinstance(value, str | int)}
    if "status" in words:
        permanent = said.get("permanent") is True
        note_status(
            told=Told(words.get("id", ""), words["status"], words.get("code", ""), permanent=permanent)
        )
        return JsonResponse({})
    answer = note_reply(phone=words.get("from", ""), text=words.get("text", ""), reply_id=words.get("id", ""))
    return JsonResponse({"answer": answer})
