from celery import shared_task

from .models import Pairing
from .services import end_finished_cover


@shared_task
def end_finished_covers() -> None:
    for pk in Pairing.objects.past_their_last_day().values_list("pk", flat=True):
        end_finished_cover_of.delay(str(pk))


@shared_task
def end_finished_cover_of(pk: str) -> None:
    end_finished_cover(pairing_id=pk)
