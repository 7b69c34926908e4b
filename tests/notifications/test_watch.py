"""The watcher as a process of its own, beside a worker and a broker of the test's, and without them."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
from django.conf import settings as current
from django.db import connection, connections, transaction
from psycopg import sql

from peersupport.core import clock
from peersupport.embedded import Layout
from peersupport.embedded.layout import is_root
from peersupport.embedded.processes import spawn, wait_until
from peersupport.embedded.valkey import Valkey
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Attempt, Message
from peersupport.operate.models import Alarm, Heartbeat
from tests.support.databases import superuser

from .rows import message, state_of

ROOT = Path(__file__).resolve().parents[2]
DUTY = "duty@house.example"
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    home = tmp_path_factory.mktemp("broker")
    if is_root():
        for folder in (home, home.parent, home.parent.parent):
            folder.chmod(0o711)
    layout = Layout.of(home)
    layout.folder(layout.sockets)
    running = Valkey(layout, throw_away=True)
    running.spawn()
    running.wait()
    yield running
    pid = running.child.pid
    with ExitStack() as stack:
        stack.callback(running.child.wait)
        if psutil.pid_exists(pid):
            os.kill(pid, signal.SIGCONT)
            running.child.kill()


@pytest.fixture
def start(gateway, broker: Valkey) -> Iterator[Start]:
    """start("watch") or start("worker"); every process ends with the test."""
    url = connection.settings_dict
    host = url["OPTIONS"]["host"]
    environment = os.environ | gateway.environment()
    environment |= {
        "DATABASE_URL": f"postgresql://{url['USER']}@/{url['NAME']}?host={host}",
        "REDIS_URL": broker.layout.redis_url,
        "DJANGO_SETTINGS_MODULE": "peersupport.settings.base",
        "ALLOWED_HOSTS": "localhost",
    }
    celery = [str(Path(sys.executable).parent / "celery"), "--app", "peersupport.celery", "worker"]
    commands = {
        "watch": [sys.executable, "manage.py", "watch"],
        "worker": [*celery, "--pool", "threads", "--concurrency", "2", "--without-mingle", "-l", "WARNING"],
    }
    running: list[subprocess.Popen[bytes]] = []

    def start_one(name: str, **more: str) -> subprocess.Popen[bytes]:
        started = clock.now()
        log = Path(os.environ["PEERSUPPORT_HOME"]) / f"{name}-{os.getpid()}-{len(running)}.log"
        child = spawn(commands[name], log, stop_with=signal.SIGKILL, cwd=ROOT, env=environment | more)
        running.append(child)
        if name == "watch":
            assert wait_until(lambda: heard_since(started), 60, step=0.1)
        return child

    yield start_one
    for child in running:
        child.send_signal(signal.SIGCONT)
        child.kill()
        child.wait()
    assert gateway.sms_url == current.SMS_URL


def heard_since(moment) -> bool:
    at = Heartbeat.objects.last_of("watch")
    return at is not None and at > moment


def arrives(gateway, row: Message, seconds: float) -> float:
    """Seconds until the gateway took it."""
    began = time.monotonic()
    key = row.pk.hex
    assert wait_until(lambda: key in [line["key"] for line in gateway.taken()], seconds, step=0.05)
    return time.monotonic() - began


def test_without_a_worker_the_watcher_delivers_and_hears_of_it_at_once(gateway, start):
    start("watch")
    row = message()

    assert arrives(gateway, row, 15) < 6
    assert wait_until(lambda: state_of(row) == "sent", 5)


@pytest.mark.parametrize("fault", ["dead", "hung", "full"])
def test_a_concern_arrives_whatever_the_broker_does(gateway, start, broker, fault):
    start("watch")
    if fault == "full":
        broker._ask(b"CONFIG SET maxmemory 1")
    else:
        os.kill(broker.child.pid, signal.SIGKILL if fault == "dead" else signal.SIGSTOP)

    began = time.monotonic()
    rows = [message() for _one in range(3)]
    assert time.monotonic() - began < 5  # writing one waits for no broker

    for row in rows:
        arrives(gateway, row, 15)
    assert wait_until(lambda: {state_of(row) for row in rows} == {"sent"}, 5)


def test_three_watchers_and_a_worker_send_one(gateway, start):
    for name in ("watch", "watch", "watch", "worker"):
        start(name)
    rows = [message(kind=kind) for kind in (Kind.CONCERN, Kind.CONCERN_COURSE) for _one in range(5)]

    assert wait_until(lambda: {state_of(row) for row in rows} == {"sent"}, 40, step=0.1)
    assert sorted(line["key"] for line in gateway.taken()) == sorted(row.pk.hex for row in rows)


def test_a_worker_does_what_it_is_handed(gateway, start):
    start("watch")
    worker = start("worker")
    assert wait_until(lambda: Heartbeat.objects.last_of("worker") is not None, 40, step=0.1)
    row = message(kind=Kind.CONCERN_COURSE)

    assert arrives(gateway, row, 15) < 10  # the watcher itself would take 15 seconds
    assert wait_until(lambda: state_of(row) == "sent", 5)
    assert Attempt.objects.get(message=row).process.endswith(f":{worker.pid}")


def duty(gateway) -> list[str]:
    """What somebody was called about."""
    return [line["text"] for line in gateway.taken() if line["to"] == DUTY]


def test_two_watchers_call_somebody_once(gateway, start):
    """Neither worker nor beat is there, and both watchers see it."""
    for name in ("watch", "watch"):
        start(name, ALARM_EMAIL_URL=gateway.email_url, ALARM_EMAIL_TO=DUTY)
    assert wait_until(lambda: bool(duty(gateway)), 30, step=0.2)
    time.sleep(12)  # two rounds of either of them

    assert [text.split() for text in duty(gateway)] == [["worker_is_silent", "beat_is_silent"]]
    (claimed,) = set(Alarm.objects.values_list("claimed_at", flat=True))
    assert min(Alarm.objects.values_list("cried_at", flat=True)) > claimed


def test_two_watchers_call_somebody_once_also_when_no_database_can_say_whose_it_is(gateway, start):
    for name in ("watch", "watch"):
        start(name, ALARM_EMAIL_URL=gateway.email_url, ALARM_EMAIL_TO=DUTY)
    with database_gone(str(connection.settings_dict["NAME"])):
        assert wait_until(lambda: "database_is_gone" in duty(gateway), 40, step=0.2)
        time.sleep(12)

    assert duty(gateway).count("database_is_gone") == 1


@contextmanager
def database_gone(name: str) -> Iterator[None]:
    """For everybody but this test: nobody else gets in, and whoever is in is put out."""
    ours = connection.connection.info.backend_pid
    with superuser("postgres") as server:
        allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        server.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        try:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND usename = 'app_web' AND pid <> %s",
                [name, ours],
            )
            yield
        finally:
            server.execute(allow.format(sql.Identifier(name), sql.SQL("true")))
            # This test was put out as well, of every connection but the one it kept.
            for other in connections.all(initialized_only=True):
                if other.alias != connection.alias:
                    other.close()


def test_a_locked_table_and_a_killed_watcher_lose_nothing(gateway, start):
    watch = start("watch")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE notifications_attempt IN ACCESS EXCLUSIVE MODE")
        # Written by somebody else, or it would not be there before we are done.
        row_id = written_elsewhere()
        time.sleep(4)
        watch.kill()
        assert gateway.taken() == []
    start("watch")

    row = Message.objects.get(pk=row_id)
    arrives(gateway, row, 20)
    assert wait_until(lambda: state_of(row) == "sent", 5)
    assert len(gateway.taken()) == 1


def written_elsewhere() -> uuid.UUID:
    """A concern, committed by another connection while ours is in a transaction."""
    found: list[uuid.UUID] = []

    def write() -> None:
        found.append(message().pk)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    return found[0]
