"""Messages about supervision, promised answers and a peer's own papers: once a week or once a date, in the morning.

They keep no audit row: a message is its own trace, and it names nobody.
"""

import uuid
from datetime import timedelta

from django.db import transaction

from peersupport.accounts.models import Agency, User
from peersupport.notifications.hours import day_has_begun, week_of
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import office_of, write_messages
from peersupport.people.models import SupervisionLink
from supervision.models import OffRoleTask
from supervision.queries.own_work import peers_with_own_work
from supervision.queries.structure import overdue, peers_overdue

OFF_ROLE_AHEAD, OFF_ROLE_BACK = timedelta(days=1), timedelta(days=7)


@transaction.atomic
def remind_of_supervision(*, agency_id: uuid.UUID) -> None:
    """Who looks after a peer whose meeting is overdue, and that peer: once a week, from Monday at eight on."""
    agency = Agency.objects.get(pk=agency_id)
    if (monday := week_of(agency)) is None:
        return
    held = SupervisionLink.objects.in_force(agency.today()).filter(agency=agency, supervisor__is_active=True)
    supervisors = User.objects.select_related("agency").filter(pk__in=held.values("supervisor"))
    late = {user for user in supervisors if overdue(user).lines}
    if office := office_of(agency_id):
        peers = User.objects.filter(peer__in=peers_overdue(office[0]), is_active=True)
        late |= set(peers.select_related("agency"))
    for user in sorted(late, key=lambda user: user.pk):
        write_messages(kind=Kind.SUPERVISION, occasion=f"{user.pk}:{monday}", to=user)


@transaction.atomic
def remind_of_off_role(*, agency_id: uuid.UUID) -> None:
    """The office, of answers that it promised by tomorrow or longer ago: once a date."""
    agency = Agency.objects.get(pk=agency_id)
    today = agency.today()
    if not day_has_begun(agency):
        return
    open_tasks = OffRoleTask.objects.filter(agency=agency, answer=None)
    near = open_tasks.filter(answer_by__gte=today - OFF_ROLE_BACK, answer_by__lte=today + OFF_ROLE_AHEAD)
    days = sorted(set(near.values_list("answer_by", flat=True)))
    for user in office_of(agency_id) if days else []:
        for day in days:
            write_messages(kind=Kind.OFF_ROLE, occasion=f"{user.pk}:{day}", to=user)


@transaction.atomic
def remind_of_own_work(*, agency_id: uuid.UUID) -> None:
    """The peer alone, on a Monday: certificates, what there is to learn for them, the five taps, all in one message."""
    agency = Agency.objects.get(pk=agency_id)
    if (monday := week_of(agency)) is None:
        return
    for user in peers_with_own_work(agency, monday):
        write_messages(kind=Kind.CREDENTIAL, occasion=f"{user.pk}:{monday}", to=user)
