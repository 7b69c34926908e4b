"""Processes and servers killed at random while people write and messages leave. The gateway's book is the judge.

The web server as in production, a worker, beat, two watchers, PostgreSQL and the broker are real processes; each
`kill -9` takes one of them, sometimes more at once, and they are started again. Meanwhile peers' browsers keep worries
over HTTP, and reminders are written, some in transactions that are taken back.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import DatabaseError, connections

from peersupport.core import clock
from peersupport.embedded.gateway_client import read_book, running_gateway
from peersupport.embedded.processes import EmbeddedError, wait_until
from peersupport.notifications.models import Message
from peersupport.operate.models import Heartbeat

from .faults_house import House
from .faults_judge import judged
from .faults_people import make_people

SETTLED_WITHIN = 180.0
PAUSES = (0.2, 1.6)  # seconds between two kills
YOUNG = 3.0  # a process is left alone for so long, or it would never come to anything
# On average; where nothing happens between two kills nothing is proven. A pause has an end all the same.
KEPT_A_KILL, LONGEST_PAUSE = 5, 8.0
LONGEST = 50 * 60.0  # a machine that does not come to all kills in that time says so
MORE_AT_ONCE, MOST_AT_ONCE = 0.1, 3
SPARED_FIRST = 0.3  # so that also a short run comes to each kind of process


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` kills."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, running_gateway(Path(folder, "book.jsonl")) as gateway:
        house = House(Path(folder), gateway)
        people = make_people()
        try:
            house.start(people)
            started = time.monotonic()
            killed = kill_at_random(house, size, chance)
            seconds = round(time.monotonic() - started, 1)
            house.mend()
            wait_until(lambda: house.kept() >= KEPT_A_KILL * size, 60, step=0.2)
            house.stop_writing()
            house.mend()
            wait_for_a_watcher()
            settled = seconds_until_settled()
            found = judged(Path(folder), gateway, killed, settled)
            if killed.total() < size:
                found["examples"].append(f"only {killed.total()} of {size} kills in {seconds:.0f} seconds")
            return {"killing_seconds": seconds, **found}
        finally:
            connections.close_all()
            house.stop()


def kill_at_random(house: House, count: int, chance: random.Random) -> Counter[str]:
    killed: Counter[str] = Counter()
    if not wait_until(lambda: bool(read_book(house.gateway.journal)) and house.kept() > 0, 180, step=0.1):
        raise EmbeddedError("No worry was kept and sent before the first kill: there is nothing to prove.")
    ends = time.monotonic() + LONGEST
    while (left := count - killed.total()) > 0 and time.monotonic() < ends:
        time.sleep(chance.uniform(*PAUSES))
        house.mend()
        wait_until(lambda: house.kept() >= KEPT_A_KILL * killed.total(), LONGEST_PAUSE, step=0.2)
        grown = [name for name, age in house.ages().items() if age > YOUNG] or list(house.servers)
        spared = [name for name in grown if not killed[kind_of(name)]]
        if spared and chance.random() < SPARED_FIRST:
            grown = spared
        many = chance.randint(2, MOST_AT_ONCE) if chance.random() < MORE_AT_ONCE else 1
        for name in chance.sample(sorted(grown), min(many, left, len(grown))):
            killed[kind_of(name)] += house.kill(name)
    return killed


def kind_of(name: str) -> str:
    return name.rstrip("0123456789")


def wait_for_a_watcher() -> None:
    """From here on the clock runs: how long Python takes to start on a busy machine is not what is measured."""
    mended = clock.now()
    wait_until(
        lambda: asked(lambda: Heartbeat.objects.filter(name="watch", at__gt=mended).exists()), 120, step=0.2
    )


def seconds_until_settled() -> float:
    """Until nothing waits any more: everything is sent or listed."""
    started = time.monotonic()
    wait_until(lambda: asked(lambda: not Message.objects.waiting().exists()), SETTLED_WITHIN, step=0.25)
    return round(time.monotonic() - started, 1)


def asked(question: Callable[[], bool]) -> bool:
    """The answer; no while the database comes up again."""
    try:
        return question()
    except DatabaseError:
        connections.close_all()
        return False
