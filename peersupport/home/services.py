"""The one message that the first pages send: a supervisor's week."""

import uuid
from datetime import timedelta

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.home.queries import is_monday_morning, week_lines
from peersupport.notifications.kinds import SUPERVISORS, Kind
from peersupport.notifications.services import write_messages


@transaction.atomic
def tell_of_week(*, user_id: uuid.UUID) -> None:
    """On Monday morning, to a supervisor with something to do. The message says no more than that; the lines stand on
    the page it leads to.

    It keeps no audit row: a message is its own trace.
    """
    user = User.objects.select_related("agency").get(pk=user_id)
    if not is_monday_morning(user.agency) or not user.is_active or not user.roles & SUPERVISORS:
        return
    with acting_as(user.pk):
        has_something = bool(week_lines(user))
    if has_something:
        monday, over = user.agency.today(), clock.now() + timedelta(days=7)
        write_messages(kind=Kind.DIGEST, occasion=f"{user.pk}:{monday}", to=user, drop_at=over)
