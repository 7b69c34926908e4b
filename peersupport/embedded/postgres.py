"""One PostgreSQL cluster: made when missing, started as our child, stopped with us."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from peersupport.embedded.binaries import postgres_binaries
from peersupport.embedded.layout import DATABASE, OWNER, SUPERUSER, WATCH, WEB, Layout, own_name
from peersupport.embedded.processes import EmbeddedError, command_of, is_alive, spawn, wait_until

PATIENCE = 60
ATTEMPTS = 5

# Values of a row must not reach the log, neither with a slow statement nor with a failed one.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "reserved_connections": "20",  # for the watcher: a worry goes out also while pages take all the others
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
}
THROW_AWAY_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
}

HBA = "local all all peer map=peersupport\n"


class Postgres:
    stop_with = signal.SIGINT  # "fast shutdown"

    def __init__(
        self, layout: Layout, *, throw_away: bool = False, environment: Mapping[str, str] | None = None
    ) -> None:
        """environment: what its processes find there beside our own."""
        self.layout = layout
        self.environment = environment
        self.throw_away = throw_away
        self.log = layout.home / "postgres.log"
        self.child: subprocess.Popen[bytes] | None = None

    def spawn(self) -> None:
        if self.answers():
            return
        self._wait_for_a_stop_under_way()
        binaries = postgres_binaries(self.layout)
        self._make_cluster(binaries)
        self._start(binaries)

    def _start(self, binaries: Path) -> None:
        self._drop_foreign_pid_file()
        settings = SETTINGS | {"unix_socket_directories": str(self.layout.sockets)}
        if self.throw_away:
            settings |= THROW_AWAY_SETTINGS
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.child = spawn(
            [binaries / "postgres", "-D", self.layout.pgdata, *arguments],
            self.log,
            stop_with=self.stop_with,
            env=os.environ | self.environment if self.environment else None,
            **self._as_account(),
        )

    def wait(self) -> None:
        """After kill -9 its helpers hold the shared memory for a moment longer, and a start meanwhile gives up."""

        def settled() -> bool:
            return self.answers() or (self.child is not None and self.child.poll() is not None)

        for _attempt in range(ATTEMPTS):
            if wait_until(settled, PATIENCE) and self.answers():
                break
            if self.child is None or self.child.poll() is None:
                raise EmbeddedError(f"PostgreSQL does not answer. Its own words are in {self.log}")
            time.sleep(1)
            self._start(postgres_binaries(self.layout))
        else:
            raise EmbeddedError(f"PostgreSQL did not start. Its own words are in {self.log}")
        self._make_roles_and_database()

    def answers(self) -> bool:
        """Really ours: a pid file alone may name any process that got the same number."""
        try:
            with self.connect("postgres") as connection:
                found = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return found is not None and Path(found[0]) == self.layout.pgdata

    def connect(self, database: str) -> psycopg.Connection[Any]:
        """As superuser. Servers, tests and the benchmark use it, the application never does."""
        url = self.layout.database_url(SUPERUSER, database)
        return psycopg.connect(url, autocommit=True, connect_timeout=2)

    def pid(self) -> int | None:
        try:
            return int((self.layout.pgdata / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def is_running(self) -> bool:
        pid = self.pid()
        return pid is not None and is_alive(pid) and str(self.layout.pgdata) in command_of(pid)

    def _wait_for_a_stop_under_way(self) -> None:
        """After kill -9 of a demo its server needs a moment to go down (or to come up, if it is somebody's start)."""
        if not wait_until(lambda: self.answers() or not self.is_running(), PATIENCE):
            raise EmbeddedError(
                f"PostgreSQL in {self.layout.pgdata} neither answers nor stops; see {self.log}"
            )

    def _make_cluster(self, binaries: Path) -> None:
        pgdata = self.layout.pgdata
        if (pgdata / ".complete").exists():
            self._say_who_is_who()
            return
        if pgdata.exists():
            shutil.rmtree(pgdata)  # a half-finished first start
        self.layout.folder(pgdata)
        command = [binaries / "initdb", "-D", pgdata, "-U", SUPERUSER, "--auth=peer", "--encoding=UTF8"]
        # The built-in locale makes sorting the same on every machine.
        command += ["--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(command, capture_output=True, text=True, check=False, **self._as_account())
        if made.returncode:
            raise EmbeddedError(f"PostgreSQL's files could not be made in {pgdata}:\n{made.stderr.strip()}")
        (pgdata / "pg_hba.conf").write_text(HBA)
        self._say_who_is_who()
        (pgdata / ".complete").touch()

    def _say_who_is_who(self) -> None:
        """On each start: a cluster made by an earlier version may not know all roles."""
        roles = (SUPERUSER, OWNER, WEB, WATCH)
        (self.layout.pgdata / "pg_ident.conf").write_text(
            "".join(f'peersupport "{own_name()}" {role}\n' for role in roles)
        )

    def _drop_foreign_pid_file(self) -> None:
        """A dead server's file is left to PostgreSQL's own check; a truncated or a stranger's one goes."""
        pid_file = self.layout.pgdata / "postmaster.pid"
        pid = self.pid()
        if pid_file.exists() and (pid is None or (is_alive(pid) and not self.is_running())):
            pid_file.unlink(missing_ok=True)

    def _make_roles_and_database(self) -> None:
        with self.connect("postgres") as connection:
            for role in (OWNER, WEB, WATCH):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    flags = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
                    if role == WATCH:
                        flags += f" IN ROLE {WEB}, pg_use_reserved_connections"
                    connection.execute(sql.SQL("CREATE ROLE {} " + flags).format(sql.Identifier(role)))
            self.make_database(DATABASE, connection)

    def make_database(self, name: str, connection: psycopg.Connection[Any]) -> None:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        database, owner, web = sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(WEB)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, web))

    def _as_account(self) -> dict[str, Any]:
        account = self.layout.account
        if account is None:
            return {}
        return {"user": account.uid, "group": account.gid, "extra_groups": [], "cwd": self.layout.data}
