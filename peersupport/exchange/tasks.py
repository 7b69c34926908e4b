from celery import shared_task

from peersupport.exchange import queries, services

LONGEST = 30 * 60


@shared_task(any_clock=True)
def work_on_imports() -> None:
    for run_id in queries.waiting_for_hands():
        # What nobody took up in time is dropped here: the next sweep finds it again.
        work_on_import.apply_async([str(run_id)], expires=10)


@shared_task(any_clock=True, time_limit=LONGEST, soft_time_limit=LONGEST - 30)
def work_on_import(run_id: str) -> None:
    services.work_on(run_id=run_id)


@shared_task
def forget_expired_imports() -> None:
    services.forget_expired()
