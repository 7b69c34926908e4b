from celery import shared_task

from peersupport.core import clock

from . import services
from .models import Message


@shared_task(any_clock=True)
def deliver_message(pk: str) -> None:
    services.deliver(message_id=pk)


@shared_task(any_clock=True)
def sweep_outbox() -> None:
    """Whoever stands there longer is handed out again by the next one, so that nothing piles up."""
    for pk in Message.objects.due(clock.now()).values_list("pk", flat=True)[:200]:
        deliver_message.apply_async((str(pk),), expires=30)


@shared_task
def forget_received() -> None:
    services.forget_received()
