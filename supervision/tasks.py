import uuid

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


@shared_task
def forget_old_room_words() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        forget_room_words_of.delay(str(pk))


@shared_task
def forget_room_words_of(pk: str) -> None:
    services.forget_room_words(agency_id=pk)


@shared_task
def look_at_weeks() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        look_at_weeks_of.delay(str(pk))


@shared_task
def look_at_weeks_of(pk: str) -> None:
    """Count what changed, then look at the weeks that are over: each on its own, so that one failing loses nothing."""
    services.count_weeks(agency_id=pk)
    services.find_signals(agency_id=pk)


@shared_task
def remind_of_what_is_due() -> None:
    """Each of a house on its own: one that fails stops nothing of the rest."""
    for pk in Agency.objects.values_list("pk", flat=True):
        for task in (remind_of_supervision, remind_of_off_role, remind_of_own_work):
            task.delay(str(pk))


@shared_task
def remind_of_supervision(agency: str) -> None:
    services.remind_of_supervision(agency_id=uuid.UUID(agency))


@shared_task
def remind_of_off_role(agency: str) -> None:
    services.remind_of_off_role(agency_id=uuid.UUID(agency))


@shared_task
def remind_of_own_work(agency: str) -> None:
    services.remind_of_own_work(agency_id=uuid.UUID(agency))
