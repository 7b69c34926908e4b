"""The embedded servers on real processes: they start after every kind of end and open nothing to other accounts."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from peersupport.embedded import EmbeddedError, Layout, Servers, throw_away
from peersupport.embedded.layout import is_root
from peersupport.embedded.processes import is_alive, wait_until


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the servers' account can reach; pytest's own ones are closed to it."""
    path = Path(os.environ["PEERSUPPORT_HOME"]) / f"home-{os.getpid()}"
    path.mkdir(mode=0o711 if is_root() else 0o700)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def servers(home: Path) -> Iterator[Servers]:
    pair = Servers(home)
    yield pair
    pair.stop()
    pair.release()


def remember(servers: Servers) -> None:
    with psycopg.connect(servers.environment()["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS remembered AS SELECT 1 AS it")


def remembers(servers: Servers) -> bool:
    with psycopg.connect(servers.environment()["DATABASE_OWNER_URL"]) as connection:
        return connection.execute("SELECT it FROM remembered").fetchone() == (1,)


def test_rows_survive_a_stop(servers: Servers) -> None:
    servers.start()
    remember(servers)
    servers.stop()
    servers.start()

    assert remembers(servers)


def test_start_after_kill_9_of_the_database(servers: Servers) -> None:
    servers.start()
    remember(servers)
    pid = servers.postgres.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert servers.postgres.child is not None
    servers.postgres.child.wait()
    servers.stop()

    servers.start()

    assert remembers(servers)


@pytest.mark.parametrize("content", ["", "1\n", "{stranger}\n/somewhere\n"])
def test_start_with_a_pid_file_that_is_truncated_or_names_a_stranger(servers: Servers, content: str) -> None:
    servers.start()
    remember(servers)
    servers.stop()
    (servers.layout.pgdata / "postmaster.pid").write_text(content.format(stranger=os.getpid()))

    servers.start()

    assert remembers(servers)


def test_start_after_a_half_finished_first_start(servers: Servers) -> None:
    servers.layout.folder(servers.layout.pgdata)
    (servers.layout.pgdata / "PG_VERSION").write_text("18\n")

    servers.start()

    assert servers.postgres.answers()


def test_a_second_owner_of_the_same_folder_is_refused(servers: Servers, home: Path) -> None:
    servers.start()

    with pytest.raises(EmbeddedError, match="running already"):
        Servers(home).start()


def test_wipe_forgets_everything(servers: Servers) -> None:
    servers.start()
    remember(servers)
    key = servers.environment()["SECRET_KEY"]
    servers.stop()
    servers.wipe()
    servers.start()

    assert servers.environment()["SECRET_KEY"] != key
    with pytest.raises(psycopg.errors.UndefinedTable):
        remembers(servers)


def test_nobody_else_can_reach_the_sockets_or_read_the_secrets(servers: Servers) -> None:
    servers.start()
    environment = servers.environment()

    assert stat.S_IMODE(servers.layout.sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE(servers.layout.pgdata.stat().st_mode) == 0o700
    assert stat.S_IMODE(Path(environment["PEERSUPPORT_KEK_FILE"]).stat().st_mode) == 0o600
    assert stat.S_IMODE((servers.home / "secret_key").stat().st_mode) == 0o600


@pytest.mark.skipif(not is_root(), reason="only root has folders that the servers' account can't enter")
def test_a_closed_parent_folder_stays_closed(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    layout = Layout.of(closed / "demo")

    assert not layout.data.is_relative_to(closed)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    layout.data.rmdir()


def test_the_application_is_neither_owner_nor_superuser(servers: Servers) -> None:
    servers.start()

    with psycopg.connect(servers.environment()["DATABASE_URL"]) as connection:
        question = (
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert connection.execute(question).fetchone() == ("app_web", False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine (it int)")


def test_no_values_of_rows_reach_the_log(servers: Servers) -> None:
    servers.start()
    with psycopg.connect(servers.environment()["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE notes (body text CHECK (body <> ''), id int PRIMARY KEY)")
        connection.execute("INSERT INTO notes VALUES ('said-in-confidence', 1)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO notes VALUES ('said-in-confidence', 1)")

    assert "duplicate key" in servers.postgres.log.read_text()
    assert "said-in-confidence" not in servers.postgres.log.read_text()


def test_a_throw_away_pair_leaves_neither_processes_nor_files() -> None:
    with throw_away() as pair:
        home, pids = pair.home, [pair.postgres.pid(), pair.valkey.pid()]
        assert all(pid and is_alive(pid) for pid in pids)

    assert not home.exists()
    assert not any(pid and is_alive(pid) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start adopts what still runs")
def test_kill_9_of_the_owner_takes_the_servers_along(home: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from peersupport.embedded import Servers\n"
        "pair = Servers(Path(sys.argv[1])); pair.start()\n"
        "print(pair.postgres.pid(), pair.valkey.pid(), flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", script, home], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    with owner.stdout:
        pids = [int(pid) for pid in owner.stdout.readline().split()]
    owner.kill()
    owner.wait()
    owner_is_gone = wait_until(lambda: not any(runs(pid) for pid in pids), 60)

    assert (owner_is_gone, len(pids)) == (True, 2)


def runs(pid: int) -> bool:
    """Alive and no zombie: whoever adopts orphans may be slow to bury them."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
