"""The demo fills only a database of its own, and forgets only what it filled itself."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from peersupport.demo import database
from peersupport.demo.database import State


@pytest.fixture
def url() -> Iterator[str]:
    """As its owner, an empty database beside the ones of the tests."""
    name = sql.Identifier(f"demo_{os.getpid()}")
    with psycopg.connect(os.environ["PEERSUPPORT_TEST_SUPERUSER_URL"], autocommit=True) as superuser:
        superuser.execute(sql.SQL("CREATE DATABASE {} OWNER app_owner TEMPLATE template0").format(name))
        yield make_conninfo(os.environ["DATABASE_OWNER_URL"], dbname=f"demo_{os.getpid()}")
        superuser.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def migrate(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE django_migrations (id int)")


def tables(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return found[0] if found else 0


def test_a_new_database_is_empty(url: str) -> None:
    assert database.state(url) is State.EMPTY


def test_tables_that_the_demo_did_not_make_are_somebody_else_s(url: str) -> None:
    migrate(url)

    assert database.state(url) is State.FOREIGN
    with pytest.raises(ValueError, match="not filled by the demo"):
        database.forget_everything(url)
    assert tables(url) == 1


@pytest.mark.parametrize("mark", [State.FILLING, State.FILLED])
def test_the_demo_knows_its_own_database_and_may_forget_it(url: str, mark: State) -> None:
    migrate(url)
    database.mark(url, mark)
    assert database.state(url) is mark

    database.forget_everything(url)

    assert tables(url) == 0
    assert database.state(url) is State.EMPTY
