"""The application's role on the migrated database: what it may do, and what even a fault in our code can't do."""

import os

import psycopg
import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from peersupport.core.grants import SQL


def privileges(privilege: str) -> set[str]:
    """The tables on which our role has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relkind IN ('r', 'p') AND has_table_privilege(oid, %s)",
            [privilege],
        )
        return {name for (name,) in cursor.fetchall()}


def append_only_tables() -> dict[str, bool]:
    with connection.cursor() as cursor:
        cursor.execute((SQL / "append_only_tables.sql").read_text())
        return dict(cursor.fetchall())


def test_the_role_reads_every_table_and_may_truncate_none() -> None:
    tables = set(connection.introspection.table_names())

    assert privileges("SELECT") == tables
    assert privileges("TRUNCATE") == set()
    assert privileges("TRIGGER") == set()


def test_append_only_tables_take_new_rows_and_no_changes() -> None:
    append_only = append_only_tables()

    assert {"audit_auditevent", "audit_accessevent"} <= append_only.keys()
    assert append_only.keys() <= privileges("INSERT")
    assert append_only.keys() & privileges("UPDATE") == set()
    assert append_only.keys() & privileges("DELETE") == {name for name, may in append_only.items() if may}


@pytest.mark.parametrize("table", ["django_migrations", "django_content_type", "auth_permission"])
@pytest.mark.parametrize("privilege", ["INSERT", "UPDATE", "DELETE"])
def test_what_the_migrations_wrote_stays(table: str, privilege: str) -> None:
    assert table not in privileges(privilege)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
        "DROP TABLE audit_auditevent",
        "TRUNCATE audit_auditevent",
        "DELETE FROM audit_auditevent",
        "SET session_replication_role = replica",
        "SET ROLE app_owner",
        "CREATE TABLE public.mine (it int)",
    ],
)
def test_a_fault_in_our_code_could_not(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be owner"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_migrate_without_an_owner_or_as_the_application_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL")
    with pytest.raises(CommandError, match="Set DATABASE_OWNER_URL"):
        call_command("migrate", verbosity=0)

    monkeypatch.setenv("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    with pytest.raises(CommandError, match="same role"):
        call_command("migrate", verbosity=0)


def test_the_owner_owns_every_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchall() == [("app_owner",)]


def test_the_cache_works_for_the_application() -> None:
    cache.set("greeting", "hello", 60)

    assert cache.get("greeting") == "hello"
    assert cache.add("greeting", "again") is False


def test_a_test_starts_with_an_empty_database() -> None:
    """The rows of the test above were committed, and are gone."""
    assert cache.get("greeting") is None


def test_the_tests_connect_as_the_application() -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"].replace("/peersupport?", "/postgres?")) as owner:
        assert owner.info.user == "app_owner"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("app_web", "app_web")
