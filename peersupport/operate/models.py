from datetime import datetime

from django.db import models

from peersupport.core import clock


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def last_of(self, name: str) -> datetime | None:
        """When that process last gave a sign: "beat" goes all the way through broker and worker, "worker" is asked
        by the watcher, "watch" is the watcher's own."""
        return self.filter(name=name).values_list("at", flat=True).first()


class Heartbeat(models.Model):
    """One row for each kind of process, written again and again. While it is young, that one does its work."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField(default=clock.now)

    objects = HeartbeatQuerySet.as_manager()
