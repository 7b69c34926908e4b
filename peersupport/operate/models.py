from datetime import datetime

from django.db import models

from peersupport.core import clock


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def latest_at(self) -> datetime | None:
        """When work last went all the way: beat, broker, worker, row."""
        return self.values_list("at", flat=True).first()


class Heartbeat(models.Model):
    """One row that a task writes again and again. While it is young, background work is being done."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField(default=clock.now)

    objects = HeartbeatQuerySet.as_manager()
