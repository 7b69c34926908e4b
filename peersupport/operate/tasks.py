from celery import shared_task

from peersupport.operate import services


@shared_task
def record_heartbeat() -> None:
    services.record_heartbeat()
