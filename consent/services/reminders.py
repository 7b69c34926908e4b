"""Which conversations about the agreement may come up next: rows made once, closed when they are moot."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from consent.models import ConsentNow, ConsentReminder

AT_ONCE = 500


def refresh_reminders(person_ids: Iterable[uuid.UUID]) -> None:
    """Bring the rows of these people in step, in the caller's transaction and under its locks on their gates."""
    ConsentReminder.objects.refresh(person_ids)


def find_reminders(*, agency_id: uuid.UUID) -> int:
    """What time alone made due or moot in a house; returns for how many people. Running it again changes nothing."""
    found = ConsentReminder.objects.out_of_step(agency_id)
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        with transaction.atomic():
            ConsentNow.objects.locked(some)
            refresh_reminders(some)
    return len(found)
