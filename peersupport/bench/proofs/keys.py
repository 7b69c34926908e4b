"""Every data key wrapped anew by a run that is killed and goes on: how fast, and that each still opens its text."""

import base64
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings

from peersupport.core.errors import CannotOpen
from peersupport.core.models import DataKey
from peersupport.core.wrapping import KeyFile

BATCH = 500
SAMPLES = 1_000
MADE_AT_ONCE = 10_000
NONCE = bytes(12)  # one text under each key


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` keys, a kill at a random batch, a second run to the end; then only the new file is left."""
    chance = random.Random(seed)
    agency = uuid.UUID(int=chance.getrandbits(128))
    for made in range(0, size, MADE_AT_ONCE):
        owners = [uuid.UUID(int=chance.getrandbits(128)) for _one in range(min(MADE_AT_ONCE, size - made))]
        DataKey.objects.made_for(agency_id=agency, kind="person", owner_ids=owners)
    samples = [(key.pk, _seal(key)) for key in DataKey.objects.order_by("?")[:SAMPLES]]
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder, "kek")
        new.write_text(base64.b64encode(chance.randbytes(32)).decode())
        killed_after = _killed(new, lines=max(1, chance.randrange(1, max(2, size // BATCH // 2))))
        left = DataKey.objects.wrapped_otherwise(KeyFile.read(new).current_id()).count()
        second = json.loads(_run(new, "--json").stdout.splitlines()[-1])
        settings.PEERSUPPORT_KEK_FILE, settings.PEERSUPPORT_OTHER_KEK_FILES = new, []
        lost = [pk for pk, sealed in samples if not _opens(pk, sealed)]
    examples = [f"A text under key {pk} doesn't open any more." for pk in lost]
    if second["left"] or second["rewrapped"] != left or not 0 < left < size:
        examples.append(f"The killed run left {left} of {size}; the second wrapped {second}.")
    return {
        "keys": size,
        "killed_after": killed_after,
        "left_by_the_killed_run": left,
        "lost": len(lost),
        "samples": len(samples),
        "per_second": second["per_second"],
        "examples": examples,
    }


def _seal(key: DataKey) -> bytes:
    return key.cipher.encrypt(NONCE, key.pk.bytes, None)


def _opens(pk: uuid.UUID, sealed: bytes) -> bool:
    try:
        return DataKey.objects.get(pk=pk).cipher.decrypt(NONCE, sealed, None) == pk.bytes
    except (InvalidTag, CannotOpen):
        return False


def _arguments(new: Path, *more: str) -> dict[str, Any]:
    return {
        "args": [
            sys.executable,
            "manage.py",
            "rotate_keys",
            "--to-file",
            str(new),
            "--batch",
            str(BATCH),
            *more,
        ],
        "env": os.environ | {"PEERSUPPORT_OTHER_KEK_FILES": str(new)},
        "text": True,
        "stdout": subprocess.PIPE,
    }


def _run(new: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(**_arguments(new, *more), check=True)


def _killed(new: Path, *, lines: int) -> int:
    """Batches the run had told of when it was killed."""
    with subprocess.Popen(**_arguments(new)) as running:
        assert running.stdout is not None
        for _line in range(lines):
            running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    return lines
