"""Web push without a network: text sealed for one browser (RFC 8291) and the proof of who sends it (RFC 8292).

Why there is no library behind it: docs/decisions/0035-messages-on-a-device.md.
"""

import base64
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
AUTH_BYTES, SALT_BYTES = 16, 16
RECORD_BYTES = 4096
# Every text is made as long as this, so that its length tells a push service nothing.
PADDED_TO = 1000


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """The key of this house: 32 random bytes in base64. Raises ValueError for anything else."""
    number = plain(text)
    if len(number) != 32:
        raise ValueError("A key has 32 bytes.")
    return ec.derive_private_key(int.from_bytes(number), CURVE)


def is_key(text: str) -> bool:
    try:
        private_key(text)
    except ValueError:
        return False
    return True


def public_text(key: ec.EllipticCurvePrivateKey) -> str:
    """What a browser is given when it subscribes."""
    return text_of(_point(key))


def seal(text: str, *, browser_key: str, browser_secret: str) -> bytes:
    """The body of a request that only this browser can open. Raises ValueError for keys that are none."""
    own = ec.generate_private_key(CURVE)
    return sealed(text.encode(), browser_key, browser_secret, own=own, salt=os.urandom(SALT_BYTES))


def sealed(
    text: bytes,
    browser_key: str,
    browser_secret: str,
    *,
    own: ec.EllipticCurvePrivateKey,
    salt: bytes,
    padded_to: int = PADDED_TO,
) -> bytes:
    """As seal(), with what has to be random given: for the example in the RFC."""
    point, secret = plain(browser_key), plain(browser_secret)
    if len(secret) != AUTH_BYTES:
        raise ValueError("The secret of a browser has 16 bytes.")
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    root = _derived(shared, secret, b"WebPush: info\0" + point + _point(own), 32)
    key = _derived(root, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(root, salt, b"Content-Encoding: nonce\0", 12)
    record = AESGCM(key).encrypt(nonce, (text + b"\2").ljust(padded_to, b"\0"), None)
    header = salt + RECORD_BYTES.to_bytes(4) + bytes([len(_point(own))]) + _point(own)
    return header + record


def proof(key: ec.EllipticCurvePrivateKey, *, audience: str, contact: str, until: int) -> str:
    """The Authorization header for a push service: it is this house, to be reached at `contact`, until then."""
    claims = {"aud": audience, "exp": until, "sub": contact}
    token = _part({"typ": "JWT", "alg": "ES256"}) + "." + _part(claims)
    r, s = decode_dss_signature(key.sign(token.encode(), ec.ECDSA(hashes.SHA256())))
    signature = text_of(r.to_bytes(32) + s.to_bytes(32))
    return f"vapid t={token}.{signature}, k={public_text(key)}"


def plain(text: str) -> bytes:
    """Base64 of either alphabet, padded or not. Raises ValueError for anything else."""
    text = text.rstrip("=").translate(str.maketrans("+/", "-_"))
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def text_of(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _part(said: dict[str, Any]) -> str:
    return text_of(json.dumps(said, separators=(",", ":"), sort_keys=True).encode())


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)
