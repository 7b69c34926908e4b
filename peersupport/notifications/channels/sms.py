"""By text message, through an HTTP gateway: one that speaks as Twilio does, or any that takes a small JSON."""

import http.client
import json
import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from peersupport.core import clock
from peersupport.notifications.models import Route

from . import base
from .base import Letter, Result

CONNECT_SECONDS, READ_SECONDS, MOST_BYTES = 5, 10, 64 * 1024
LONGEST_WAIT = 60 * 60.0
STOPPED_CODES = {"21610"}
# No such phone, or it takes no text messages. Switched off, blocked or a sender that does not fit is none of these.
NO_SUCH_PHONE_CODES = {"21211", "21214", "21217", "21614", "30005", "30006"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def is_offered() -> bool:
    return bool(settings.SMS_URL)


def send(letter: Letter) -> Result:
    parts = urlsplit(settings.SMS_URL)
    connection = _connection(parts.scheme, parts.netloc)
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        return base.later(type(error).__name__)
    try:
        if connection.sock is not None:
            connection.sock.settimeout(READ_SECONDS)
        body, headers = _request(letter)
        connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = connection.getresponse()
        return _result(Answer(answer.status, answer.headers, answer.read(MOST_BYTES)))
    except (OSError, http.client.HTTPException) as error:
        return base.unclear(type(error).__name__)
    finally:
        connection.close()


def _connection(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, timeout=CONNECT_SECONDS, context=context)
    return http.client.HTTPConnection(host, timeout=CONNECT_SECONDS)


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
    if answer.status in {429, 503}:
        return base.later(str(answer.status), wait=_asked_to_wait(answer.headers))
    if answer.status >= 500 or answer.status < 400:
        return base.unclear(str(answer.status))
    return _refusal(answer.status, str(said.get("code") or answer.status), said)


def _refusal(status: int, code: str, said: Mapping[str, object]) -> Result:
    if code in STOPPED_CODES:
        return base.refused(code, route_state=Route.State.STOPPED)
    if code in NO_SUCH_PHONE_CODES or said.get("permanent") is True:
        return base.bounced(code)
    if status in {401, 403, 404, 408, 409, 425}:  # how it is set up, not what was sent
        return base.later(code)
    return base.refused(code)


def _asked_to_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After, given as a number or as a date."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return min(float(said), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - clock.now()).total_seconds(), 0.0), LONGEST_WAIT)
