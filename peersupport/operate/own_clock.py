"""What the clock of a web process shows, so that the watcher can call somebody about a wrong one."""

import threading
import time

import structlog
from django.db import DatabaseError, close_old_connections

from peersupport.core.principal import acting_as
from peersupport.operate import services

TOLD_EVERY = 60 * 60.0

log = structlog.get_logger(__name__)


def tell_of_clock() -> None:
    """At the start and once an hour, from a thread of its own: no page waits for it."""
    threading.Thread(target=_tell_again_and_again, daemon=True, name="clock").start()


def _tell_again_and_again() -> None:
    while True:
        try:
            with acting_as(None):
                services.record_heartbeat(name="web")
        except DatabaseError:
            log.warning("the database can't be reached, so the clocks were not compared")
        close_old_connections()
        time.sleep(TOLD_EVERY)
