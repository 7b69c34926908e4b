from celery import shared_task

from peersupport.accounts.models import Agency

from . import services


@shared_task
def look_at_weeks() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        look_at_weeks_of.delay(str(pk))


@shared_task
def look_at_weeks_of(pk: str) -> None:
    """Count what changed, then look at the weeks that are over: each on its own, so that one failing loses nothing."""
    services.count_weeks(agency_id=pk)
    services.find_signals(agency_id=pk)
