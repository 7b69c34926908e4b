"""Which conversations about the agreement may come up next: rows made once, closed when they are moot, told once."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from consent.models import ConsentNow, ConsentReminder
from peersupport.accounts.models import Agency
from peersupport.notifications.hours import day_has_begun
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import write_messages
from peersupport.people.models import BlockedStaff, Pairing

AT_ONCE = 500
# What came up longer ago stands on their first page; nobody is told of it late.
TOLD_FOR = timedelta(days=7)


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


@transaction.atomic
def remind_of_agreements(*, agency_id: uuid.UUID) -> None:
    """The peer who walks with them: thirty days before an agreement ends, when it has ended, when there is more to it.

    Once for all that came up on a day, from eight in the morning on; never the person, and nobody is told that there
    is none yet. It keeps no audit row: a message is its own trace, and it names nobody.
    """
    agency = Agency.objects.get(pk=agency_id)
    if not day_has_begun(agency):
        return
    today = agency.today()
    rows = ConsentReminder.objects.open().exclude(kind=ConsentReminder.Kind.MISSING)
    rows = rows.filter(agency=agency, due_on__gt=today - TOLD_FOR, due_on__lte=today)
    days = dict(rows.values_list("person", "due_on"))
    blocked = BlockedStaff.objects.filter(person=OuterRef("person"), user=OuterRef("peer__user"))
    walks = Pairing.objects.walking().filter(
        person__in=days, state=Pairing.State.ACTIVE, person__died_on=None, peer__user__is_active=True
    )
    walks = walks.exclude(Exists(blocked)).select_related("peer__user__agency")
    told = {(walk.peer.user, days[walk.person_id]) for walk in walks}
    for user, day in sorted(told, key=lambda one: (one[0].pk, one[1])):
        write_messages(kind=Kind.AGREEMENT, occasion=f"{user.pk}:{day}", to=user)
