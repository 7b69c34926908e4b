import uuid

from celery import shared_task

from peersupport.home import queries, services


@shared_task
def tell_of_weeks() -> None:
    """Where it is Monday morning; each on its own, so that one failing keeps it from nobody else."""
    for pk in queries.who_is_told_of_week():
        tell_of_week.delay(str(pk))


@shared_task
def tell_of_week(user: str) -> None:
    services.tell_of_week(user_id=uuid.UUID(user))
