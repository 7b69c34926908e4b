"""How long a worry takes, with nothing broken: from the commit to the gateway, and to the next in line.

A worker, two beats and three watchers are real processes, all at once. Worries are recorded through the service; the
gateway's book says when each message came, and how often.
"""

import random
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections

from peersupport.core import clock
from peersupport.embedded.gateway_client import Gateway, read_book, running_gateway
from peersupport.embedded.processes import EmbeddedError, wait_until
from peersupport.notifications.models import Message
from peersupport.operate.models import Heartbeat
from peersupport.safety.models import Concern
from peersupport.safety.services import take_concern

from .faults_house import House
from .line_house import MINUTES, Line, make_line

WATCHERS, BEATS = 3, 2
PAUSES = (0.02, 0.3)
STARTS_WITHIN = 300.0
GOAL_MS, GOAL_MOVE = 2_000, 5.0
IN_LINE = 25  # a worry in so many is left until it moves on


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` worries."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, running_gateway(Path(folder, "book.jsonl")) as gateway:
        house, line = House(Path(folder), gateway), make_line(2)
        try:
            house.start(watchers=WATCHERS, beats=BEATS)
            wait_for_all(house)
            committed = record(line, size, chance, gateway)
            late = moved_on(line, gateway, committed, max(2, size // IN_LINE))
            return judged(gateway, committed, late)
        finally:
            connections.close_all()
            house.stop()


def wait_for_all(house: House) -> None:
    """Until worker, watcher and beat have each given a sign."""
    names, since = {"worker", "beat", "watch"}, clock.now()
    heard = Heartbeat.objects.filter(name__in=names, at__gt=since)
    if not wait_until(lambda: heard.count() == len(names), STARTS_WITHIN, step=0.5):
        logs = [path.read_text()[-800:] for path in sorted(house.folder.glob("*.log"))]
        raise EmbeddedError(
            "\n".join([f"Only {sorted(heard.values_list('name', flat=True))} came up.", *logs])
        )


def record(line: Line, size: int, chance: random.Random, gateway: Gateway) -> dict[str, float]:
    """Message → when its worry was committed. Each is taken when it came, so that none of these moves on."""
    committed: dict[str, float] = {}
    for _one in range(size):
        concern = line.worry()
        at = time.time()
        keys = keys_of(concern)
        committed |= dict.fromkeys(keys, at)
        wait_until(lambda keys=keys: keys <= taken(gateway), 30, step=0.05)
        take_concern(concern=concern, by=line.users[0])
        time.sleep(chance.uniform(*PAUSES))
    return committed


def keys_of(concern: Concern) -> set[str]:
    asked = Message.objects.filter(about_id=concern.pk, kind="concern").exclude(route__channel="inbox")
    return {row.pk.hex for row in asked.only("pk")}


def taken(gateway: Gateway) -> set[str]:
    return {line["key"] for line in read_book(gateway.journal)}


def moved_on(line: Line, gateway: Gateway, committed: dict[str, float], count: int) -> list[float]:
    """Seconds after its minute at which the second in line was reached, for so many worries that nobody takes."""
    asked = {}
    for _one in range(count):
        concern = line.worry()
        at = time.time()
        committed |= dict.fromkeys(keys_of(concern), at)
        asked[concern.pk] = at
        time.sleep(0.2)
    second = Message.objects.filter(about_id__in=asked, kind="concern", route__user=line.users[1])
    second = second.filter(route__channel="sms")
    wait_until(lambda: second.filter(state="sent").count() == count, MINUTES * 60 + 30, step=0.25)
    came = {book["key"]: book["at"] for book in read_book(gateway.journal)}
    return [came[row.pk.hex] - asked[row.about_id] - MINUTES * 60 for row in second if row.pk.hex in came]


def judged(gateway: Gateway, committed: dict[str, float], late: list[float]) -> dict[str, Any]:
    book = read_book(gateway.journal)
    times = Counter(line["key"] for line in book)
    took = sorted((line["at"] - committed[line["key"]]) * 1000 for line in book if line["key"] in committed)
    parts = quantiles(took, n=100, method="inclusive")
    again = [key for key, count in times.items() if count > 1]
    lost = committed.keys() - times.keys()
    off = [seconds for seconds in late if abs(seconds) > GOAL_MOVE]
    wrong = {
        f"p99 is {parts[98]:.0f} ms": parts[98] >= GOAL_MS,
        f"{len(lost)} were lost": bool(lost),
        f"{len(again)} came more than once": bool(again),
        f"moved on {[round(one, 1) for one in off]} s beside their minute": bool(off),
        "none moved on": not late,
    }
    return {
        "watchers": WATCHERS,
        "beats": BEATS,
        "concerns": len(committed),
        "lost": len(lost),
        "p50_ms": round(parts[49]),
        "p99_ms": round(parts[98]),
        "slowest_ms": round(took[-1]),
        "moved_on": len(late),
        "moved_on_after_s": [round(min(late, default=0.0), 1), round(max(late, default=0.0), 1)],
        "more_than_once": len(again),
        "examples": [what for what, is_so in wrong.items() if is_so],
    }
