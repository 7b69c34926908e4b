from celery import shared_task

from . import services


@shared_task
def forget_old_keys() -> None:
    services.forget_old_keys()


@shared_task
def end_stale_tokens() -> None:
    services.end_stale_tokens()
