from datetime import timedelta

from django.db import connection
from django.test import Client

from peersupport.core import clock
from peersupport.operate.models import Heartbeat
from peersupport.operate.tasks import record_heartbeat


def test_healthz_answers_without_asking_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_readyz_says_whether_background_work_is_done(client: Client) -> None:
    assert client.get("/readyz").json()["queue"] == "late"

    record_heartbeat()
    assert client.get("/readyz").json()["queue"] == "ok"

    Heartbeat.objects.update(at=clock.now() - timedelta(minutes=1))
    assert client.get("/readyz").json()["queue"] == "late"


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
