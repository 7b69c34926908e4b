"""What wraps the data keys: a key file outside the database, or a key service that never gives its own key away.

Every data key says by which one it was wrapped ("file:…", or what the service calls it), so that a former key file
opens what it wrapped for as long as it is named in the settings. Nothing is ever stored or read without a wrapping key.
"""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.module_loading import import_string

from .errors import CannotOpen

NONCE_BYTES = 12
FILE = "file:"
UNSAID = ""  # wrapped before keys had ids: by one of the key files


class WrappingKey(Protocol):
    """One key that wraps others. Equal ones open the same: unwrapped keys are remembered by them.

    A class that PEERSUPPORT_KMS names also has a from_settings(). All raise CannotOpen when they can't.
    """

    def current_id(self) -> str:
        """By what a key wrapped now will say it was wrapped."""

    def knows(self, wrapped_by: str) -> bool:
        """Whether it opens what says that."""

    def wrap(self, data_key: bytes, *, bound_to: bytes) -> tuple[str, bytes]:
        """(by what it is wrapped, wrapped form). It opens again with the same `bound_to` only."""

    def unwrap(self, wrapped: bytes, *, bound_to: bytes) -> bytes:
        """The data key."""


@dataclass(frozen=True)
class KeyFile:
    """32 random bytes in base64. The id is made from the key and gives nothing of it away."""

    key: bytes = field(repr=False)

    @classmethod
    def read(cls, path: str | Path) -> "KeyFile":
        """Read anew whenever the file changed, so that a file that was swapped or taken away is noticed at once."""
        try:
            stat = Path(path).stat()
            return _read(str(path), stat.st_mtime_ns, stat.st_ino)
        except (OSError, ValueError) as error:
            raise CannotOpen("The key file can't be read.") from error

    def current_id(self) -> str:
        return FILE + _name_of(self.key)

    def knows(self, wrapped_by: str) -> bool:
        return wrapped_by in {UNSAID, self.current_id()}

    def wrap(self, data_key: bytes, *, bound_to: bytes) -> tuple[str, bytes]:
        nonce = os.urandom(NONCE_BYTES)
        return self.current_id(), nonce + AESGCM(self.key).encrypt(nonce, data_key, bound_to)

    def unwrap(self, wrapped: bytes, *, bound_to: bytes) -> bytes:
        try:
            return AESGCM(self.key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound_to)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("This data key was wrapped by another key file.") from error


@lru_cache(maxsize=8)
def _read(path: str, _changed: int, _inode: int) -> KeyFile:
    key = base64.b64decode(Path(path).read_text().strip())
    if len(key) != 32:
        raise CannotOpen("The key file must hold 32 bytes in base64.")
    return KeyFile(key)


@lru_cache(maxsize=8)
def _name_of(key: bytes) -> str:
    return hmac.new(key, b"name of this key file", hashlib.sha256).hexdigest()[:16]


def wrapping_key() -> WrappingKey:
    """What wraps new data keys: the key service if there is one, else the key file."""
    return _service() or KeyFile.read(settings.PEERSUPPORT_KEK_FILE)


def key_files() -> list[KeyFile]:
    """Every key file in the settings that can be read, the current one first. Raises CannotOpen where none can."""
    found, trouble = [], None
    for path in (settings.PEERSUPPORT_KEK_FILE, *settings.PEERSUPPORT_OTHER_KEK_FILES):
        try:
            found.append(KeyFile.read(path))
        except CannotOpen as error:
            trouble = error
    if trouble is not None and not found:
        raise trouble
    return found


def openers(wrapped_by: str) -> list[WrappingKey]:
    """What may open a data key that says this. Raises CannotOpen when nothing here can."""
    if wrapped_by != UNSAID and not wrapped_by.startswith(FILE):
        service = _service()
        if service is None or not service.knows(wrapped_by):
            raise CannotOpen("This data key was wrapped by a key service that is not set up here.")
        return [service]
    found: list[WrappingKey] = [file for file in key_files() if file.knows(wrapped_by)]
    if not found:
        raise CannotOpen("This data key was wrapped by another key file.")
    return found


def _service() -> WrappingKey | None:
    if not settings.PEERSUPPORT_KMS:
        return None
    service: WrappingKey = import_string(settings.PEERSUPPORT_KMS).from_settings()
    return service
