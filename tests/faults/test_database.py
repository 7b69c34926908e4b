"""F7, F8, F13, F15: the database hangs, cuts people off, is full of connections, or is held by somebody else."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import psutil
import psycopg
import pytest
from django.db import connection, transaction

from peersupport.api.services import make_token
from peersupport.embedded import postgres
from peersupport.embedded.layout import WATCH, WEB
from peersupport.embedded.processes import stop_all, wait_until
from peersupport.safety.models import Concern, ConcernStep

from .house import MOST_SECONDS, PHONE, REACHES_WITHIN, is_kept, key_of

OF_OURS = "FROM pg_stat_activity WHERE usename = ANY(%s)"
OURS = [WEB, WATCH]


@contextmanager
def hanging(processes: list[psutil.Process]) -> Iterator[None]:
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.resume()


def test_a_database_that_hangs_is_said_within_five_seconds_and_the_same_form_is_kept_afterwards(house, peer):
    house.watched()
    page, form = peer.empty_form()

    token = make_token(name="a program", by=peer.user)[1]

    with hanging(house.server_processes()):
        looked = peer.get("/")
        program = asked_by_program(house, token)
        refused = peer.keep(page, form)
        is_alive = house.answers()

    assert (looked.status, refused.status, is_alive) == (503, 503, True)
    assert program == (503, "application/problem+json", "10")
    assert PHONE in looked.text
    assert PHONE in refused.text
    assert "It is NOT saved" in refused.text
    assert "It is NOT saved" not in looked.text
    assert peer.blocked < MOST_SECONDS
    key = key_of(form)
    assert wait_until(lambda: is_kept(peer.keep(page, form), key), 20, step=0.5)
    assert wait_until(lambda: house.reached(key), REACHES_WITHIN, step=0.1)
    assert Concern.objects.count() == 1


def asked_by_program(house, token: str) -> tuple[int, str | None, str | None]:
    with closing(http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)) as program:
        program.request("GET", "/api/v1/sessions/", headers={"Authorization": f"Bearer {token}"})
        answer = program.getresponse()
        answer.read()
        return answer.status, answer.getheader("Content-Type"), answer.getheader("Retry-After")


def test_whoever_is_cut_off_loses_nothing_and_nothing_is_half_written(house, peer):
    house.watched()
    page, form = peer.empty_form()
    over = threading.Event()

    def cut_off() -> None:
        with house.servers.postgres.connect("postgres") as superuser:
            while not over.wait(0.7):
                superuser.execute(f"SELECT pg_terminate_backend(pid) {OF_OURS}", [OURS])

    cutting = threading.Thread(target=cut_off)
    cutting.start()
    kept = []
    try:
        for number in range(8):
            key = f"{key_of(form)[:-2]}{number:02}"
            assert wait_until(lambda key=key: is_kept(peer.keep(page, form, key=key), key), 30, step=0.1)
            kept.append(key)
    finally:
        over.set()
        cutting.join()
    connection.close()

    assert {str(pk) for pk in Concern.objects.values_list("pk", flat=True)} == set(kept)
    assert ConcernStep.objects.filter(kind="recorded").count() == len(kept)
    assert wait_until(lambda: all(house.reached(key) for key in kept), 30, step=0.2)


@pytest.fixture
def few_connections(house, monkeypatch) -> Iterator[None]:
    monkeypatch.setitem(postgres.SETTINGS, "max_connections", "40")
    restart(house.servers.postgres)
    yield
    monkeypatch.undo()
    restart(house.servers.postgres)


def restart(server: postgres.Postgres) -> None:
    connection.close()
    stop_all({server.child: server.stop_with})
    server.spawn()
    server.wait()


def test_without_a_free_connection_pages_say_so_and_go_on_when_there_is_one(house, peer, few_connections):
    connection.ensure_connection()  # ours is there from here on
    taken = all_that_are_free()
    cut_off(house, WEB)
    taken += all_that_are_free()

    refused = peer.get("/")

    assert refused.status == 503
    assert PHONE in refused.text
    assert peer.blocked < MOST_SECONDS
    for one in taken:
        one.close()
    assert wait_until(lambda: peer.get("/").status == 200, 20, step=0.5)


def test_the_watcher_has_connections_that_pages_cannot_take(house, world, few_connections):
    """Put out while all others are taken, it comes back in and tells of a worry."""
    house.watched()
    connection.ensure_connection()
    taken = all_that_are_free()
    cut_off(house, WATCH)
    taken += all_that_are_free()

    # As many at once as it has threads for.
    worries = [world.worry(person=None, who=f"Lou {number}") for number in range(6)]

    assert wait_until(
        lambda: all(house.reached(str(worry.pk)) for worry in worries), REACHES_WITHIN, step=0.1
    )
    assert all_that_are_free() == []
    for one in taken:
        one.close()


def all_that_are_free() -> list[psycopg.Connection]:
    own, taken = connection.get_connection_params(), []
    with suppress(psycopg.OperationalError):
        while True:
            one = psycopg.connect(dbname=own["dbname"], user=own["user"], host=own["host"])
            taken.append(one)
    return taken


def cut_off(house, role: str) -> None:
    """Whoever works as this role needs a new connection. Ours and the takers' stay."""
    mine = connection.connection.info.backend_pid
    with house.servers.postgres.connect("postgres") as superuser:
        superuser.execute(
            f"SELECT pg_terminate_backend(pid) {OF_OURS} AND pid <> %s AND query <> ''", [[role], mine]
        )


def test_a_long_transaction_on_the_messages_keeps_no_worry_from_being_kept(house, peer):
    house.watched()
    page, form = peer.empty_form()
    key = key_of(form)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE notifications_message IN EXCLUSIVE MODE")
        answer = peer.keep(page, form)
        assert house.gateway.taken() == []

    assert is_kept(answer, key)
    assert peer.blocked < MOST_SECONDS
    assert wait_until(lambda: house.reached(key), REACHES_WITHIN, step=0.1)
