"""The dead-man's switch: what it finds, when it cries, and by which ways."""

import json
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.embedded.gateway_client import running_gateway
from peersupport.notifications.models import Message
from peersupport.operate import services, sweeps
from peersupport.operate.alarms import problems_now
from peersupport.operate.models import Heartbeat
from peersupport.operate.services import record_heartbeat
from peersupport.operate.siren import PING_EVERY, STUCK_AFTER, Book, Siren
from peersupport.safety import services as safety
from peersupport.safety.models import Concern
from tests.factories import make_peer
from tests.notifications.rows import message


@pytest.fixture
def outside(settings) -> Iterator[list[tuple[str, object]]]:
    """Somebody outside who is called."""
    calls: list[tuple[str, object]] = []

    class Ear(BaseHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """What was called is in the list."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._heard(json.loads(body)["problems"])

        def do_GET(self) -> None:
            self._heard("well")

        def _heard(self, what: object) -> None:
            calls.append((self.path, what))
            self.send_response(204)
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    settings.ALARM_URL = f"http://127.0.0.1:{server.server_port}/alarm"
    settings.WATCH_PING_URL = f"http://127.0.0.1:{server.server_port}/ping"
    yield calls
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_it_finds():
    assert problems_now() == ["worker_is_silent", "beat_is_silent"]

    for name in ("worker", "beat"):
        record_heartbeat(name=name)
    row = message()
    assert problems_now() == []

    Message.objects.filter(pk=row.pk).update(created_at=clock.now() - timedelta(seconds=61))
    assert problems_now() == ["a_concern_is_not_sent"]
    Message.objects.filter(pk=row.pk).update(state="dead")
    assert problems_now() == ["a_concern_could_not_be_sent"]


def claims(problems: list[str]) -> bool:
    return services.claim_alarm(problems=problems)


def heard(problems: list[str]) -> None:
    services.alarm_was_heard(problems=problems)


def test_one_watcher_cries_for_all_of_them_again_after_ten_minutes_and_when_something_new_is_wrong():
    start = clock.now()
    told = []

    def at(seconds: int, *problems: str) -> None:
        with clock.set_to(start + timedelta(seconds=seconds)):
            for watcher in ("first", "second"):
                if claims(list(problems)):
                    told.append((seconds, watcher, problems))
                    heard(list(problems))

    for seconds in range(0, 700, 5):
        at(seconds, "worker_is_silent", *(["beat_is_silent"] if seconds >= 25 else []))

    both = ("worker_is_silent", "beat_is_silent")
    assert told == [(0, "first", both[:1]), (25, "first", both), (630, "first", both)]


def test_what_was_over_for_a_minute_is_another_occasion():
    start = clock.now()
    told = []
    for seconds in (0, 30, 95, 100):
        with clock.set_to(start + timedelta(seconds=seconds)):
            told.append(claims(["worker_is_silent"]))
            heard(["worker_is_silent"])

    assert told == [True, False, True, False]


def test_a_watcher_that_claims_and_dies_leaves_it_to_the_next_and_so_does_a_clock_set_back():
    start = clock.now()
    for seconds, is_ours in ((0, True), (20, False), (46, True)):
        with clock.set_to(start + timedelta(seconds=seconds)):
            assert claims(["worker_is_silent"]) is is_ours
    heard(["worker_is_silent"])
    with clock.set_to(start - timedelta(hours=3)):
        assert claims(["worker_is_silent"])


def test_eight_watchers_at_once_are_one_cry():
    def watcher(_number: int) -> bool:
        try:
            return claims(["worker_is_silent", "beat_is_silent"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(watcher, range(8))) == 1


def test_the_siren_cries_about_what_is_its_own_and_tells_when_all_is_well(outside, tmp_path):
    siren = Siren(book=Book(tmp_path / "book"))
    start = siren.told_at
    siren.turn(start)
    siren.turn(start + 1)
    siren.tell(["worker_is_silent"], is_ours=False)
    siren.turn(start + 2)
    siren.tell(["worker_is_silent"], is_ours=True)
    siren.turn(start + 3)
    siren.turn(start + 4)
    assert siren.heard == ["worker_is_silent"]
    siren.tell([], is_ours=False)
    siren.told_at = start + PING_EVERY + 5
    siren.turn(start + PING_EVERY + 5)

    assert outside == [("/ping", "well"), ("/alarm", ["worker_is_silent"]), ("/ping", "well")]


def test_what_nobody_heard_is_nobodys_yet(settings, tmp_path):
    settings.ALARM_URL = "http://127.0.0.1:9/"  # nobody listens there
    siren = Siren(book=Book(tmp_path / "book"))
    siren.tell(["worker_is_silent"], is_ours=True)
    siren.turn(siren.told_at)

    assert siren.heard == []


def test_without_a_database_the_watchers_of_a_machine_share_a_book(outside, tmp_path):
    sirens = [Siren(book=Book(tmp_path / "book")) for _one in range(3)]
    start = sirens[0].told_at
    for seconds in range(0, 640, 10):
        for siren in sirens:
            siren.tell_alone(["database_is_gone"])
            siren.told_at = start + seconds
            siren.turn(start + seconds)

    assert outside == [("/alarm", ["database_is_gone"])] * 2  # at once, and after ten minutes


def test_a_book_that_cannot_be_opened_keeps_nobody_silent(outside, tmp_path):
    sirens = [Siren(book=Book(tmp_path)) for _one in range(2)]  # a folder
    for siren in sirens:
        siren.tell_alone(["database_is_gone"])
        for seconds in (0, 5, 10):
            siren.turn(siren.told_at + seconds)

    assert outside == [("/alarm", ["database_is_gone"])] * 2  # each for itself, and once


def test_a_watcher_that_is_stuck_is_cried_about_by_the_siren_alone(outside, tmp_path):
    siren = Siren(every=0.05, book=Book(tmp_path / "book"))
    siren.told_at -= STUCK_AFTER + 1
    stop = threading.Event()
    siren.start(stop)
    for _wait in range(100):
        if outside:
            break
        stop.wait(0.05)
    stop.set()

    assert outside[0] == ("/alarm", ["watch_is_stuck"])


def test_it_cries_by_a_mail_server_of_its_own_also_when_the_first_way_fails(settings, tmp_path):
    settings.ALARM_URL = "http://127.0.0.1:9/"  # nobody listens there
    settings.ALARM_EMAIL_TO = ["duty@house.example"]
    with running_gateway(tmp_path / "book") as gateway:
        settings.ALARM_EMAIL_URL = gateway.email_url
        siren = Siren(book=Book(tmp_path / "shared"))
        siren.tell_alone(["database_is_gone"])
        siren.turn(siren.told_at)

        (mail,) = gateway.taken()
    assert (mail["to"], mail["text"]) == ("duty@house.example", "database_is_gone")


def test_a_clock_that_is_not_the_databases_is_found_and_one_that_tells_no_more_is_forgotten():
    for name in ("worker", "beat", "web"):
        record_heartbeat(name=name)
    assert problems_now() == []

    for seconds, found in ((4, []), (6, ["the_clocks_differ"]), (-6, ["the_clocks_differ"])):
        Heartbeat.objects.filter(name="web").update(ahead=timedelta(seconds=seconds))
        assert problems_now() == found
    Heartbeat.objects.filter(name="web").update(at=clock.now() - timedelta(hours=2))
    assert problems_now() == []


def test_a_sweep_that_fails_keeps_none_of_the_others(monkeypatch):
    done = []

    def fails() -> None:
        raise ValueError

    monkeypatch.setattr(sweeps, "SWEEPS", (fails, lambda: done.append("swept")))
    sweeps.sweep_all()

    assert done == ["swept"]


def test_a_worry_that_nobody_has_is_swept_and_cried_about():
    """Nobody is on call in this house: the end of the line is reached at once."""
    peer = make_peer().user
    with acting_as(peer.pk):
        concern = safety.record_concern(key=uuid.uuid4(), sentence="He is gone.", who="Lou", by=peer)
    Concern.objects.filter(pk=concern.pk).update(alarm_at=None)
    assert "nobody_has_a_concern" not in problems_now()

    sweeps.sweep_all()

    assert "nobody_has_a_concern" in problems_now()
    concern.refresh_from_db()
    assert concern.steps_entered == concern.steps_count > 0
