from datetime import timedelta

from django.db import connection
from django.test import Client

from peersupport.core import clock
from peersupport.operate.models import Heartbeat
from peersupport.operate.readiness import Migrations
from peersupport.operate.services import record_heartbeat as heard_of
from peersupport.operate.tasks import record_heartbeat, record_heartbeat_of_worker
from tests.support import databases


def test_healthz_answers_without_asking_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_readyz_says_which_process_is_silent(client: Client) -> None:
    assert client.get("/readyz").json()["queue"] == "late"

    record_heartbeat()
    assert client.get("/readyz").json()["queue"] == "late"

    record_heartbeat_of_worker()
    assert client.get("/readyz").json()["queue"] == "late"  # without a watcher nothing goes on by itself

    heard_of(name="watch")
    told = client.get("/readyz").json()
    assert (told["queue"], told["migrations"]) == ("ok", "ok")
    assert {name: told[name]["state"] for name in ("beat", "worker", "watch")} == dict.fromkeys(
        ("beat", "worker", "watch"), "ok"
    )

    Heartbeat.objects.filter(name="beat").update(at=clock.now() - timedelta(minutes=1))
    told = client.get("/readyz").json()
    assert (told["queue"], told["beat"]["state"], told["worker"]["state"]) == ("late", "late", "ok")
    assert 60 <= told["beat"]["silent"] < 70


def test_a_database_of_another_version_is_not_ready(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(Migrations, "applied", False)
    with databases.superuser(connection.settings_dict["NAME"]) as superuser:
        gone = superuser.execute(
            "DELETE FROM django_migrations WHERE app = 'operate' RETURNING app, name, applied"
        ).fetchall()
        try:
            response = client.get("/readyz")
        finally:
            for row in gone:
                superuser.execute(
                    "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", row
                )

    assert (response.status_code, response.json()["migrations"]) == (503, "missing")


def test_a_second_heartbeat_moves_the_first(client: Client) -> None:
    record_heartbeat()
    record_heartbeat()

    assert Heartbeat.objects.count() == 1


def test_readyz_without_a_database_is_not_ready(client: Client) -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "no_such_database"
    try:
        response = client.get("/readyz")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name

    assert (response.status_code, response.json()) == (503, {"database": "unreachable"})


def test_health_pages_are_not_kept_by_caches(client: Client) -> None:
    assert "no-store" in client.get("/readyz").headers["Cache-Control"]
