from celery import shared_task

from . import services


@shared_task
def forget_old_pulses() -> None:
    services.forget_old_pulses()
    services.forget_old_workplace()
