"""Web and watcher as in production, on servers of their own that may be killed, frozen and filled. No worker runs."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connections

from peersupport.bench.proofs.faults_house import PROGRAMS, ROOT, WEB
from peersupport.core import clock
from peersupport.embedded import Servers
from peersupport.embedded.client import Client, Form, Page
from peersupport.embedded.gateway_client import Gateway
from peersupport.embedded.processes import free_port, spawn, wait_until
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Preference, Route
from peersupport.operate.models import Heartbeat
from tests.factories import PASSWORD
from tests.notifications.rows import way_to
from tests.safety.concern_world import World

PHONE = "+1 202 555 0100"
MOST_SECONDS = 5.0  # no page takes longer, whatever hangs
REACHES_WITHIN = 15.0
Child = subprocess.Popen[bytes]


class House:
    def __init__(self, servers: Servers, gateway: Gateway) -> None:
        self.servers, self.gateway = servers, gateway
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | servers.environment() | gateway.environment()
        # Whatever this process sealed the others open.
        self.environment |= {name: os.environ[name] for name in ("SECRET_KEY", "PEERSUPPORT_KEK_FILE")}
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PHONE_PLAN_FILE": str(servers.home / "phone_plan.json"),
        }
        self.children: list[Child] = []
        self.web: Child | None = None
        self.watch: Child | None = None
        self.usual = 0.0  # seconds that a page takes on this machine while all is well

    def start_web(self) -> None:
        command = [PROGRAMS / "granian", *WEB, "--port", str(self.port), "--log-level", "warning"]
        self.web = spawn(
            [*command, "peersupport.wsgi:application"], self.log("web"), cwd=ROOT, env=self.environment
        )
        assert wait_until(self.answers, 90, step=0.1)
        client = Client(self.address)
        for _page in range(6):  # each of its processes reads what it needs with its first one
            client.get("/account/login/")
        self.usual = max(seconds_of(lambda: client.get("/account/login/")) for _page in range(3))

    def answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=3) as answer:
            return answer.status == 200
        return False

    def watched(self) -> None:
        """By the watcher that goes on from test to test."""
        if self.watch is None:
            self.watch = self.start_watch()
            self.children.remove(self.watch)

    def unwatched(self) -> None:
        if self.watch is not None:
            self.watch.kill()
            self.watch.wait()
            self.watch = None

    def start_watch(self, **more: str) -> Child:
        """One more, which ends with the test. It gave a sign: its start is not what is measured."""
        started = clock.now()
        command = [sys.executable, "manage.py", "watch"]
        child = spawn(command, self.log("watch"), cwd=ROOT, env=self._of_watch() | more)
        self.children.append(child)

        def gave_a_sign() -> bool:
            at = Heartbeat.objects.last_of("watch")
            return at is not None and at > started

        assert wait_until(gave_a_sign, 90, step=0.1)
        return child

    def _of_watch(self) -> dict[str, str]:
        return self.environment | self.servers.watch_environment()

    def log(self, name: str) -> Path:
        return self.servers.home / f"{name}-{len(self.children)}.log"

    def server_processes(self) -> list[psutil.Process]:
        """PostgreSQL with all its helpers: each of them is a session of its own."""
        first = psutil.Process(self.servers.postgres.pid())
        return [first, *first.children(recursive=True)]

    def mend(self) -> None:
        """After each test: its own watchers end, everything frozen goes on, what died is there again."""
        for child in self.children:
            child.send_signal(signal.SIGCONT)
            child.kill()
            child.wait()
        self.children.clear()
        for server in (self.servers.valkey, self.servers.postgres):
            if server.child is not None and server.child.poll() is None:
                server.child.send_signal(signal.SIGCONT)
            if not server.answers():
                server.spawn()
                server.wait()
        if not self.answers():
            self.stop()
            self.start_web()

    def stop(self) -> None:
        self.unwatched()
        if self.web is not None:
            self.web.kill()
            self.web.wait()
            with suppress(ProcessLookupError):
                os.killpg(self.web.pid, signal.SIGKILL)

    def reached(self, concern: str) -> bool:
        """Whether the gateway took a message about it. The book is the judge."""
        sent = {pk.hex for pk in Message.objects.filter(about_id=concern).values_list("pk", flat=True)}
        return bool(sent & {line["key"] for line in self.gateway.taken()})


def seconds_of(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def make_world(*, line: int = 1) -> World:
    """A peer who signs in with a password; whoever is on call hears by text message alone."""
    world = World(line=line)
    world.user.set_password(PASSWORD)
    world.user.save()
    EmailAddress.objects.create(user=world.user, email=world.user.email, verified=True, primary=True)
    for user in world.line:
        for channel in ("inbox", "email", "sms"):
            route = Route.objects.filter(user=user, channel=channel).first() or way_to(user, channel)
            for kind in (Kind.CONCERN, Kind.CONCERN_COURSE):
                wanted = {"agency_id": user.agency_id, "wanted": channel == "sms"}
                Preference.objects.update_or_create(route=route, kind=kind, defaults=wanted)
    return world


class Peer:
    """The peer's browser; `blocked` is how much longer the slowest page took than pages take here while all is well."""

    def __init__(self, house: House, world: World) -> None:
        self.client, self.user = Client(house.address), world.user
        self.usual, self.blocked = house.usual, 0.0

    def get(self, path: str) -> Page:
        return self._timed(lambda: self.client.get(path))

    def send(self, page: Page, form: Form, answers: dict[str, str]) -> Page:
        return self._timed(lambda: self.client.send(page, form, answers))

    def _timed(self, act: Callable[[], Page]) -> Page:
        began = time.monotonic()
        page = act()
        self.blocked = max(self.blocked, time.monotonic() - began - self.usual)
        return page

    def sign_in(self) -> "Peer":
        page = self.get("/account/login/")
        given = {"login": self.user.email, "password": PASSWORD}
        assert "/account/login" not in self.send(page, page.form_with("login", "password"), given).url
        return self

    def empty_form(self) -> tuple[Page, Form]:
        page = self.get("/concerns/add/")
        return page, page.form_with("key", "sentence")

    def keep(self, page: Page, form: Form, **more: str) -> Page:
        return self.send(page, form, {"person": "else", "who": "Lou", "sentence": "Lou is gone.", **more})


def key_of(form: Form) -> str:
    return form.fields["key"].values[0]


def is_kept(page: Page, key: str) -> bool:
    return page.status == 200 and page.url.endswith(f"/concerns/{key}/kept/")


class PointedAt:
    """This process's own connections go to those servers, too."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.before = {alias: dict(known) for alias, known in settings.DATABASES.items()}

    def __enter__(self) -> None:
        for known in settings.DATABASES.values():
            known["NAME"] = "peersupport"
            known["OPTIONS"] = {**known["OPTIONS"], "host": str(self.servers.layout.sockets)}
        connections.close_all()

    def __exit__(self, *_error: object) -> None:
        connections.close_all()
        for alias, known in settings.DATABASES.items():
            known.update(self.before[alias])
