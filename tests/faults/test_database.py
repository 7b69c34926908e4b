"""F7, F8, F13 to F15: the database hangs, cuts people off, is full of connections, or is held by somebody else."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
import psycopg
import pytest
from django.db import connection, transaction

from peersupport.embedded import postgres
from peersupport.embedded.layout import WEB
from peersupport.embedded.processes import stop_all, wait_until
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Route
from peersupport.notifications.services import write_messages
from peersupport.safety.models import Concern, ConcernStep

from .house import MOST_SECONDS, PHONE, REACHES_WITHIN, is_kept, key_of

OF_WEB = "FROM pg_stat_activity WHERE usename = %s"


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

    with hanging(house.server_processes()):
        looked = peer.get("/")
        refused = peer.keep(page, form)
        is_alive = house.answers()

    assert (looked.status, refused.status, is_alive) == (503, 503, True)
    assert PHONE in looked.text
    assert PHONE in refused.text
    assert "It is NOT saved" in refused.text
    assert "It is NOT saved" not in looked.text
    assert peer.blocked < MOST_SECONDS
    key = key_of(form)
    assert wait_until(lambda: is_kept(peer.keep(page, form), key), 20, step=0.5)
    assert wait_until(lambda: house.reached(key), REACHES_WITHIN, step=0.1)
    assert Concern.objects.count() == 1


def test_whoever_is_cut_off_loses_nothing_and_nothing_is_half_written(house, peer):
    house.watched()
    page, form = peer.empty_form()
    over = threading.Event()

    def cut_off() -> None:
        with house.servers.postgres.connect("postgres") as superuser:
            while not over.wait(0.05):
                superuser.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s AND random() < 0.3",
                    [WEB],
                )

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
def few_connections(house, world, monkeypatch) -> Iterator[str]:
    """A server with room for few, some of it kept for the watcher's own role; the address of that role."""
    server = house.servers.postgres
    with server.connect("postgres") as superuser:
        superuser.execute(
            f"CREATE ROLE app_watch LOGIN IN ROLE {WEB}; GRANT pg_use_reserved_connections TO app_watch"
        )
        superuser.execute("GRANT CONNECT ON DATABASE peersupport TO app_watch")
    ident = server.layout.pgdata / "pg_ident.conf"
    ident.write_text(ident.read_text() + f'peersupport "{postgres.own_name()}" app_watch\n')
    monkeypatch.setitem(postgres.SETTINGS, "max_connections", "24")
    monkeypatch.setitem(postgres.SETTINGS, "reserved_connections", "8")
    restart(server)
    yield house.environment["DATABASE_URL"].replace(f"//{WEB}@", "//app_watch@")
    monkeypatch.undo()
    restart(server)


def restart(server: postgres.Postgres) -> None:
    connection.close()
    stop_all({server.child: server.stop_with})
    server.spawn()
    server.wait()


def test_without_a_free_connection_pages_say_so_and_messages_leave(house, peer, world, few_connections):
    house.unwatched()
    house.start_watch(DATABASE_URL=few_connections)
    connection.ensure_connection()  # ours is there from here on
    taken = all_that_are_free()
    cut_off_web(house)
    taken += all_that_are_free()

    refused = peer.get("/")
    written = write_messages(kind=Kind.CONCERN, occasion=str(uuid.uuid4()), to=world.line[0])

    assert refused.status == 503
    assert PHONE in refused.text
    assert wait_until(
        lambda: written in [line["key"] for line in house.gateway.taken()], REACHES_WITHIN, step=0.1
    )
    assert peer.blocked < MOST_SECONDS
    for one in taken:
        one.close()
    assert wait_until(lambda: peer.get("/").status == 200, 20, step=0.5)


def all_that_are_free() -> list[psycopg.Connection]:
    own, taken = connection.get_connection_params(), []
    with suppress(psycopg.OperationalError):
        while True:
            one = psycopg.connect(dbname=own["dbname"], user=own["user"], host=own["host"])
            taken.append(one)
    return taken


def cut_off_web(house) -> None:
    """Of the open pages, so that they need a new connection. Ours and the takers' stay."""
    mine = connection.connection.info.backend_pid
    with house.servers.postgres.connect("postgres") as superuser:
        superuser.execute(
            f"SELECT pg_terminate_backend(pid) {OF_WEB} AND pid <> %s AND query <> ''", [WEB, mine]
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


def test_a_deadlock_ends_with_a_worry_that_is_kept_and_reaches_who_is_on_call(house, peer, world):
    """Another transaction holds the way to whoever is on call and then wants the row of the house."""
    house.watched()
    page, form = peer.empty_form()
    key, answers = key_of(form), []
    posting = threading.Thread(target=lambda: answers.append(peer.keep(page, form)))

    with suppress(Exception), transaction.atomic(), connection.cursor() as cursor:
        list(Route.objects.filter(user=world.line[0]).select_for_update())
        posting.start()
        assert wait_until(lambda: somebody_waits(house), 10, step=0.05)
        cursor.execute("SELECT 1 FROM accounts_agency WHERE id = %s FOR UPDATE", [world.agency.pk])
    posting.join()

    assert is_kept(answers[0], key)
    assert peer.blocked < MOST_SECONDS
    assert wait_until(lambda: house.reached(key), REACHES_WITHIN, step=0.1)


def somebody_waits(house) -> bool:
    with house.servers.postgres.connect("postgres") as superuser:
        found = superuser.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
    return bool(found and found[0])
