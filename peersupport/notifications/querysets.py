"""Which messages wait, and by which ways somebody is reached."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import F, Q

from peersupport.core import clock
from peersupport.core.clock_querysets import DatabaseClock
from peersupport.notifications.kinds import Lane
from peersupport.notifications.waits import LONGEST_FOR_CONCERN

if TYPE_CHECKING:
    from peersupport.accounts.models import User
    from peersupport.people.models import SupportedPerson

SQL = Path(__file__).parent / "sql"


class RouteQuerySet(models.QuerySet[Any]):
    def to(self, somebody: "User | SupportedPerson") -> Self:
        """Every way to this human, whether in use or not."""
        field = "user" if somebody._meta.model_name == "user" else "person"
        return self.filter(**{field: somebody})

    def in_use(self) -> Self:
        return self.filter(state="on")

    def of_device(self, index: str) -> Self:
        """Every way to this browser, whosever it was, held until the transaction ends."""
        found = self.filter(channel="push", address_index=index)
        return found.select_for_update(no_key=True).order_by("pk")

    def own_held(self, user: "User") -> list[Any]:
        """Every way to this member of staff, held until the transaction ends, always in the same order."""
        return list(self.to(user).select_for_update(no_key=True).order_by("channel", "pk"))


class MessageQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state="ready")

    def due(self, now: datetime) -> Self:
        """What may leave now, concerns first. A concern that was not tried yet asks no clock, and one whose next try
        stands further away than any is ever put has met a clock that went wrong."""
        too_far = now + timedelta(seconds=LONGEST_FOR_CONCERN + 60)
        concern = Q(lane=Lane.CONCERN) & (Q(tries=F("set_aside")) | Q(next_at__gt=too_far))
        return self.waiting().filter(concern | Q(next_at__lte=now)).order_by("lane", "next_at")

    def held(self, pk: uuid.UUID | str) -> Any:
        """The waiting message of that id, held for us alone until the transaction ends; None if it waits no more or
        somebody else holds it. `database_at` is what the database's clock says. Its way comes with whose it is; one
        statement over all that a person's way needs would cost each message of staff twice as much."""
        rows = self.waiting().select_for_update(skip_locked=True, no_key=True)
        held = next(iter(rows.annotate(database_at=DatabaseClock()).filter(pk=pk)), None)
        if held is not None:
            ways = apps.get_model("notifications", "Route").objects.select_related("user", "agency")
            held.route = ways.get(pk=held.route_id)
        return held

    def for_page(self, user: "User") -> Self:
        """What stands on their page "For you", the newest first. A try, what was put aside and what is over are no
        news."""
        mine = self.filter(route__user=user, route__channel="inbox", agency_id=user.agency_id, state="sent")
        mine = mine.filter(Q(drop_at=None) | Q(drop_at__gt=clock.now()))
        return mine.order_by(F("read_at").asc(nulls_first=True), "-created_at", "pk")

    def outside(self) -> Self:
        """What goes out of the house, or was to: everything but the page "For you". The newest first."""
        return self.exclude(route__channel="inbox").order_by("-created_at", "-pk")

    def older_than(self, before: Any) -> Self:
        """Those of outside() that stand below this message."""
        return self.filter(
            Q(created_at__lt=before.created_at) | Q(created_at=before.created_at, pk__lt=before.pk)
        )

    def unsettled(self) -> Self:
        """What somebody should look at."""
        return self.filter(state__in=["dead", "unknown"])


def bound_this_transaction() -> None:
    """Neither wait long for a lock nor hold one long after the process froze. Until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute((SQL / "bounds.sql").read_text())
