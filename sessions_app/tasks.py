from celery import shared_task

from . import services
from .models import SessionSeries


@shared_task
def expire_drafts() -> None:
    services.expire_drafts()


@shared_task
def top_up_all_series() -> None:
    for pk in SessionSeries.objects.short().values_list("pk", flat=True):
        top_up_one_series.delay(str(pk))


@shared_task
def top_up_one_series(pk: str) -> None:
    services.top_up_series(series_id=pk)


@shared_task
def forget_changes_of_series() -> None:
    services.forget_changes_of_series()


@shared_task
def forget_old_plans() -> None:
    services.forget_old_plans()
