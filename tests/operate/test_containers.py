"""What docker-compose.yml starts, started without containers: its own commands, health checks, secrets and roles.

Addresses are the only difference. TRY_POSTGRES (a superuser's URL) and TRY_REDIS name other servers than the embedded.
"""

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from peersupport.demo.processes import ROOT, Port
from peersupport.embedded import Servers
from peersupport.embedded.layout import is_root
from peersupport.embedded.processes import spawn, stop_all, wait_until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = ("web", "worker", "watch", "beat", "migrate")
HOST = "house.example"
DATABASE_URLS = {
    "database_url": "app_web",
    "database_watch_url": "app_watch",
    "database_owner_url": "app_owner",
}


def module(name: str):
    path = ROOT / "scripts" / "containers" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"containers_{name}", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@dataclass
class House:
    """A folder that stands for /run/secrets and /var/lib/peersupport, and two real servers."""

    folder: Path
    redis: str
    port: int
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def here(self, text: str) -> str:
        for there, here in (
            ("/run/secrets", str(self.folder / "secrets")),
            ("/var/lib/peersupport", str(self.folder)),
            ("/tmp/peersupport-watch", str(self.folder / "watch")),
            ("redis://redis:6379/0", self.redis),
            ("0.0.0.0", "127.0.0.1"),
        ):
            text = text.replace(there, here)
        return str(self.port) if text == "8000" else text

    def command(self, service: str) -> list[str]:
        return [self.here(word) for word in COMPOSE["services"][service]["command"]]

    def environment(self, service: str) -> dict[str, str]:
        said = dict(line.split("=", 1) for line in module("secrets").environment(HOST).splitlines())
        given = {}
        for name, value in COMPOSE["services"][service]["environment"].items():
            wanted, _colon, default = value[2:-1].partition(":") if value.startswith("${") else ("", "", "")
            unsaid = default[1:] if default.startswith("-") else None
            given[name] = said.get(wanted, unsaid) if wanted else self.here(value)
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return given | {
            "PATH": path,
            "PORT": str(self.port),
            "BEAT_FOLDER": str(self.folder),
            "HOME": str(self.folder),
        }

    def run(self, service: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self.environment(service), capture_output=True, text=True, check=False
        )

    def start(self, service: str) -> None:
        self.started[service] = spawn(
            self.command(service), self.folder / f"{service}.log", cwd=ROOT, env=self.environment(service)
        )

    def is_healthy(self, service: str) -> bool:
        return self.run(service, COMPOSE["services"][service]["healthcheck"]["test"][1:]).returncode == 0


def with_given_servers(folder: Path) -> tuple[str, str]:
    """Make the roles as the postgres image would, and say where the database and the broker are."""
    given = urlsplit(os.environ["TRY_POSTGRES"])
    reach = {"PGHOST": given.hostname, "PGPORT": str(given.port), "PGPASSWORD": given.password}
    subprocess.run(
        [str(ROOT / "scripts/containers/roles.sh")],
        env=os.environ | reach | {"POSTGRES_USER": given.username, "SECRETS": str(folder / "secrets")},
        check=True,
    )
    return f"{given.hostname}:{given.port}", os.environ["TRY_REDIS"]


@pytest.fixture
def house() -> Iterator[House]:
    folder = Path(os.environ["PEERSUPPORT_HOME"]) / f"containers-{os.getpid()}"
    folder.mkdir(mode=0o711 if is_root() else 0o700)
    secrets = folder / "secrets"
    module("secrets").make(secrets, HOST)
    (secrets / "email_url").chmod(0o600)
    (secrets / "email_url").write_text("dummymail://")
    port, servers = Port(None), None
    if "TRY_POSTGRES" in os.environ:
        address, redis = with_given_servers(folder)
        for name in DATABASE_URLS:
            (secrets / name).chmod(0o600)
            (secrets / name).write_text((secrets / name).read_text().replace("postgres:5432", address))
    else:
        servers = Servers(folder)
        servers.start()
        redis = servers.layout.redis_url
        for name, role in DATABASE_URLS.items():
            (secrets / name).chmod(0o600)
            (secrets / name).write_text(servers.layout.database_url(role))
    one = House(folder, redis, port.number)
    yield one
    stop_all(dict.fromkeys(one.started.values(), signal.SIGTERM))
    port.release()
    if servers is not None:
        servers.stop()
        servers.release()


def test_every_service_does_its_work(house):
    migrated = house.run("migrate", house.command("migrate"))
    assert migrated.returncode == 0, migrated.stderr[-2000:]

    for service in ("web", "worker", "watch", "beat"):
        house.start(service)
    for service in ("web", "worker", "watch", "beat"):
        healthy = wait_until(lambda name=service: house.is_healthy(name), seconds=60)
        assert healthy, (house.folder / f"{service}.log").read_text()[-2000:]

    stop_all({house.started.pop("worker"): signal.SIGTERM, house.started.pop("web"): signal.SIGTERM})
    assert not house.is_healthy("worker")
    assert house.run("web", COMPOSE["services"]["web"]["healthcheck"]["test"][1:]).returncode == 1


def test_what_was_made_once_is_kept(tmp_path):
    make = module("secrets").make
    make(tmp_path / "secrets", HOST)
    before = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    make(tmp_path / "secrets", "other.example")

    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == before
    assert set(COMPOSE["secrets"]) == set(before)
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0
    assert (tmp_path / "secrets" / "kek").stat().st_mode & 0o077 == 0


def test_no_service_is_root_or_holds_a_secret_in_its_environment():
    for name in OURS:
        service = COMPOSE["services"][name]
        assert service["user"].startswith("${PEERSUPPORT_UID")
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert not {"SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL", "EMAIL_URL"} & set(
            service["environment"]
        )
    owners = [name for name in OURS if "database_owner_url" in COMPOSE["services"][name]["secrets"]]
    assert owners == ["migrate"]
    assert all(
        "healthcheck" in COMPOSE["services"][name] for name in COMPOSE["services"] if name != "migrate"
    )
    assert "USER peersupport" in (ROOT / "Dockerfile").read_text()


def test_the_image_runs_what_the_web_service_runs():
    said = (ROOT / "Dockerfile").read_text().rpartition("CMD ")[2].strip()

    assert yaml.safe_load(said) == COMPOSE["services"]["web"]["command"]
