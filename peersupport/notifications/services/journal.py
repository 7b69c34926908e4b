"""Each try to send, written on a connection of its own: what is written here stays, whatever becomes of the rest."""

import os
import socket
import time
from datetime import datetime, timedelta

from django.db import IntegrityError, InterfaceError, OperationalError, connections, transaction

from peersupport.core import clock
from peersupport.notifications.channels import Result
from peersupport.notifications.models import Attempt, Message

JOURNAL = "journal"  # the name of that connection in the settings
PATIENCE = 5.0  # seconds with a database that went away while something was sent
STILL_TOLD = timedelta(seconds=PATIENCE + 1)


def last_attempt(message: Message) -> Attempt | None:
    """The newest try that still counts."""
    found: Attempt | None = message.attempts.filter(number__gt=message.set_aside).order_by("-number").first()
    return found


def begin_attempt(*, message: Message, number: int) -> Attempt | None:
    """On record before anything leaves. None when somebody else has begun it: then nothing is to leave from here."""
    attempt = Attempt(
        message_id=message.pk, number=number, process=f"{socket.gethostname()}:{os.getpid()}"[:80]
    )
    try:
        with transaction.atomic(using=JOURNAL):
            attempt.save(using=JOURNAL, force_insert=True)
    except IntegrityError:
        return None
    return attempt


def finish_attempt(*, attempt: Attempt, result: Result) -> None:
    """What became of it. A database that is coming up again is waited for: nobody else knows what we know."""
    attempt.outcome = result.outcome
    attempt.code = result.code
    attempt.provider_id = result.provider_id
    attempt.finished_at = clock.now()
    until = time.monotonic() + PATIENCE
    while True:
        try:
            attempt.save(using=JOURNAL, update_fields=["outcome", "code", "provider_id", "finished_at"])
        except (OperationalError, InterfaceError):
            connections[JOURNAL].close()
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def may_still_be_told(attempt: Attempt, now: datetime) -> bool:
    """Whether a try without an outcome is so young that whoever made it may be about to write it down."""
    return not attempt.outcome and timedelta(0) <= now - attempt.created_at < STILL_TOLD
