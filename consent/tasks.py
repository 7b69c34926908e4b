from celery import shared_task

from . import services


@shared_task
def forget_talks() -> None:
    services.forget_talks()
