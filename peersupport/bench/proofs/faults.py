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
MOST_REPEATS, NOISE = 0.05, 3  # of the kills; a short run can have a few more by chance
LOST = "a concern was lost"
SHOWN = "left without a commit, or shown as sent without leaving"
TWICE = "a reminder left twice"
PAUSES = (0.2, 1.6)  # seconds between two kills
YOUNG = 3.0  # a process is left alone for so long, or it would never come to anything


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` kills."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, running_gateway(Path(folder, "book.jsonl")) as gateway:
        house = House(Path(folder), gateway)
        recipients = make_recipients()
        try:
            house.start(write_to=recipients)
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
    rows = {row.pk.hex: row for row in Message.objects.exclude(route__channel="inbox")}
    acked, rolled_back = read_acks(folder)
    found = broken(book, rows, acked)
    again, kills = repeats(book), sum(killed.values())
    too_much = {
        f"{len(again)} repeats in {kills} kills": len(again) > MOST_REPEATS * kills + NOISE,
        f"{settled} s until everything was sent or listed": settled > LISTED_WITHIN,
    }
    found["more than was promised"] = {what for what, is_so in too_much.items() if is_so}
    lanes = Counter(row.lane for row in rows.values())
    return {
        "kills": kills,
        "killed": dict(sorted(killed.items())),
        "concerns": lanes[Lane.CONCERN],
        "concerns_lost": len(found[LOST]),
        "shown_sent_before_commit": len(found[SHOWN]),
        "rolled_back": len(rolled_back),
        "duplicates": len(again),
        "reminders": lanes[Lane.REMINDER],
        "reminders_sent_twice": len(found[TWICE]),
        "reminders_listed": sum(1 for row in rows.values() if row.state == "unknown"),
        "acknowledged": len(acked),
        "settled_seconds": settled,
        "examples": [f"{what}: {key}" for what, keys in found.items() for key in sorted(keys)],
    }


def broken(book: list[dict[str, Any]], rows: dict[str, Message], acked: set[str]) -> dict[str, set[str]]:
    """Which promise was broken by which messages: what is in the book beside what the rows say."""
    times = Counter(line["key"] for line in book)
    reminders = {key for key, row in rows.items() if row.lane == Lane.REMINDER}
    shown = {key for key, row in rows.items() if row.state == "sent" and not times[key]}
    return {
        LOST: {key for key in (rows.keys() | acked) - reminders if not times[key]},
        SHOWN: shown | (set(times) - rows.keys()),
        TWICE: {key for key in reminders if times[key] > 1},
        "neither left nor is listed": {
            key for key in reminders if not times[key] and rows[key].state == "ready"
        },
        "was acknowledged and is gone": acked - rows.keys(),
        "a repeat that does not say so": {
            line["key"] for line in repeats(book) if "twice" not in line["text"]
        },
    }
