"""A database from before the migrations were squashed: taken over as it is, or refused, never half."""

import io
import os

import environ
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SQUASHED = MigrationLoader(None).replacements


@pytest.fixture
def from_before(django_db_setup, monkeypatch):
    """This worker's database as the earlier migrations left it, and a `migrate` that is pointed at it."""
    owner = environ.Env.db_url_config(os.environ["DATABASE_OWNER_URL"])
    database = connection.settings_dict["NAME"]
    monkeypatch.setenv(
        "DATABASE_OWNER_URL", os.environ["DATABASE_OWNER_URL"].replace(f"/{owner['NAME']}", f"/{database}", 1)
    )
    for app, name in SQUASHED:
        django_db_setup.execute("DELETE FROM django_migrations WHERE (app, name) = (%s, %s)", [app, name])
    return django_db_setup


def recorded():
    return set(MigrationRecorder(connection).applied_migrations())


def test_a_database_with_all_earlier_migrations_is_taken_over_and_nothing_runs_on_it(from_before):
    earlier = recorded()
    told = io.StringIO()

    call_command("migrate", stdout=told)

    assert SQUASHED
    assert "No migrations to apply." in told.getvalue()
    assert recorded() == earlier | set(SQUASHED)


@pytest.mark.parametrize(("app", "name"), [("supervision", "0008_signals"), ("core", "0001_initial")])
def test_a_database_that_lacks_one_of_them_is_refused(from_before, app, name):
    from_before.execute("DELETE FROM django_migrations WHERE (app, name) = (%s, %s)", [app, name])
    earlier = recorded()

    with pytest.raises(CommandError, match=f"{app} lacks {name}"):
        call_command("migrate", verbosity=0)

    assert recorded() == earlier
