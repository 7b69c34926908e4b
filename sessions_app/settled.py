"""Whether a planned meeting still is where its time on the wall says, by the rules that its zone has today."""

import uuid
from datetime import datetime

from peersupport.core.local_time import comes_back_at, exists, from_stored, to_instant

from .models import SupportSession


def is_in_its_place(session: SupportSession) -> bool:
    """Of a time that comes twice both are its place: somebody chose one of them."""
    local = from_stored(session.local_start)
    if not exists(local, session.time_zone):
        return place_of(session) == session.starts_at
    return session.starts_at in {to_instant(local, session.time_zone, fold) for fold in (0, 1)}


def place_of(session: SupportSession) -> datetime:
    local = comes_back_at(from_stored(session.local_start), session.time_zone)
    return to_instant(local, session.time_zone)


def out_of_place(now: datetime) -> list[uuid.UUID]:
    """Planned meetings to come whose zone has other rules than when they were planned."""
    ahead = SupportSession.objects.planned().filter(starts_at__gt=now)
    rows = ahead.only("pk", "starts_at", "local_start", "time_zone").iterator()
    return [session.pk for session in rows if not is_in_its_place(session)]
