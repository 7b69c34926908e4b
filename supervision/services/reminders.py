"""Messages about supervision, certificates and promised answers: once a week or once a date, in the morning.

They keep no audit row: a message is its own trace, and it names nobody.
"""

import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from peersupport.accounts.models import Agency, User
from peersupport.core import clock
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import office_of, write_messages
from peersupport.people.models import Credential, SupervisionLink
from supervision.models import OffRoleTask
from supervision.queries.structure import overdue, peers_overdue
from supervision.weeks import monday_of

MORNING = time(8)
# Once while there is time to learn something for it, once more when it presses.
RENEW_DAYS = (60, 14)
OFF_ROLE_AHEAD, OFF_ROLE_BACK = timedelta(days=1), timedelta(days=7)


@transaction.atomic
def remind_of_supervision(*, agency_id: uuid.UUID) -> None:
    """Who looks after a peer whose meeting is overdue, and that peer: once a week, from Monday at eight on."""
    agency = Agency.objects.get(pk=agency_id)
    monday = monday_of(agency.today())
    if _wall(agency) < datetime.combine(monday, MORNING):
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
    if _wall(agency).time() < MORNING:
        return
    open_tasks = OffRoleTask.objects.filter(agency=agency, answer=None)
    near = open_tasks.filter(answer_by__gte=today - OFF_ROLE_BACK, answer_by__lte=today + OFF_ROLE_AHEAD)
    days = sorted(set(near.values_list("answer_by", flat=True)))
    for user in office_of(agency_id) if days else []:
        for day in days:
            write_messages(kind=Kind.OFF_ROLE, occasion=f"{user.pk}:{day}", to=user)


@transaction.atomic
def remind_of_credentials(*, agency_id: uuid.UUID) -> None:
    """The peer alone, twice before it runs out."""
    agency = Agency.objects.get(pk=agency_id)
    today = agency.today()
    if _wall(agency).time() < MORNING:
        return
    ending = Credential.objects.filter(
        agency=agency, valid_until__gte=today, valid_until__lte=today + timedelta(days=max(RENEW_DAYS)),
        peer__user__is_active=True,
    )  # fmt: skip
    for credential in ending.select_related("peer__user__agency").order_by("pk"):
        # Of several that are behind us the last one: a row that comes late is told once.
        days = min(days for days in RENEW_DAYS if credential.valid_until - timedelta(days=days) <= today)
        write_messages(
            kind=Kind.CREDENTIAL,
            occasion=f"{credential.pk}:{credential.valid_until}:{days}",
            to=credential.peer.user,
        )


def _wall(agency: Agency) -> datetime:
    return clock.now().astimezone(ZoneInfo(agency.time_zone)).replace(tzinfo=None)
