"""Hours without anybody on call, told to the office before they come."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from peersupport.core import clock
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import office_of, write_messages
from peersupport.safety.models import OnCallShift
from peersupport.safety.queries.gaps import coming_gaps

MORNING_HOUR = 8


@transaction.atomic
def remind_of_gaps(*, agency_id: uuid.UUID) -> None:
    """Once a week from Monday at eight on, where somebody is ever on call: a house without it has its phone plan.

    It keeps no audit row: the message is its own trace.
    """
    office = office_of(agency_id)
    if not office or not OnCallShift.objects.filter(agency_id=agency_id, ended_at=None).exists():
        return
    if coming_gaps(office[0]):
        here = clock.now().astimezone(ZoneInfo(office[0].agency.time_zone))
        monday = here.date() - timedelta(days=here.weekday())
        if here.weekday() == 0 and here.hour < MORNING_HOUR:
            return
        for user in office:
            write_messages(kind=Kind.GAP, occasion=f"{user.pk}:{monday}", to=user)
