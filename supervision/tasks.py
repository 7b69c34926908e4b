from celery import shared_task

from peersupport.accounts.models import Agency
from supervision import services
from supervision.models import BoundaryDecision


@shared_task
def forget_old_pulses() -> None:
    services.forget_old_pulses()
    services.forget_old_workplace()


@shared_task
def forget_old_choices_everywhere() -> None:
    houses = BoundaryDecision.objects.order_by().values("agency").distinct()
    for agency in Agency.objects.filter(pk__in=houses):
        services.forget_old_choices(agency=agency)
