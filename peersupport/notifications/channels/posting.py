"""One POST to a gateway, within its bounds. Nothing is followed: a redirect is an answer like any other."""

import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from peersupport.core import clock

from . import base
from .base import Result

CONNECT_SECONDS, READ_SECONDS, MOST_BYTES = 5, 10, 64 * 1024
LONGEST_WAIT = 60 * 60.0


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


def post(url: str, body: bytes, headers: Mapping[str, str], *, read: Callable[[Answer], Result]) -> Result:
    """What `read` makes of the answer. Until the connection stands nothing can have left; from then on it may have."""
    parts = urlsplit(url)
    connection = _connection(parts.scheme, parts.netloc)
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        return base.later(type(error).__name__)
    try:
        if connection.sock is not None:
            connection.sock.settimeout(READ_SECONDS)
        connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = connection.getresponse()
        return read(Answer(answer.status, answer.headers, answer.read(MOST_BYTES)))
    except (OSError, http.client.HTTPException) as error:
        return base.unclear(type(error).__name__)
    finally:
        connection.close()


def _connection(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, timeout=CONNECT_SECONDS, context=context)
    return http.client.HTTPConnection(host, timeout=CONNECT_SECONDS)


def not_taken(answer: Answer) -> Result | None:
    """What holds of every gateway that did not say yes; None where it refused, each in its own way."""
    if answer.status in {429, 503}:
        return base.later(str(answer.status), wait=asked_to_wait(answer.headers))
    if answer.status >= 500 or answer.status < 400:
        return base.unclear(str(answer.status))
    return None


def asked_to_wait(headers: Mapping[str, str]) -> float | None:
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
