"""The processes that the proofs about messages start, and the one about faults kills and starts again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import connections

from peersupport.accounts.models import Agency, User
from peersupport.core import clock
from peersupport.core.models import DataKey
from peersupport.embedded import Layout
from peersupport.embedded.gateway_client import Gateway
from peersupport.embedded.postgres import Postgres
from peersupport.embedded.processes import EmbeddedError, spawn, stop_all, wait_until
from peersupport.embedded.valkey import Valkey
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Preference, Route

ROOT = Path(__file__).resolve().parents[3]
CELERY = [Path(sys.executable).parent / "celery", "--app", "peersupport.celery", "--quiet"]
WORKER = ["worker", "--pool", "threads", "--concurrency", "2", "--without-mingle", "--loglevel", "ERROR"]


def make_recipients() -> list[str]:
    """Somebody who is reached by text message alone, and somebody by e-mail alone."""
    agency = Agency.objects.create(
        name=f"Faults {clock.now():%s%f}", neutral_name="Lantern", time_zone="UTC", languages=["en"]
    )
    # A house has its key from its first day.
    DataKey.objects.for_owner(agency_id=agency.pk, kind=DataKey.Owner.AGENCY, owner_id=agency.pk)
    users = []
    for only in (Channel.SMS, Channel.EMAIL):
        user = User.objects.create(agency=agency, email=f"{only}-{agency.pk.hex}@house.test", name="Robin")
        for channel in (Channel.INBOX, Channel.EMAIL, Channel.SMS):
            address = {"address": "+15550123", "address_index": user.pk.hex} if channel == Channel.SMS else {}
            route = Route.objects.create(
                agency=agency, user=user, channel=channel, time_zone="UTC", **address
            )
            for kind in (Kind.CONCERN, Kind.CONCERN_COURSE):
                Preference.objects.create(agency=agency, route=route, kind=kind, wanted=channel == only)
        users.append(str(user.pk))
    return users


def read_acks(folder: Path) -> tuple[set[str], set[str]]:
    """Keys whose commit was acknowledged to the writer, and keys whose transaction was taken back."""
    lines = [
        json.loads(line)
        for path in folder.glob("writer*.jsonl")
        for line in path.read_text().split("\n")[:-1]
    ]
    return {key for line in lines for key in line["kept"]}, {
        key for line in lines for key in line["taken_back"]
    }


class House:
    """Everything that runs. kill() takes one; mend() starts what is gone."""

    def __init__(
        self,
        folder: Path,
        gateway: Gateway,
        *,
        apps: Mapping[str, str] | None = None,
        database: Mapping[str, str] | None = None,
    ) -> None:
        """apps, database: what stands in the environment of the application's processes, and of PostgreSQL."""
        self.folder, self.gateway = folder, gateway
        self.environment = apps or {}
        layout = Layout.of(Path(os.environ["PEERSUPPORT_HOME"]))
        self.servers = {
            "postgres": Postgres(layout, throw_away=True, environment=database),
            "redis": Valkey(layout, throw_away=True),
        }
        self.commands: dict[str, list[str | Path]] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.since: dict[str, float] = dict.fromkeys(self.servers, time.monotonic())

    def start(self, *, watchers: int = 2, beats: int = 1, write_to: Sequence[str] = ()) -> None:
        """With one worker, and two writers if there is somebody to write to."""
        connections.close_all()
        for server in self.servers.values():
            self._make_ours(server)
        writer: list[str | Path] = [sys.executable, "-m", "peersupport.bench.proofs.faults_writer"]
        for number in (1, 2) if write_to else ():
            book = self.folder / f"writer{number}.jsonl"
            self.commands[f"writer{number}"] = [*writer, book, *write_to]
        for number in range(1, watchers + 1):
            self.commands[f"watch{number}"] = [sys.executable, ROOT / "manage.py", "watch"]
        self.commands["worker"] = [*CELERY, *WORKER]
        for number in range(1, beats + 1):
            self.commands[f"beat{number}"] = [
                *CELERY, "beat", "--schedule", self.folder / f"beat{number}.db", "--pidfile", "",
                "--loglevel", "ERROR",
            ]  # fmt: skip
        self.mend()

    def _make_ours(self, server: Postgres | Valkey) -> None:
        """Stopped in good order and started as our own child: only a parent sees a killed process to its end."""
        pid = server.pid()
        if pid is not None:
            os.kill(pid, server.stop_with)
        if not wait_until(lambda: not server.answers(), 20):
            raise EmbeddedError("A server of the proof did not stop.")
        time.sleep(0.5)
        server.spawn()
        server.wait()

    def mend(self) -> None:
        for name, server in self.servers.items():
            if not server.answers():
                server.spawn()
                server.wait()
                self.since[name] = time.monotonic()
        for name, command in self.commands.items():
            child = self.running.get(name)
            if child is None or child.poll() is not None:
                self.running[name] = self._spawn(name, command)
                self.since[name] = time.monotonic()

    def _spawn(self, name: str, command: list[str | Path]) -> subprocess.Popen[bytes]:
        environment = os.environ | self.gateway.environment()
        environment |= {"DJANGO_SETTINGS_MODULE": "peersupport.settings.base", "ALLOWED_HOSTS": "localhost"}
        environment |= self.environment
        return spawn(command, self.folder / f"{name}.log", cwd=ROOT, env=environment)

    def ages(self) -> dict[str, float]:
        """Seconds since each was started."""
        now = time.monotonic()
        return {name: now - since for name, since in self.since.items()}

    def kill(self, name: str) -> None:
        """kill -9 by its number. Of PostgreSQL the first process; its helpers go when they see that it is gone."""
        if name in self.running:
            self.running[name].kill()
            self.running[name].wait()
            return
        child = self.servers[name].child
        if child is not None:
            child.kill()
            child.wait()

    def stop_writing(self) -> None:
        for name in [name for name in self.commands if name.startswith("writer")]:
            del self.commands[name]
            stop_all({self.running.pop(name): signal.SIGTERM})
            del self.since[name]

    def stop(self) -> None:
        stop_all(dict.fromkeys(self.running.values(), signal.SIGKILL))
        stop_all({server.child: server.stop_with for server in self.servers.values() if server.child})
