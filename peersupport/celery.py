"""The Celery application: `celery --app peersupport.celery worker` and `… beat`."""

from datetime import timedelta
from typing import Any

import structlog
from celery import Celery
from celery.beat import PersistentScheduler
from celery.contrib.django.task import DjangoTask
from celery.signals import worker_init
from django.db import close_old_connections

from peersupport.core.clock_querysets import TOO_FAR_APART, ahead
from peersupport.core.principal import acting_as
from peersupport.operate.startup import refuse_unsafe_start

log = structlog.get_logger(__name__)


class Task(DjangoTask):
    """Nobody acts in a task unless it says so itself.

    While this machine's clock and the database's are far apart, nobody knows what time it is: what reminds, ends or
    forgets by the clock is left to a later round. A task that is to run all the same says any_clock=True.

    Connections outlive a task, as they do a request: made anew for each, a message would take twice as long to leave.
    """

    any_clock = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        close_old_connections()
        try:
            if not self.any_clock and abs(ahead()) > TOO_FAR_APART:
                log.error("the clocks are too far apart: left to a later round", kind=self.name)
                return None
            with acting_as(None):
                return super().__call__(*args, **kwargs)
        finally:
            close_old_connections()


class Scheduler(PersistentScheduler):
    """Goes on when the clock was set back. Celery's own would wait until the old time comes again."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        now = self.app.now()
        early = [entry for entry in self.schedule.values() if entry.last_run_at > now + timedelta(seconds=1)]
        if early:
            for entry in early:
                entry.last_run_at = now
            self._heap = None
        return super().tick(*args, **kwargs)


app = Celery("peersupport", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse(**_kwargs: object) -> None:
    refuse_unsafe_start()
