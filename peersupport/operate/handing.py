"""Handing work to Celery from a thread of its own: a broker that is gone or hangs holds up nobody."""

import queue
import threading
from typing import Any

import structlog
from celery import Celery
from django.conf import settings

MOST_WAITING = 2000
FORGOTTEN_AFTER = 30  # seconds in the broker; by then somebody else has it
SOCKET_SECONDS = 1
PAUSE = 1.0

log = structlog.get_logger(__name__)


class Hander:
    """offer() never waits. What the broker does not take is lost here, and done by the watcher itself."""

    def __init__(self) -> None:
        self._app = Celery("watch", set_as_current=False)
        self._app.config_from_object("django.conf:settings", namespace="CELERY")
        self._waiting: queue.Queue[tuple[str, tuple[str, ...]]] = queue.Queue(MOST_WAITING)
        self._producer: Any = None
        threading.Thread(target=self._run, daemon=True, name="handing").start()

    def offer(self, task: str, *arguments: str) -> bool:
        try:
            self._waiting.put_nowait((task, arguments))
        except queue.Full:
            return False
        return True

    def _run(self) -> None:
        stopped = threading.Event()
        while True:
            task, arguments = self._waiting.get()
            try:
                self._hand(task, arguments)
            except Exception as error:
                log.warning("the broker took nothing", error=type(error).__name__)
                self._producer = None
                stopped.wait(PAUSE)

    def _hand(self, task: str, arguments: tuple[str, ...]) -> None:
        if self._producer is None:
            options = {"socket_timeout": SOCKET_SECONDS, "socket_connect_timeout": SOCKET_SECONDS}
            known = settings.CELERY_BROKER_TRANSPORT_OPTIONS
            connection = self._app.connection_for_write(transport_options={**known, **options})
            self._producer = self._app.amqp.Producer(connection, auto_declare=False)
        self._app.send_task(
            task, arguments, producer=self._producer, expires=FORGOTTEN_AFTER, retry=False, ignore_result=True
        )
