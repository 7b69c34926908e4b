"""F4, F5, F21: watchers that freeze or are gone, and messages that can't be sent. None leaves twice or is held up."""

import signal
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from peersupport.embedded.processes import wait_until
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message
from tests.notifications.rows import message, state_of

from .house import REACHES_WITHIN, is_kept, key_of

REMINDER = Kind.CONCERN_COURSE
IN_TIME = 15  # seconds after which a watcher sends a reminder itself


def taken(house, row: Message) -> int:
    return [line["key"] for line in house.gateway.taken()].count(row.pk.hex)


def test_a_watcher_that_freezes_while_it_sends_sends_nothing_twice_and_the_other_goes_on(house):
    """The gateway has taken it and answers slowly; whoever sent it sleeps through the rest."""
    house.unwatched()
    first = house.start_watch()
    house.gateway.behave("drip", times=1)
    reminder = message(kind=REMINDER)
    assert wait_until(lambda: taken(house, reminder) == 1, IN_TIME + 15, step=0.1)
    first.send_signal(signal.SIGSTOP)
    house.start_watch()

    concern = message()
    assert wait_until(lambda: taken(house, concern) == 1, REACHES_WITHIN, step=0.1)
    first.send_signal(signal.SIGCONT)

    assert wait_until(lambda: state_of(reminder) == "unknown", 60, step=0.2)
    assert (taken(house, reminder), taken(house, concern)) == (1, 1)


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """Somebody outside who is called when something is wrong: an address, and what was said."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """What was said is in the list."""

        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_with_nobody_to_send_the_page_does_not_say_sent_and_a_cry_goes_out_within_a_minute(
    house, peer, outside
):
    """Neither worker nor beat runs; then a watcher comes."""
    house.unwatched()
    page, form = peer.empty_form()
    answer = peer.keep(page, form)
    key = key_of(form)
    assert is_kept(answer, key)
    assert "is being asked now" in answer.text
    assert "a message went out" not in answer.text
    assert house.gateway.taken() == []

    address, heard = outside
    began = time.monotonic()
    house.start_watch(ALARM_URL=address)

    assert wait_until(lambda: any("worker_is_silent" in said for said in heard), 60, step=0.2)
    assert time.monotonic() - began < 60
    assert wait_until(lambda: house.reached(key), REACHES_WITHIN, step=0.1)
    assert wait_until(lambda: "a message went out" in peer.get(f"/concerns/{key}/kept/").text, 20, step=0.5)


def test_messages_that_can_not_be_opened_hold_up_nobody(house):
    """Ten are no longer what was sealed; the one after them is in time."""
    broken = [message() for _one in range(10)]
    Message.objects.filter(pk__in=[row.pk for row in broken]).update(text=b"\x00" * 40)
    house.watched()

    whole = message()

    assert wait_until(lambda: taken(house, whole) == 1, REACHES_WITHIN, step=0.1)
    assert {state_of(row) for row in broken} == {"ready"}
    assert not any(taken(house, row) for row in broken)
