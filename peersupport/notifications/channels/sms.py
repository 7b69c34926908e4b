"""By text message, through an HTTP gateway: one that speaks as Twilio does, or any that takes a small JSON."""

import json
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings

from peersupport.notifications.models import Route

from . import base, posting
from .base import Letter, Result
from .posting import Answer

STOPPED_CODES = {"21610"}
# No such phone, or it takes no text messages. Switched off, blocked or a sender that does not fit is none of these.
NO_SUCH_PHONE_CODES = {"21211", "21214", "21217", "21614", "30005", "30006"}
NOT_SET_UP_RIGHT = {401, 403, 404, 408, 409, 425}  # how it is set up, not what was sent


def is_offered() -> bool:
    return bool(settings.SMS_URL)


def send(letter: Letter) -> Result:
    return posting.post(settings.SMS_URL, *_request(letter), read=_result)


def _request(letter: Letter) -> tuple[bytes, dict[str, str]]:
    headers = {"Idempotency-Key": letter.key, "Accept": "application/json"}
    if settings.SMS_USER:
        pair = f"{settings.SMS_USER}:{settings.SMS_PASSWORD}".encode()
        headers["Authorization"] = "Basic " + b64encode(pair).decode()
    if settings.SMS_KIND == "twilio":
        fields = {"To": letter.to, "From": settings.SMS_FROM, "Body": letter.text}
        if settings.SMS_STATUS_URL:
            fields["StatusCallback"] = settings.SMS_STATUS_URL
        return urlencode(fields).encode(), headers | {"Content-Type": "application/x-www-form-urlencoded"}
    told = {"to": letter.to, "from": settings.SMS_FROM, "text": letter.text, "key": letter.key}
    return json.dumps(told).encode(), headers | {"Content-Type": "application/json"}


def _result(answer: Answer) -> Result:
    said = answer.json()
    if 200 <= answer.status < 300:
        # A gateway that took it gives it a name. A page that says 200 about something else gives none.
        name = said.get("sid") or said.get("id")
        return base.sent(str(name)) if name else base.unclear("no_receipt")
    code = str(said.get("code") or answer.status)
    return posting.not_taken(answer) or _refusal(answer.status, code, said)


def _refusal(status: int, code: str, said: Mapping[str, object]) -> Result:
    if code in STOPPED_CODES:
        return base.refused(code, route_state=Route.State.STOPPED)
    if code in NO_SUCH_PHONE_CODES or said.get("permanent") is True:
        return base.bounced(code)
    return base.later(code) if status in NOT_SET_UP_RIGHT else base.refused(code)
