from celery import shared_task
from django.conf import settings

from peersupport.audit import anchors
from peersupport.operate import services


@shared_task(any_clock=True)
def record_heartbeat() -> None:
    """As beat asks for it: broker, worker and beat are there."""
    services.record_heartbeat(name="beat")


@shared_task(any_clock=True)
def record_heartbeat_of_worker() -> None:
    """As the watcher asks for it: the worker is there, whatever beat does."""
    services.record_heartbeat(name="worker")


@shared_task(any_clock=True)
def sign_ledger_heads() -> None:
    """Where there is a key and a place for it. A chain that does not hold raises: nobody vouches for it."""
    if settings.LEDGER_KEY_FILE and settings.LEDGER_ANCHORS_FILE:
        lines = anchors.sign_heads(anchors.read_private_key(settings.LEDGER_KEY_FILE))
        anchors.append_to(settings.LEDGER_ANCHORS_FILE, lines)
