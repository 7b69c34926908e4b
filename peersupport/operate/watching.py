"""The watcher: hands each message to Celery, and delivers it itself when nobody has in time."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.notifications.kinds import Lane
from peersupport.notifications.models import Message
from peersupport.notifications.services import deliver
from peersupport.operate import services
from peersupport.operate.alarms import problems_now
from peersupport.operate.handing import Hander
from peersupport.operate.listening_querysets import Ear
from peersupport.operate.siren import Siren
from peersupport.operate.sweeps import sweep_all

IN_TIME = {Lane.CONCERN: 2.0, Lane.REMINDER: 15.0}  # seconds in which a worker may have it
THREADS = {Lane.CONCERN: 6, Lane.REMINDER: 2}  # so that slow reminders keep no concern waiting
HEARS_FOR, POLLS_EVERY, BEATS_EVERY = 0.25, 1.0, 5.0  # a worry moves on at its minute: each poll looks
MOST_AT_ONCE = 500
DELIVER = "peersupport.notifications.tasks.deliver_message"
HEARTBEAT = "peersupport.operate.tasks.record_heartbeat_of_worker"

log = structlog.get_logger(__name__)


@dataclass
class Watch:
    """Any number of these may run: each message still goes out once."""

    ear: Ear = field(default_factory=Ear)
    siren: Siren = field(default_factory=Siren)
    stop: threading.Event = field(default_factory=threading.Event)
    waiting: dict[str, tuple[Lane, float]] = field(default_factory=dict)  # id → until when a worker has time
    sending: set[str] = field(default_factory=set)  # those that a thread of ours has, or will have

    def __post_init__(self) -> None:
        self.hander = Hander()
        self.pools = {lane: ThreadPoolExecutor(count) for lane, count in THREADS.items()}
        self.polled_at = self.beaten_at = 0.0

    def run(self) -> None:
        self.siren.start(self.stop)
        while not self.stop.is_set():
            try:
                self.turn()
            except (psycopg.Error, DatabaseError, InterfaceError) as error:
                log.warning("the database can't be asked", error=type(error).__name__)
                self.siren.tell_alone(["database_is_gone"])
                connections.close_all()
                self.stop.wait(0.5)
        for pool in self.pools.values():
            pool.shutdown(cancel_futures=True)
        self.ear.close()

    def turn(self) -> None:
        for lane, pk in self.ear.hear(HEARS_FOR):
            self.hand(Lane(lane), pk)
        now = time.monotonic()
        if now - self.polled_at >= POLLS_EVERY:
            self.polled_at = now
            self.poll()
        self.take_over(now)
        if now - self.beaten_at >= BEATS_EVERY:
            self.beaten_at = now
            self.beat()

    def poll(self) -> None:
        """What no NOTIFY told of: a next try, a moment that has come, whatever was written while nobody listened."""
        due = Message.objects.due(clock.now()).values_list("lane", "pk")[:MOST_AT_ONCE]
        for lane, pk in due:
            self.hand(Lane(lane), str(pk))
        sweep_all()

    def hand(self, lane: Lane, pk: str) -> None:
        if pk in self.waiting or pk in self.sending:
            return
        taken = self.hander.offer(DELIVER, pk)
        self.waiting[pk] = (lane, time.monotonic() + (IN_TIME[lane] if taken else 0.0))

    def take_over(self, now: float) -> None:
        """Those for which the time is over and which still wait."""
        late = [pk for pk, (_lane, until) in self.waiting.items() if until <= now]
        if not late:
            return
        still = dict(Message.objects.due(clock.now()).filter(pk__in=late).values_list("pk", "lane"))
        for pk, lane in still.items():
            self.take(Lane(lane), str(pk))
        for pk in late:
            del self.waiting[pk]

    def take(self, lane: Lane, pk: str) -> None:
        self.sending.add(pk)
        task = self.pools[lane].submit(deliver_here, pk)
        task.add_done_callback(lambda _done: self.sending.discard(pk))

    def beat(self) -> None:
        services.record_heartbeat(name="watch")
        if settings.WATCH_FILE:
            with suppress(OSError):  # whoever looks at it sees that it is old; messages go on
                Path(settings.WATCH_FILE).touch()
        self.hander.offer(HEARTBEAT)
        self.look()

    def look(self) -> None:
        """What is wrong, and whether this watcher is the one that calls somebody."""
        heard, self.siren.heard = self.siren.heard, []
        if heard:
            services.alarm_was_heard(problems=heard)
        problems = problems_now()
        self.siren.tell(problems, is_ours=bool(problems) and services.claim_alarm(problems=problems))


def deliver_here(pk: str) -> None:
    """In a thread of its own, on connections of its own. A failure is met by the next round, and keeps no connection:
    where few are left, one message needs two of them."""
    close_old_connections()
    try:
        with acting_as(None):
            deliver(message_id=pk)
    except Exception as error:
        log.warning("a message was not delivered here", error=type(error).__name__)
        connections.close_all()
    finally:
        close_old_connections()
