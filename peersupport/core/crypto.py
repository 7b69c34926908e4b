"""AES-256-GCM with one data key per person, user and agency, each wrapped by a key outside the database (see wrapping).

Stored form: b"v1" | key id (16 bytes) | nonce (12 bytes) | ciphertext and tag.
Nobody but SealedTextField and audit.reading() calls this module; an architecture test says so.
"""

import hashlib
import hmac
import os
import uuid
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .wrapping import NONCE_BYTES, CannotOpen, WrappingKey, openers, wrapping_key

__all__ = ["CannotOpen"]
VERSION = b"v1"


def wrap(data_key: bytes, *, key_id: uuid.UUID, to: WrappingKey | None = None) -> tuple[str, bytes]:
    """(by what it is wrapped, wrapped form), by the current wrapping key or by `to`. Raises CannotOpen."""
    return (to or wrapping_key()).wrap(data_key, bound_to=binding(key_id))


def unwrap(wrapped: bytes, *, key_id: uuid.UUID, wrapped_by: str) -> bytes:
    """The data key itself. Raises CannotOpen when nothing here opens it."""
    for opener in (possible := openers(wrapped_by)):
        try:
            return _unwrapped(key_id, bytes(wrapped), opener)
        except CannotOpen:
            if opener is possible[-1]:
                raise
    raise CannotOpen("Nothing here opens this data key.")


@lru_cache(maxsize=4096)
def _unwrapped(key_id: uuid.UUID, wrapped: bytes, opener: WrappingKey) -> bytes:
    """Remembered as long as `opener` is one of the wrapping keys: without its file nothing opens any more."""
    return opener.unwrap(wrapped, bound_to=binding(key_id))


def binding(key_id: uuid.UUID) -> bytes:
    """What a wrapped data key is tied to, so that one can't stand in for another."""
    return b"kek|" + key_id.bytes


def cipher(key_id: uuid.UUID, wrapped: bytes, wrapped_by: str) -> AESGCM:
    """The cipher of a wrapped data key. Raises CannotOpen when nothing here opens it."""
    return _cipher(unwrap(wrapped, key_id=key_id, wrapped_by=wrapped_by))


@lru_cache(maxsize=4096)
def _cipher(data_key: bytes) -> AESGCM:
    return AESGCM(data_key)


def seal(text: str, *, key_id: uuid.UUID, key: AESGCM, bound_to: str) -> bytes:
    """Encrypt `text`. `bound_to` names agency, field and row: moved elsewhere, the value will not open."""
    nonce = os.urandom(NONCE_BYTES)
    body = key.encrypt(nonce, text.encode(), bound_to.encode())
    return VERSION + key_id.bytes + nonce + body


def key_id_of(sealed: bytes) -> bytes:
    """The 16 bytes of the key's id. Raises CannotOpen for an unknown form."""
    if sealed[:2] != VERSION:
        raise CannotOpen("Unknown form of a sealed value.")
    return sealed[2:18]


def unseal(sealed: bytes, *, key: AESGCM, bound_to: str) -> str:
    """Decrypt a value made by seal() with the same `bound_to`; `key` comes from cipher(). Raises CannotOpen."""
    try:
        return key.decrypt(sealed[18:30], sealed[30:], bound_to.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen("The sealed value does not belong to this row.") from error


def new_data_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def keyed_hash(text: str, *, root: bytes, purpose: str) -> str:
    """Hash for exact look-up that nobody can try out without `root`; `purpose` keeps the fields apart."""
    key = hashlib.sha256(b"blind|" + purpose.encode() + b"|" + root).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
