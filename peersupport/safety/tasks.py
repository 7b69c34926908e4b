from celery import shared_task

from . import services


@shared_task
def expire_plan_drafts() -> None:
    services.expire_plan_drafts()
