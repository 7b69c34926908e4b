"""AES-256-GCM with one data key per person, user and agency, wrapped by a key file outside the database.

Stored form: b"v1" | key id (16 bytes) | nonce (12 bytes) | ciphertext and tag.
Nobody but SealedTextField and audit.reading() calls this module; an architecture test says so.
"""

import base64
import hashlib
import hmac
import os
import uuid
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"v1"
NONCE_BYTES = 12


class CannotOpen(Exception):
    """The value can't be opened: key destroyed or missing, or the ciphertext belongs to another row."""


@lru_cache(maxsize=4)
def _key_file(path: str) -> bytes:
    key = base64.b64decode(Path(path).read_text().strip())
    if len(key) != 32:
        raise CannotOpen("The key file must hold 32 bytes in base64.")
    return key


def kek() -> bytes:
    """The key that wraps all data keys. Raises CannotOpen when the file is missing or malformed."""
    try:
        return _key_file(str(settings.PEERSUPPORT_KEK_FILE))
    except (OSError, ValueError) as error:
        raise CannotOpen("The key file can't be read.") from error


def wrap(data_key: bytes, *, key_id: uuid.UUID) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(kek()).encrypt(nonce, data_key, b"kek|" + key_id.bytes)


@lru_cache(maxsize=4096)
def _cipher(key_id: uuid.UUID, wrapped: bytes, wrapping_key: bytes) -> AESGCM:
    nonce, body = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    return AESGCM(AESGCM(wrapping_key).decrypt(nonce, body, b"kek|" + key_id.bytes))


def cipher(key_id: uuid.UUID, wrapped: bytes) -> AESGCM:
    """The cipher of a wrapped data key. Raises CannotOpen under a wrong key file."""
    try:
        return _cipher(key_id, bytes(wrapped), kek())
    except InvalidTag as error:
        raise CannotOpen("This data key was wrapped by another key file.") from error


def seal(text: str, *, key_id: uuid.UUID, wrapped: bytes, bound_to: str) -> bytes:
    """Encrypt `text`. `bound_to` names agency, field and row: moved elsewhere, the value will not open."""
    nonce = os.urandom(NONCE_BYTES)
    body = cipher(key_id, wrapped).encrypt(nonce, text.encode(), bound_to.encode())
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


def blind_index(text: str, *, purpose: str) -> str:
    """Keyed hash for exact look-up of a contact detail; `purpose` keeps the fields apart."""
    key = hashlib.sha256(b"blind|" + purpose.encode() + b"|" + kek()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
