"""A browser that subscribed: it opens what was sealed for it, written down from RFC 8291 by its side of it."""

import base64
import json
import os
import uuid
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from peersupport.accounts.models import User
from peersupport.core import web_push
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Message, Route
from peersupport.notifications.services import add_device, write_messages

KEY = web_push.text_of(os.urandom(32))  # of the house
CURVE = ec.SECP256R1()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


class Browser:
    """What it tells the house: `endpoint`, `key` and `secret`."""

    def __init__(self, service: str = "http://127.0.0.1:1") -> None:
        self.private, self.auth = ec.generate_private_key(CURVE), os.urandom(16)
        self.point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.path = f"/push/{os.urandom(9).hex()}"
        self.endpoint, self.key, self.secret = service + self.path, encoded(self.point), encoded(self.auth)

    @property
    def said(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "browser_key": self.key, "browser_secret": self.secret}

    def sealed(self, text: str) -> bytes:
        return web_push.seal(text, browser_key=self.key, browser_secret=self.secret)

    def opened(self, body: bytes) -> str:
        """Raises InvalidTag for what was not sealed for this browser."""
        salt, record_bytes, length = body[:16], int.from_bytes(body[16:20]), body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        assert len(record) <= record_bytes
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        root = self._derived(shared, self.auth, b"WebPush: info\x00" + self.point + sender, 32)
        key = self._derived(root, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = self._derived(root, salt, b"Content-Encoding: nonce\x00", 12)
        text, end, padding = AESGCM(key).decrypt(nonce, record, None).rpartition(b"\x02")
        assert (end, padding.strip(b"\x00")) == (b"\x02", b"")
        return text.decode()

    def shown(self, line: dict[str, Any]) -> dict[str, Any]:
        """What it shows of a line of the gateway's book."""
        shown: dict[str, Any] = json.loads(self.opened(base64.b64decode(line["sealed"])))
        return shown

    @staticmethod
    def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def checked_proof(header: str, *, by: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """The claims of an Authorization header. Raises InvalidSignature, or AssertionError for another's key."""
    scheme, _space, said = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in said.split(","))
    point = by.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert (scheme, parts["k"]) == ("vapid", encoded(point))
    signed, _dot, signature = parts["t"].rpartition(".")
    r, s = (int.from_bytes(decoded(signature)[at : at + 32]) for at in (0, 32))
    by.public_key().verify(encode_dss_signature(r, s), signed.encode(), ec.ECDSA(hashes.SHA256()))
    head, claims = (json.loads(decoded(part)) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"}
    return dict(claims)


def switched_on(browser: Browser, user: User, name: str = "Firefox, Linux") -> Route:
    return add_device(**browser.said, device=name, by=user)


def to_device(user: User, kind: Kind = Kind.CONCERN, **values: Any) -> Message:
    """A message to them by their device, written as all are."""
    written = write_messages(kind=kind, occasion=str(uuid.uuid4()), to=user, **values)
    return next(row for row in written if row.route.channel == Channel.PUSH)
