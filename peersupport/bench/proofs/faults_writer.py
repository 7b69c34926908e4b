"""A process that writes reminders, as tasks do, and notes what was acknowledged to it. It gets killed.

`python -m peersupport.bench.proofs.faults_writer BOOK USER…`
"""

import json
import os
import random
import sys
import time
import uuid
from pathlib import Path
from typing import IO

import django

django.setup()

from django.db import Error, close_old_connections, transaction  # noqa: E402

from peersupport.accounts.models import User  # noqa: E402
from peersupport.core.principal import acting_as  # noqa: E402
from peersupport.notifications.kinds import Kind  # noqa: E402
from peersupport.notifications.services import write_messages  # noqa: E402

EVERY = 0.25
TAKEN_BACK = 0.1


class TakenBack(Exception):
    """This transaction was never meant to be kept."""


def main(book: Path, users: list[str]) -> None:
    with book.open("a") as notes, acting_as(None):
        while True:
            time.sleep(EVERY)
            write_one(notes, random.choice(users))


def write_one(notes: IO[str], user_id: str) -> None:
    keys: list[str] = []
    said: dict[str, list[str]] = {"kept": [], "taken_back": []}
    try:
        with transaction.atomic():
            user = User.objects.get(pk=user_id)
            rows = write_messages(kind=Kind.CONCERN_COURSE, occasion=str(uuid.uuid4()), to=user)
            keys += [row.pk.hex for row in rows]
            if random.random() < TAKEN_BACK:
                raise TakenBack
        said["kept"] = keys
    except TakenBack:
        said["taken_back"] = keys
    except Error:  # whether it was kept nobody told us
        close_old_connections()
        time.sleep(0.2)
        return
    note(notes, json.dumps(said))


def note(notes: IO[str], line: str) -> None:
    notes.write(line + "\n")
    notes.flush()
    os.fsync(notes.fileno())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
