"""F17 to F20: the broker and every worker can be gone. Nobody waits for them, and what matters leaves all the same."""

import os
import signal

import pytest

from peersupport.embedded.processes import wait_until

from .house import MOST_SECONDS, REACHES_WITHIN, Peer, is_kept, key_of


def breaks(broker, how: str) -> None:
    if how == "full":
        broker._ask(b"CONFIG SET maxmemory-policy noeviction")
        broker._ask(b"CONFIG SET maxmemory 2mb")
        filler = b"x" * 4000
        for number in range(600):
            broker._ask(b"SET filler%d %s" % (number, filler))
    elif how == "wiped":
        broker._ask(b"FLUSHALL")
    else:
        os.kill(broker.child.pid, signal.SIGKILL if how == "dead" else signal.SIGSTOP)


@pytest.mark.parametrize("how", ["dead", "hung", "full", "wiped"])
def test_without_broker_and_workers_somebody_signs_in_and_a_worry_reaches_who_is_on_call(house, world, how):
    house.watched()
    breaks(house.servers.valkey, how)

    peer = Peer(house, world).sign_in()
    page, form = peer.empty_form()
    answer = peer.keep(page, form)

    key = key_of(form)
    assert is_kept(answer, key)
    assert wait_until(lambda: house.reached(key), REACHES_WITHIN, step=0.1)
    assert peer.blocked < MOST_SECONDS
    assert len(house.gateway.taken()) == 1
    house.servers.valkey._ask(b"CONFIG SET maxmemory 0")
    house.servers.valkey._ask(b"FLUSHALL")
