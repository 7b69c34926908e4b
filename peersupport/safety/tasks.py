from celery import shared_task

from . import services


@shared_task
def expire_plan_drafts() -> None:
    services.expire_plan_drafts()


@shared_task
def sweep_concerns() -> None:
    """The watcher does the same, so that a worry goes on its way where no worker is left."""
    services.move_on_overdue()
    services.enter_steps()
