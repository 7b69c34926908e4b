import uuid
from datetime import timedelta

from celery import shared_task

from peersupport.accounts.models import Agency
from peersupport.core import clock

from . import services
from .models import ConfidentialityPolicy


@shared_task
def find_consent_reminders() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        find_consent_reminders_in.delay(str(pk))


@shared_task
def find_consent_reminders_in(agency: str) -> None:
    services.find_reminders(agency_id=uuid.UUID(agency))


@shared_task
def remind_of_agreements() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        remind_of_agreements_in.delay(str(pk))


@shared_task
def remind_of_agreements_in(agency: str) -> None:
    services.remind_of_agreements(agency_id=uuid.UUID(agency))


@shared_task
def begin_policies() -> None:
    """Where a day begins first on earth it is up to 14 hours ahead; each house then looks at its own calendar."""
    day = (clock.now() + timedelta(hours=14)).date()
    for pk in ConfidentialityPolicy.objects.begun_by(day).values_list("pk", flat=True):
        begin_policy_of.delay(str(pk))


@shared_task
def begin_policy_of(pk: str) -> None:
    services.begin_policy(policy_id=uuid.UUID(pk))


@shared_task
def forget_talks() -> None:
    services.forget_talks()
