from datetime import datetime, timedelta
from typing import Any

from django.db import models

from peersupport.core import clock
from peersupport.core.clock_querysets import MAY_DIFFER


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def last_of(self, name: str) -> datetime | None:
        """When that process last gave a sign: "beat" goes all the way through broker and worker, "worker" is asked
        by the watcher, "watch" is the watcher's own, "web" tells once an hour."""
        return self.filter(name=name).values_list("at", flat=True).first()

    def far_from(self, now: datetime, *, within: timedelta) -> models.QuerySet[Any]:
        """Those that told within that time that their machine's clock is not the database's."""
        wrong = models.Q(ahead__gt=MAY_DIFFER) | models.Q(ahead__lt=-MAY_DIFFER)
        return self.filter(wrong, at__gt=now - within)


class Heartbeat(models.Model):
    """One row for each kind of process, written again and again. While it is young, that one does its work.

    at: by the database's clock, whatever the machine's own shows.
    """

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField(default=clock.now)
    ahead = models.DurationField(
        default=timedelta(0), help_text="How far the clock of its machine was ahead of the database's."
    )

    objects = HeartbeatQuerySet.as_manager()


class Alarm(models.Model):
    """Something that is wrong, from the first watcher that saw it until none sees it any more.

    claimed_at: a watcher said that it calls somebody; cried_at: it did. By the database's clock.
    """

    code = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    cried_at = models.DateTimeField(null=True)
