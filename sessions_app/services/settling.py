"""A planned meeting stands by the clock on the wall. Where a zone gets other rules, its instant follows."""

import uuid

from django.db import transaction

from peersupport.audit.services import record
from sessions_app import settled
from sessions_app.models import SupportSession


@transaction.atomic
def settle_meeting(*, session_id: uuid.UUID) -> None:
    """Put a meeting to come at the instant that its time on the wall has by today's rules of its zone.

    A reminder that waits is dropped with it, and comes at the new time. Nobody acted: the audit row names nobody.
    """
    planned = SupportSession.objects.planned().select_for_update(of=("self",), no_key=True)
    session = planned.filter(pk=session_id).first()
    if session is None or settled.is_in_its_place(session):
        return
    session.starts_at = settled.place_of(session)
    session.save(update_fields=["starts_at"])
    session.attendances.update(starts_at=session.starts_at)
    with_one = session.attendances.values_list("person_id", flat=True) if session.group_id is None else ()
    record(
        "session.moved",
        target=session,
        by=None,
        person_id=next(iter(with_one), None),
        fields=["starts_at"],
    )
