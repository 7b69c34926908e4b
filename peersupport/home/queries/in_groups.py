"""How many people came to groups. They are a number there, and stay one."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Sum

from peersupport.accounts.models import User
from peersupport.core import clock
from sessions_app.models import Gathering, SupportSession


def came_to_groups(user: User, month: date, *, smallest: int) -> int | None:
    """Everybody who came, named or not, each time counted; None for fewer meetings than `smallest`.

    Nor is a meeting of fewer people in the sum: from one day to the next the sum grows by one meeting.
    And it never leaves out who is named: the difference to another number would tell how many are known.
    """
    start = datetime.combine(month, time(), ZoneInfo(user.agency.time_zone))
    gatherings = Gathering.objects.filter(
        agency=user.agency_id,
        headcount__gte=smallest,
        session__agency=user.agency_id,
        session__state=SupportSession.State.COMPLETED,
        session__starts_at__gte=start,
        session__starts_at__lte=clock.now(),
    )
    counted = gatherings.aggregate(came=Sum("headcount"), meetings=Count("pk"))
    return counted["came"] if counted["meetings"] >= smallest else None
