"""Whether a call really comes from the gateway: by Twilio's scheme, or by an HMAC over time and body."""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha1, sha256

from django.conf import settings

from peersupport.core import clock

OLDEST_SECONDS = 5 * 60


def is_twilios(*, url: str, fields: Iterable[tuple[str, str]], signature: str) -> bool:
    """HMAC-SHA1 of the address as it was called and every field in order, under the account's secret."""
    if not settings.SMS_SECRET:
        return False
    signed = url + "".join(f"{name}{value}" for name, value in sorted(fields))
    wanted = b64encode(hmac.new(settings.SMS_SECRET.encode(), signed.encode(), sha1).digest()).decode()
    return hmac.compare_digest(wanted.encode(), signature.encode())


def is_ours(*, body: bytes, headers: Mapping[str, str]) -> bool:
    """X-Signature: hex HMAC-SHA256 of "<X-Timestamp>.<body>", not older than five minutes."""
    said, at = headers.get("X-Signature", ""), headers.get("X-Timestamp", "")
    if not settings.SMS_SECRET or not at.isdecimal() or len(at) > 12:
        return False
    if abs(clock.now().timestamp() - int(at)) > OLDEST_SECONDS:
        return False
    wanted = hmac.new(settings.SMS_SECRET.encode(), at.encode() + b"." + body, sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), said.encode())
