"""The processes that the proofs about messages start, and the one about faults kills and starts again."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from django.db import connections

from peersupport.bench.proofs.faults_people import PASSWORD, People
from peersupport.embedded import Layout
from peersupport.embedded.gateway_client import Gateway
from peersupport.embedded.postgres import Postgres
from peersupport.embedded.processes import EmbeddedError, free_port, spawn, stop_all, wait_until
from peersupport.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = Path(sys.executable).parent
HERE = "peersupport.bench.proofs"
# As they stand in docker-compose.yml.
WEB = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers"]
WORKER = ["worker", "--pool", "threads", "--concurrency", "2", "--without-mingle", "--loglevel", "ERROR"]
OF_WEB = "web worker"  # a process of the web server, which starts another one by itself
WRITING = ("writer", "peer")


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
        self.environment = os.environ | gateway.environment() | self._quick_start()
        self.environment |= {"DJANGO_SETTINGS_MODULE": f"{HERE}.faults_settings"} | dict(apps or {})
        layout = Layout.of(Path(os.environ["PEERSUPPORT_HOME"]))
        self.servers = {
            "postgres": Postgres(layout, throw_away=True, environment=database),
            "redis": Valkey(layout, throw_away=True),
        }
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.web_answered = False
        self.commands: dict[str, list[str | Path]] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.since: dict[str, float] = dict.fromkeys([*self.servers, OF_WEB], time.monotonic())

    def _quick_start(self) -> dict[str, str]:
        """Hundreds of starts: nothing is compiled or looked through more than once."""
        cache = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode")}
        return {**cache, "CELERY_SKIP_CHECKS": "1"}

    def start(self, people: People | None = None, *, watchers: int = 2, beats: int = 1) -> None:
        """With one worker; and where there are people, with the web and those who write."""
        connections.close_all()
        for server in self.servers.values():
            self._make_ours(server)
        celery: list[str | Path] = [PROGRAMS / "celery", "--app", "peersupport.celery", "--quiet"]
        self.commands["worker"] = [*celery, *WORKER]
        for number in range(1, beats + 1):
            self.commands[f"beat{number}"] = [
                *celery, "beat", "--schedule", self.folder / f"beat{number}.db", "--pidfile", "",
                "--loglevel", "ERROR",
            ]  # fmt: skip
        for number in range(1, watchers + 1):
            self.commands[f"watch{number}"] = [sys.executable, ROOT / "manage.py", "watch"]
        if people is not None:
            self._add_writing(people)
        self.mend()

    def _add_writing(self, people: People) -> None:
        python = [sys.executable, "-m"]
        self.commands["web"] = [
            PROGRAMS / "granian", *WEB, "--port", str(self.port), "--no-access-log", "--log-level", "warning",
            "peersupport.wsgi:application",
        ]  # fmt: skip
        for number, email in enumerate(people.peers, 1):
            book = self.folder / f"peer{number}.jsonl"
            self.commands[f"peer{number}"] = [
                *python, f"{HERE}.faults_browser", book, self.address, email, PASSWORD
            ]  # fmt: skip
        book = self.folder / "writer.jsonl"
        self.commands["writer"] = [*python, f"{HERE}.faults_writer", book, *people.on_call]

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
                self._end_group(child)
                self.running[name] = self._spawn(name, command)
                self.since[name] = time.monotonic()
                self.web_answered = self.web_answered and name != "web"

    @staticmethod
    def _end_group(child: subprocess.Popen[bytes] | None) -> None:
        """What a dead web server left behind goes before the next one starts, as with a container."""
        if child is not None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)

    def _spawn(self, name: str, command: list[str | Path]) -> subprocess.Popen[bytes]:
        return spawn(command, self.folder / f"{name}.log", cwd=ROOT, env=self.environment)

    def ages(self) -> dict[str, float]:
        """Seconds since each was started; of the web server since it was first seen to answer."""
        now = time.monotonic()
        if not self.web_answered and self._web_answers():
            self.web_answered, self.since["web"] = True, now
        return {name: now - since for name, since in self.since.items() if name != "web" or self.web_answered}

    def _web_answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:  # noqa: S310 - our own
            return bool(answer.status == HTTPStatus.OK)
        return False

    def kept(self) -> int:
        """How many worries the browsers saw kept."""
        return sum(book.read_bytes().count(b'"again": false') for book in self.folder.glob("peer*.jsonl"))

    def kill(self, name: str) -> bool:
        """kill -9 by its number; False when it was gone already. Of PostgreSQL the first process; its helpers go when
        they see that it is gone."""
        if name == OF_WEB:
            return self._kill_worker_of_web()
        child = self.running[name] if name in self.running else self.servers[name].child
        if child is None or child.poll() is not None:
            return False
        child.kill()
        child.wait()
        return True

    def _kill_worker_of_web(self) -> bool:
        pid = self.running["web"].pid
        self.since[OF_WEB] = time.monotonic()
        with suppress(OSError):
            first = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[:1]
            for one in first:
                os.kill(int(one), signal.SIGKILL)
            return bool(first)
        return False

    def stop_writing(self) -> None:
        for name in [name for name in self.commands if name.startswith(WRITING)]:
            del self.commands[name]
            stop_all({self.running.pop(name): signal.SIGTERM})
            del self.since[name]

    def stop(self) -> None:
        stop_all(dict.fromkeys(self.running.values(), signal.SIGKILL))
        for child in self.running.values():
            self._end_group(child)
        stop_all({server.child: server.stop_with for server in self.servers.values() if server.child})
