from celery import shared_task

from peersupport.accounts.models import Agency

from .services import forget_room_words


@shared_task
def forget_old_room_words() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        forget_room_words_of.delay(str(pk))


@shared_task
def forget_room_words_of(pk: str) -> None:
    forget_room_words(agency_id=pk)
