"""The benchmark's databases: one world, copied once per number of meetings, kept between runs."""

import ast
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from peersupport.embedded import Layout, home_folder
from peersupport.embedded.postgres import Postgres

from .meetings import Meetings
from .world import make_world

ROOT = Path(__file__).resolve().parents[3]
SQL = Path(__file__).parents[1] / "sql"
WORLD = "bench_world"
FILLED = ("sessions_app_supportsession", "sessions_app_attendance", "sessions_app_sessionnote")
Say = Callable[[str, float], None]


def stamp() -> str:
    """Changes with the tables, the functions in the database and the way the data is made."""
    digest = hashlib.sha256()
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("peersupport/*/migrations/*.py")]
    files += [
        *ROOT.glob("*/sql/*.sql"),
        *ROOT.glob("peersupport/*/sql/*.sql"),
        *Path(__file__).parent.glob("*.py"),
    ]
    for path in sorted(files):
        text = path.read_text()
        meaning = ast.dump(ast.parse(text)) if path.suffix == ".py" else text
        digest.update(f"{path.name}\0{meaning}".encode())
    return digest.hexdigest()


class Databases:
    """Makes what is missing and connects the application to the one that is asked for."""

    def __init__(self) -> None:
        self.server = Postgres(Layout.of(home_folder()))
        self.wrappers: dict[int, BaseDatabaseWrapper] = {}

    def prepare(self, sizes: list[int], say: Say) -> None:
        wanted = stamp()
        if self.comment(WORLD) != wanted:
            self.make_world(wanted, say)
        for size in sizes:
            if self.comment(name_of(size)) != wanted:
                self.make_size(size, wanted, say)
            self.wrappers[size] = connections.create_connection("default")
            self.wrappers[size].settings_dict = connections["default"].settings_dict | {"NAME": name_of(size)}

    def use(self, size: int) -> None:
        """From here on the application's connection leads to this database. Each keeps its own open connection."""
        connections["default"] = self.wrappers[size]

    def connect(self, size: int) -> psycopg.Connection[Any]:
        """As superuser, beside the application's connection."""
        return self.server.connect(name_of(size))

    def comment(self, name: str) -> str | None:
        query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        with self.server.connect("postgres") as connection:
            found = connection.execute(query, [name]).fetchone()
        return found[0] if found else None

    def recreate(self, name: str, *, like: str | None = None) -> None:
        with self.server.connect("postgres") as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
            if like is None:
                self.server.make_database(name, connection)
                return
            end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(end, [like])  # a database in use is not copied
            copy = "CREATE DATABASE {} OWNER app_owner TEMPLATE {} STRATEGY file_copy"
            connection.execute(sql.SQL(copy).format(sql.Identifier(name), sql.Identifier(like)))
            grant = "REVOKE ALL ON DATABASE {0} FROM PUBLIC; GRANT CONNECT ON DATABASE {0} TO app_web"
            connection.execute(sql.SQL(grant).format(sql.Identifier(name)))

    def finish(self, name: str, wanted: str) -> None:
        with self.server.connect(name) as connection:
            connection.execute("VACUUM (ANALYZE)")
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(wanted))
            )

    def make_world(self, wanted: str, say: Say) -> None:
        say("people and relations", 0)
        self.recreate(WORLD)
        call_command("migrate", interactive=False, verbosity=0)
        make_world(lambda done: say("people and relations", done))
        connections["default"].close()
        self.finish(WORLD, wanted)

    def make_size(self, size: int, wanted: str, say: Say) -> None:
        what = f"{size:,} meetings"
        say(what, 0)
        meetings = Meetings(size)
        connections["default"].close()
        name = name_of(size)
        self.recreate(name, like=WORLD)
        with self.server.connect(name) as to:
            to.execute((SQL / "before_copy.sql").read_text())
            indexes = to.execute((SQL / "indexes.sql").read_text(), [list(FILLED)]).fetchall()
            for index, _definition in indexes:
                to.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
            meetings.write(to, lambda done: say(what, 0.7 * done))
            for number, (_index, definition) in enumerate(indexes):
                say(what, 0.7 + 0.25 * number / len(indexes))
                to.execute(definition)
            to.execute((SQL / "after_copy.sql").read_text())
        self.finish(name, wanted)
        say(what, 1)


def name_of(size: int) -> str:
    return f"bench_{size}"
