"""The words that open the door to a new colleague: worked out from the invitation and the house's secret.

Only their hash is stored, so a copy of the database opens no door; and nothing has to be kept to print them again.
"""

import base64
import hashlib
import re
import uuid

from django.utils.crypto import salted_hmac

BYTES = 10  # 80 bits: sixteen letters and digits, in four groups that can be read aloud
SALT = "accounts.invitation"
_LOOKALIKES = str.maketrans("018", "OIB")  # not in the alphabet: what somebody typed for a letter they saw


def token_of(invitation_id: uuid.UUID, issue: int) -> str:
    """The token of this issue, such as K7QF-2TRM-XA5D-PLEN."""
    digest = salted_hmac(SALT, f"{invitation_id}:{issue}", algorithm="sha256").digest()
    letters = base64.b32encode(digest[:BYTES]).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def tidy(token: str) -> str:
    """What somebody typed, in the form token_of() has: case, gaps and look-alike digits don't matter."""
    letters = re.sub(r"[\W_]", "", token[:64]).upper().translate(_LOOKALIKES)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def hash_of(token: str) -> str:
    return hashlib.sha256(tidy(token).encode()).hexdigest()
