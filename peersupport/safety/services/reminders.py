"""Hours without anybody on call, told to the office before they come; and what is to be talked through afterwards."""

import uuid
from datetime import timedelta

from django.db import transaction

from peersupport.accounts.models import Agency
from peersupport.accounts.roles import Role
from peersupport.notifications.hours import day_has_begun, week_of
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import office_of, write_messages
from peersupport.safety.models import OnCallShift, RepairTalk
from peersupport.safety.queries.gaps import coming_gaps

# A talk whose day came longer ago stands on their first page; nobody is told of it late.
TOLD_FOR = timedelta(days=7)


@transaction.atomic
def remind_of_gaps(*, agency_id: uuid.UUID) -> None:
    """Once a week from Monday at eight on, where somebody is ever on call: a house without it has its phone plan.

    It keeps no audit row: the message is its own trace.
    """
    office = office_of(agency_id)
    if not office or not OnCallShift.objects.filter(agency_id=agency_id, ended_at=None).exists():
        return
    monday = week_of(office[0].agency)
    if monday and coming_gaps(office[0]):
        for user in office:
            write_messages(kind=Kind.GAP, occasion=f"{user.pk}:{monday}", to=user)


@transaction.atomic
def remind_of_talks(*, agency_id: uuid.UUID) -> None:
    """The peer who was worried, on the day a talk may come up: once a day, however many there are.

    It keeps no audit row, and the message leads to no row: nothing of it shows about whom somebody once was worried.
    """
    agency = Agency.objects.get(pk=agency_id)
    if not day_has_begun(agency):
        return
    today = agency.today()
    rows = RepairTalk.objects.due(today).of_raisers().filter(agency=agency, due_on__gt=today - TOLD_FOR)
    for row in rows.select_related("concern__raised_by__agency").order_by("due_on", "pk"):
        user = row.concern.raised_by
        if Role.PEER in user.roles:
            write_messages(kind=Kind.REPAIR, occasion=f"{user.pk}:{row.due_on}", to=user)
