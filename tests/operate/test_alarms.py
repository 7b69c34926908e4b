"""The dead-man's switch: what it finds, when it cries, and by which ways."""

import json
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.embedded.gateway_client import running_gateway
from peersupport.notifications.models import Message
from peersupport.operate import sweeps
from peersupport.operate.alarms import PING_EVERY, STUCK_AFTER, Siren, problems_now
from peersupport.operate.services import record_heartbeat
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


def test_it_cries_once_and_again_after_ten_minutes_and_tells_when_all_is_well(outside):
    siren = Siren()
    start = siren.told_at
    siren.turn(start)
    siren.turn(start + 1)
    siren.problems = ["worker_is_silent"]
    for seconds in (2, 10, 20):
        siren.turn(start + seconds)
    siren.problems = ["worker_is_silent", "beat_is_silent"]
    siren.turn(start + 25)
    siren.told_at = start + 700
    siren.turn(start + 700)
    siren.problems = []
    siren.turn(start + 701)
    siren.turn(start + 702 + PING_EVERY)

    both = ["worker_is_silent", "beat_is_silent"]
    assert outside == [
        ("/ping", "well"),
        ("/alarm", ["worker_is_silent"]),
        ("/alarm", both),
        ("/alarm", both),
        ("/ping", "well"),
        ("/alarm", ["watch_is_stuck"]),
    ]


def test_a_watcher_that_is_stuck_is_cried_about_by_the_siren_alone(outside):
    siren = Siren(every=0.05)
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
        siren = Siren()
        siren.problems = ["database_is_gone"]
        siren.turn(siren.told_at)

        (mail,) = gateway.taken()
    assert (mail["to"], mail["text"]) == ("duty@house.example", "database_is_gone")


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
