"""Processes and servers killed at random while messages are written and sent. The gateway's book is the judge.

Writers, a worker, beat, two watchers, PostgreSQL and the broker are real processes; each `kill -9` takes one of them,
and it is started again. Meanwhile concerns and reminders are written, some in transactions that are taken back.
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
from peersupport.embedded.gateway_client import Gateway, read_book, running_gateway
from peersupport.embedded.processes import EmbeddedError, wait_until
from peersupport.notifications.kinds import Lane
from peersupport.notifications.models import Message
from peersupport.operate.models import Heartbeat

from .faults_house import House, make_recipients, read_acks

SETTLED_WITHIN = 180.0
LISTED_WITHIN = 60.0
PAUSES = (0.2, 1.6)  # seconds between two kills
YOUNG = 3.0  # a process is left alone for so long, or it would never come to anything


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` kills."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, running_gateway(Path(folder, "book.jsonl")) as gateway:
        house = House(Path(folder), gateway)
        recipients = make_recipients()
        try:
            house.start(recipients)
            killed = kill_at_random(house, size, chance)
            house.stop_writing()
            house.mend()
            wait_for_a_watcher()
            settled = seconds_until_settled()
            return judged(Path(folder), gateway, killed, settled)
        finally:
            connections.close_all()
            house.stop()


def kill_at_random(house: House, count: int, chance: random.Random) -> Counter[str]:
    killed: Counter[str] = Counter()
    if not wait_until(lambda: bool(read_book(house.gateway.journal)), 120, step=0.1):
        raise EmbeddedError("Nothing was sent before the first kill: there is nothing to prove.")
    for _kill in range(count):
        time.sleep(chance.uniform(*PAUSES))
        house.mend()
        grown = [name for name, since in house.ages().items() if since > YOUNG]
        name = chance.choice(grown or sorted(house.ages()))
        house.kill(name)
        killed[name.rstrip("0123456789")] += 1
    return killed


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


def repeats(book: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was taken over although it had been before."""
    seen: set[str] = set()
    found = []
    for line in book:
        if line["key"] in seen:
            found.append(line)
        seen.add(line["key"])
    return found


def judged(folder: Path, gateway: Gateway, killed: Counter[str], settled: float) -> dict[str, Any]:
    connections.close_all()
    book = read_book(gateway.journal)
    times = Counter(line["key"] for line in book)
    rows = {row.pk.hex: row for row in Message.objects.exclude(route__channel="inbox")}
    acked, rolled_back = read_acks(folder)
    concerns = {key for key, row in rows.items() if row.lane == Lane.CONCERN}
    reminders = rows.keys() - concerns
    lost = {key for key in concerns | (acked - reminders) if not times[key]}
    never_committed = set(times) - rows.keys()
    shown = {key for key, row in rows.items() if row.state == "sent" and not times[key]}
    again = repeats(book)
    twice = {key for key in reminders if times[key] > 1}
    unlisted = {key for key in reminders if not times[key] and rows[key].state == "ready"}
    kills = sum(killed.values())
    found = {
        "a concern was lost": lost,
        "left without a commit, or shown as sent without leaving": never_committed | shown,
        "a reminder left twice": twice,
        "a reminder neither left nor is listed": unlisted,
        "an acknowledged row is gone": acked - rows.keys(),
        "a repeat does not say so": {line["key"] for line in again if "twice" not in line["text"]},
    }
    examples = [f"{what}: {key}" for what, keys in found.items() for key in sorted(keys)]
    if len(again) > max(1, kills * 0.05):
        examples.append(f"{len(again)} repeats in {kills} kills")
    if settled > LISTED_WITHIN:
        examples.append(f"It took {settled} s until everything was sent or listed.")
    return {
        "kills": kills,
        "killed": dict(sorted(killed.items())),
        "concerns": len(concerns),
        "concerns_lost": len(lost),
        "shown_sent_before_commit": len(never_committed | shown),
        "rolled_back": len(rolled_back),
        "duplicates": len(again),
        "reminders": len(reminders),
        "reminders_sent_twice": len(twice),
        "reminders_listed": sum(1 for key in reminders if rows[key].state == "unknown"),
        "acknowledged": len(acked),
        "settled_seconds": settled,
        "examples": examples,
    }
