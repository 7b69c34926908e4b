"""The Celery application: `celery --app peersupport.celery worker` and `… beat`."""

from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import worker_init

from peersupport.core.principal import acting_as
from peersupport.operate.startup import refuse_unsafe_start


class Task(DjangoTask):
    """Nobody acts in a task unless it says so itself."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with acting_as(None):
            return super().__call__(*args, **kwargs)


app = Celery("peersupport", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse(**_kwargs: object) -> None:
    refuse_unsafe_start()
