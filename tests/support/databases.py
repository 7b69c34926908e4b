"""One migrated template, one copy of it per worker, cleaned by the superuser after each test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

TEMPLATE = "peersupport"
CLEAN = Path(__file__).parent / "clean.sql"


def superuser(database: str) -> psycopg.Connection[Any]:
    url = make_conninfo(os.environ["PEERSUPPORT_TEST_SUPERUSER_URL"], dbname=database)
    return psycopg.connect(url, autocommit=True)


def prepare_template() -> None:
    with superuser(TEMPLATE) as connection:
        connection.execute(CLEAN.read_text())
    with superuser("postgres") as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(TEMPLATE))
        )


def clone(name: str) -> None:
    with superuser("postgres") as connection:
        copy = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
        connection.execute(sql.SQL(copy).format(sql.Identifier(name), sql.Identifier(TEMPLATE)))


@contextmanager
def cleaner(name: str) -> Iterator[psycopg.Connection[Any]]:
    with superuser(name) as connection:
        yield connection


def clean(connection: psycopg.Connection[Any]) -> int:
    """Delete what a test committed; returns how many tables had rows."""
    found = connection.execute("SELECT test_support.clean()", prepare=True).fetchone()
    return int(found[0]) if found else 0
