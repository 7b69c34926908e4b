"""Who may be on call, and shifts that somebody is asked to take."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import connection, models

from peersupport.core import clock

if TYPE_CHECKING:
    from peersupport.accounts.models import User


# As OnCallShiftQuerySet.who_can_answer() and HandOverQuerySet.asked_of() have them.
NOW_OR_ASKED = """
SELECT s.user_id, u.name, s.rank, s.starts_at, s.ends_at, s.time_zone, asked.me
  FROM safety_oncallshift s JOIN accounts_user u ON u.id = s.user_id AND u.is_active
 CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM safety_handover h WHERE h.shift_id = s.id AND h.state = 'asked'
                                       AND h.asked_id = %(user)s) AS me) asked
 WHERE s.agency_id = %(agency)s AND s.ended_at IS NULL AND s.ends_at > %(now)s AND (s.starts_at <= %(now)s OR asked.me)
   AND EXISTS (SELECT FROM accounts_membership m WHERE m.user_id = s.user_id AND m.ended_at IS NULL
                  AND m.starts_on <= %(today)s AND (m.ends_on IS NULL OR m.ends_on >= %(today)s))
 ORDER BY s.rank, s.program_id NULLS LAST, s.starts_at, s.id
"""


class NowOrAsked(NamedTuple):
    user_id: uuid.UUID
    name: str
    rank: int
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    asks_me: bool


def now_or_asked(user: "User", *, now: datetime, today: date) -> list[NowOrAsked]:
    """Shifts of their house that run now, whoever is asked first in front, and those that this user is asked to take.

    It stands on every first page, so it is a statement without a query to be composed.
    """
    said = {"user": user.pk, "agency": user.agency_id, "now": now, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(NOW_OR_ASKED, said)
        return [NowOrAsked(*row) for row in cursor.fetchall()]


class OnCallPersonQuerySet(models.QuerySet[Any]):
    def in_force(self, agency_id: uuid.UUID) -> Self:
        """Named for it, by name; whoever left the house is not."""
        named = self.filter(agency=agency_id, ended_at=None, user__is_active=True)
        return named.select_related("user").order_by("user__name", "pk")


class HandOverQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Asked, and the shift is still to be had."""
        return self.filter(state="asked", shift__ended_at=None, shift__ends_at__gt=clock.now())

    def asked_of(self, user: "User") -> Self:
        return self.waiting().filter(asked=user)
