import uuid

from celery import shared_task

from peersupport.accounts.models import Agency

from . import services


@shared_task
def expire_plan_drafts() -> None:
    services.expire_plan_drafts()


@shared_task(any_clock=True)
def sweep_concerns() -> None:
    """The watcher does the same, so that a worry goes on its way where no worker is left."""
    services.move_on_overdue()
    services.enter_steps()


@shared_task
def remind_of_gaps() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        remind_of_gaps_in.delay(str(pk))


@shared_task
def remind_of_gaps_in(agency: str) -> None:
    services.remind_of_gaps(agency_id=uuid.UUID(agency))


@shared_task
def remind_of_talks() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        remind_of_talks_in.delay(str(pk))


@shared_task
def remind_of_talks_in(agency: str) -> None:
    services.remind_of_talks(agency_id=uuid.UUID(agency))
