"""On a device, by web push: handed to the push service of its browser, which can't read it. Staff alone."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from peersupport.core import clock, web_push

from . import base, posting
from .base import Letter, Result
from .posting import Answer

ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(?P<port>:[0-9]{1,5})?/[!-~]*")
LONGEST_ADDRESS = 1000
LOOPBACK = "127.0.0.1"
TAKEN = {201, 202}
GONE = {404, 410}
NOT_SET_UP_RIGHT = {401, 403, 408, 409, 425}
PROOF_SECONDS = 60 * 60
# How long a push service keeps it for a device that is off. What comes later than that is on the page "For you".
LASTS_URGENT, LASTS = 60 * 60, 4 * 60 * 60


def is_offered() -> bool:
    return bool(settings.PUSH_KEY and settings.PUSH_CONTACT)


def own_key() -> str:
    """What a browser needs to subscribe to this house."""
    return web_push.public_text(web_push.private_key(settings.PUSH_KEY))


def address_of(*, endpoint: str, browser_key: str, browser_secret: str) -> str:
    """The address of a route. Raises ValueError for keys that are none."""
    web_push.seal("", browser_key=browser_key, browser_secret=browser_secret)
    return json.dumps({"endpoint": endpoint, "key": browser_key, "secret": browser_secret})


def is_allowed(endpoint: str) -> bool:
    """Whether it lies with one of PUSH_SERVICES: the house calls nobody else, whatever a browser says.

    For tests a service may be this machine: 127.0.0.1 with its port, without TLS. Production refuses to start so.
    """
    services = settings.PUSH_SERVICES
    found = ADDRESS.fullmatch(endpoint)
    if found is None or len(endpoint) > LONGEST_ADDRESS:
        return False
    scheme, host, port = found.group("scheme", "host", "port")
    if host == LOOPBACK:
        return scheme == "http" and f"{host}{port}" in services
    is_known = any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in services)
    return scheme == "https" and port in {None, ":443"} and is_known


def send(letter: Letter) -> Result:
    to = json.loads(letter.to)
    if not is_allowed(to["endpoint"]):
        return base.refused("service_not_allowed")
    body = web_push.seal(json.dumps(_shown(letter)), browser_key=to["key"], browser_secret=to["secret"])
    return posting.post(to["endpoint"], body, _headers(letter, to["endpoint"]), read=_result)


def _shown(letter: Letter) -> dict[str, Any]:
    """The name on top says already who it is from."""
    text = letter.text.removeprefix(f"{letter.sender}: ")
    return {
        "title": letter.sender,
        "text": text[:1].upper() + text[1:],
        "key": letter.key,
        "urgent": letter.urgent,
    }


def _headers(letter: Letter, endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    most = LASTS_URGENT if letter.urgent else LASTS
    lasts = most if letter.lasts is None else min(letter.lasts, most)
    proof = web_push.proof(
        web_push.private_key(settings.PUSH_KEY),
        audience=f"{parts.scheme}://{parts.netloc}",
        contact=settings.PUSH_CONTACT,
        until=int(clock.now().timestamp()) + PROOF_SECONDS,
    )
    return {
        "Authorization": proof,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(lasts)),
        "Urgency": "high" if letter.urgent else "normal",
        # The same for every try: one that still waits at the service is replaced by its repeat.
        "Topic": letter.key,
    }


def _result(answer: Answer) -> Result:
    if answer.status in TAKEN:
        return base.sent()
    if answer.status in GONE:
        return base.bounced(str(answer.status))
    if answer.status in NOT_SET_UP_RIGHT:
        return base.later(str(answer.status))
    return posting.not_taken(answer) or base.refused(str(answer.status))
