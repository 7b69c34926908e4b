import uuid

from celery import shared_task

from peersupport.accounts.models import Agency

from .services import find_reminders


@shared_task
def find_consent_reminders() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        find_consent_reminders_in.delay(str(pk))


@shared_task
def find_consent_reminders_in(agency: str) -> None:
    find_reminders(agency_id=uuid.UUID(agency))
