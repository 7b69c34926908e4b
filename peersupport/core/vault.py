"""A key service that speaks the protocol of Vault's transit engine (Vault, OpenBao): encrypt, decrypt, by a key's name.

The wrapping key never leaves the service; this process sees data keys alone, and remembers those it has opened. Without
an answer in time nothing new opens and nothing is stored: there is no second way.
"""

import base64
import ipaddress
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib import error, parse, request

from django.conf import settings

from .wrapping import CannotOpen

SECONDS = 3
MOST_BYTES = 64 * 1024
WRAPPED = re.compile(rb"vault:(v[0-9]+):[A-Za-z0-9+/=]+")


class _StayHere(request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """A key goes to the address in the settings, and to no other."""


_OPENER = request.build_opener(request.ProxyHandler({}), _StayHere())


@dataclass(frozen=True)
class VaultTransit:
    """PEERSUPPORT_KMS_URL, PEERSUPPORT_KMS_KEY (the name of the key there) and PEERSUPPORT_KMS_TOKEN."""

    url: str
    name: str
    token: str = field(repr=False)

    @classmethod
    def from_settings(cls) -> "VaultTransit":
        url = settings.PEERSUPPORT_KMS_URL.rstrip("/")
        if not is_private(url):
            raise CannotOpen("PEERSUPPORT_KMS_URL has to begin with https://.")
        return cls(url, settings.PEERSUPPORT_KMS_KEY, settings.PEERSUPPORT_KMS_TOKEN)

    def current_id(self) -> str:
        return self._id(f"v{int(self._ask('GET', 'keys')['latest_version'])}")

    def knows(self, wrapped_by: str) -> bool:
        return wrapped_by.startswith(self._id(""))

    def wrap(self, data_key: bytes, *, bound_to: bytes) -> tuple[str, bytes]:
        said = self._ask("POST", "encrypt", plaintext=_text(data_key), associated_data=_text(bound_to))
        wrapped = str(said["ciphertext"]).encode()
        version = WRAPPED.fullmatch(wrapped)
        if version is None:
            raise CannotOpen("The key service gave an answer that is none.")
        return self._id(version[1].decode()), wrapped

    def unwrap(self, wrapped: bytes, *, bound_to: bytes) -> bytes:
        said = self._ask("POST", "decrypt", ciphertext=wrapped.decode(), associated_data=_text(bound_to))
        key = base64.b64decode(said["plaintext"])
        if len(key) != 32:
            raise CannotOpen("The key service gave an answer that is none.")
        return key

    def _id(self, version: str) -> str:
        return f"vault:{self.name}:{version}"

    def _ask(self, method: str, verb: str, **said: str) -> dict[str, Any]:
        """The `data` of the answer. Raises CannotOpen for everything else, with no word of what was sent."""
        address = f"{self.url}/v1/transit/{verb}/{parse.quote(self.name, safe='')}"
        headers = {"X-Vault-Token": self.token, "Content-Type": "application/json"}
        body = json.dumps(said).encode() if said else None
        asked = request.Request(address, data=body, headers=headers, method=method)  # noqa: S310 – see is_private
        try:
            with _OPENER.open(asked, timeout=SECONDS) as answer:
                data: dict[str, Any] = json.loads(answer.read(MOST_BYTES))["data"]
                return data
        except error.HTTPError as refused:
            raise CannotOpen(f"The key service refused ({refused.code}).") from None
        except (OSError, ValueError, KeyError, TypeError):
            raise CannotOpen("The key service doesn't answer.") from None


def is_private(url: str) -> bool:
    """Whether nobody on the way can read along: https, or this machine itself."""
    parts = parse.urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
