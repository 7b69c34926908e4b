"""One worker, one watcher, a broker and a gateway beside the benchmark's database, for as long as they are measured."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from celery import Celery
from django.conf import settings
from django.db import connection, transaction

from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.embedded import Layout
from peersupport.embedded.gateway_client import Gateway, running_gateway
from peersupport.embedded.processes import EmbeddedError, spawn, stop_all, wait_until
from peersupport.embedded.valkey import Valkey
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Attempt, Message, Preference, Route
from peersupport.notifications.services import write_messages

ROOT = Path(__file__).resolve().parents[2]
CELERY = [Path(sys.executable).parent / "celery", "--app", "peersupport.celery", "--quiet"]
PATIENCE = 120.0
NOTHING = "peersupport.bench.tasks.do_nothing"


@dataclass
class Running:
    gateway: Gateway
    book: Path  # where the empty tasks say when they ran
    app: Celery
    user: User

    def messages(self, count: int, *, kind: Kind = Kind.CONCERN_COURSE) -> list[float]:
        """Seconds from the commit until each of so many messages, written at once, was taken by the gateway."""
        before = self.gateway.taken_count()
        with acting_as(None), transaction.atomic():
            for _message in range(count):
                write_messages(kind=kind, occasion=str(uuid.uuid4()), to=self.user)
        committed = time.time()
        _wait(lambda: self.gateway.taken_count() >= before + count)
        return [line["at"] - committed for line in self.gateway.taken()[before:]]

    def tasks(self, count: int) -> list[float]:
        """The same of so many empty tasks."""
        before = len(self.ran())
        committed = time.time()
        for _task in range(count):
            self.app.send_task(NOTHING, (str(self.book),))
        _wait(lambda: len(self.ran()) >= before + count)
        return [at - committed for at in self.ran()[before:]]

    def ran(self) -> list[float]:
        return [float(line) for line in self.book.read_text().split("\n")[:-1]]


def _wait(done: Callable[[], bool]) -> None:
    if not wait_until(done, PATIENCE, step=0.002):
        raise EmbeddedError("The outbox took longer than two minutes: there is nothing to compare.")


@contextmanager
def running_processes(folder: Path) -> Iterator[Running]:
    layout = Layout.of(folder / "broker")
    layout.folder(layout.sockets)
    broker = Valkey(layout, throw_away=True)
    children: dict[subprocess.Popen[bytes], signal.Signals] = {}
    with running_gateway(folder / "gateway.jsonl") as gateway, one_recipient() as user:
        try:
            broker.spawn()
            broker.wait()
            book = folder / "tasks"
            book.touch()
            for name, command in _commands().items():
                environment = os.environ | gateway.environment() | _environment(layout)
                child = spawn(command, folder / f"{name}.log", cwd=ROOT, env=environment)
                children[child] = signal.SIGKILL
            app = Celery("bench", set_as_current=False)
            app.config_from_object("django.conf:settings", namespace="CELERY")
            app.conf.update(broker_url=layout.redis_url, broker_transport_options={"virtual_host": 0})
            running = Running(gateway, book, app, user)
            running.tasks(20)
            running.messages(20)
            yield running
        finally:
            stop_all(children)
            if broker.child is not None:
                stop_all({broker.child: broker.stop_with})
            for outside in layout.folders_outside_home():
                shutil.rmtree(outside, ignore_errors=True)


def _commands() -> dict[str, list[str | Path]]:
    worker = ["worker", "--pool", "threads", "--concurrency", "2", "--without-mingle", "--loglevel", "ERROR"]
    return {"worker": [*CELERY, *worker], "watch": [sys.executable, ROOT / "manage.py", "watch"]}


def _environment(layout: Layout) -> dict[str, str]:
    where = connection.settings_dict
    return {
        "DATABASE_URL": f"postgresql://{where['USER']}@/{where['NAME']}?host={where['OPTIONS']['host']}",
        "REDIS_URL": layout.redis_url,
        "SECRET_KEY": settings.SECRET_KEY,
        "PEERSUPPORT_KEK_FILE": str(settings.PEERSUPPORT_KEK_FILE),
        "DJANGO_SETTINGS_MODULE": "peersupport.settings.base",
        "ALLOWED_HOSTS": "localhost",
    }


@contextmanager
def one_recipient() -> Iterator[User]:
    """Somebody who wants both kinds by text message alone; gone afterwards with all that was sent to them."""
    example = User.objects.order_by("pk").select_related("agency")[0]
    agency = example.agency
    user = User.objects.create(agency=agency, email=f"{uuid.uuid4().hex}@house.test", name="Robin")
    routes = []
    for channel in (Channel.INBOX, Channel.EMAIL, Channel.SMS):
        route = Route(agency=agency, user=user, channel=channel)
        route.address = "+15550123" if channel == Channel.SMS else ""
        route.save()
        routes.append(route)
        for kind in (Kind.CONCERN, Kind.CONCERN_COURSE):
            Preference.objects.create(agency=agency, route=route, kind=kind, wanted=channel == Channel.SMS)
    try:
        yield user
    finally:
        Attempt.objects.filter(message__route__in=routes).delete()
        Message.objects.filter(route__in=routes).delete()
        Route.objects.filter(user=user).delete()
        user.delete()
