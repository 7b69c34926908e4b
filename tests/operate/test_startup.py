import os

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from peersupport.operate.querysets import SQL
from peersupport.operate.startup import refuse_unsafe_start, unsafe_start
from tests.factories import make_agency, make_user


def test_the_application_s_role_may_start() -> None:
    assert unsafe_start() == []


def test_a_database_that_may_forget_what_it_acknowledged_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        try:
            (reason,) = unsafe_start()
        finally:
            cursor.execute("RESET synchronous_commit")

    assert reason.startswith("synchronous_commit is off")


def test_demo_accounts_are_refused_in_production(settings) -> None:
    make_user(agency=make_agency(), is_demo=True)
    refuse_unsafe_start()

    settings.REFUSE_UNSAFE_START = True
    with pytest.raises(ImproperlyConfigured, match="accounts of the demo"):
        refuse_unsafe_start()


@pytest.mark.parametrize(
    ("role", "facts"),
    [
        ("postgres", (True, True)),
        ("app_owner", (False, True)),
        ("app_web", (False, False)),
        ("app_watch", (False, False)),
    ],
)
def test_a_role_that_owns_tables_or_stands_above_the_rules_is_recognised(role, facts, settings) -> None:
    database = settings.DATABASES["default"]["NAME"]
    url = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], user=role, dbname=database)
    with psycopg.connect(url) as connection:
        found = connection.execute((SQL / "role_facts.sql").read_text()).fetchone()

    assert found[:2] == facts
