"""Clocks that go wrong, on the application's machine, on the database's, on both, under processes that go on.

Two watchers, a worker, beat, a page's process and PostgreSQL run under libfaketime. The proof itself and the gateway
keep the true time: by it, a worry leaves at once and moves on at its minute, no reminder leaves early or twice, and one
watcher calls somebody.
"""

import os
import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.embedded.gateway_client import Gateway, read_book, running_gateway
from peersupport.embedded.processes import EmbeddedError, wait_until
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message
from peersupport.notifications.services import write_messages
from peersupport.operate.models import Alarm, Heartbeat
from peersupport.safety.models import Concern
from peersupport.safety.services import take_concern

from .faults_house import ROOT, House
from .latency import keys_of, wait_for_all
from .line_house import Line, make_line
from .wrong_clock import WrongClock, settle

WRONG = (
    ("app", "+2h"), ("db", "-3h"), ("both", "+400d"), ("app", "-3h"), ("app", "+400d"), ("db", "+2h"),
    ("db", "+400d"), ("both", "+2h"), ("both", "-3h"),
)  # fmt: skip
OFF = {"+2h": timedelta(hours=2), "-3h": timedelta(hours=-3), "+400d": timedelta(days=400)}
AT_ONCE, MOVES_WITHIN, CRIES_WITHIN, GOES_ON_WITHIN = 15.0, 5.0, 60.0, 60.0
MINUTE = 8.0  # what is left of its minute when the clock goes wrong
DUTY = "duty@house.test"


@dataclass
class Found:
    slowest: float = 0.0
    latest_move: float = 0.0
    cries: int = 0
    wrong: list[str] = field(default_factory=list)

    def expect(self, is_so: bool, what: str) -> None:
        if not is_so:
            self.wrong.append(what)


@dataclass
class Scene:
    gateway: Gateway
    line: Line
    web: "subprocess.Popen[str]"
    clocks: dict[str, WrongClock]
    found: Found = field(default_factory=Found)
    early: list[Message] = field(default_factory=list)  # none of these may leave
    due: list[Message] = field(default_factory=list)  # each of these leaves once

    def book(self) -> list[dict[str, Any]]:
        return read_book(self.gateway.journal)

    def came(self, keys: set[str], seconds: float) -> float | None:
        """When the first of them was taken by the gateway, in true time."""
        if not keys or not wait_until(lambda: bool(keys & self.keys()), seconds, step=0.1):
            return None
        return min(line["at"] for line in self.book() if line["key"] in keys)

    def keys(self) -> set[str]:
        return {line["key"] for line in self.book()}

    def cries(self) -> list[str]:
        return [line["text"] for line in self.book() if line["to"] == DUTY]


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` of the nine ways in which clocks go wrong; a short run takes others each time."""
    ways = random.Random(seed).sample(WRONG, size)
    with TemporaryDirectory() as folder, running_gateway(Path(folder, "book.jsonl")) as gateway:
        Path(folder).chmod(0o711)
        clocks = {where: WrongClock(_folder(folder, where)) for where in ("app", "db")}
        apps = clocks["app"].environment() | {"ALARM_EMAIL_URL": gateway.email_url, "ALARM_EMAIL_TO": DUTY}
        house = House(Path(folder), gateway, apps=apps, database=clocks["db"].environment())
        line = make_line(2)
        try:
            house.start()
            wait_for_all(house)
            with page(house, line) as web:
                scene = Scene(gateway, line, web, clocks)
                for where, off in ways:
                    go_wrong(scene, where, off)
                return judged(scene, ways)
        finally:
            connections.close_all()
            house.stop()


def _folder(folder: str, name: str) -> Path:
    made = Path(folder, name)
    made.mkdir(mode=0o755)
    return made


@contextmanager
def page(house: House, line: Line) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "peersupport.bench.proofs.clocks_web", str(line.house.peer.user_id)]
    environment = os.environ | house.environment | {"DJANGO_SETTINGS_MODULE": "peersupport.settings.base"}
    environment |= {"ALLOWED_HOSTS": "localhost"}
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        if not child.stdout or child.stdout.readline() != "ready\n":
            raise EmbeddedError("The page's process did not come up.")
        yield child
    finally:
        child.kill()
        child.communicate()


def go_wrong(scene: Scene, where: str, off: str) -> None:
    name, both = f"{where} {off}", where == "both"
    house_now = clock.now() + (OFF[off] if both else timedelta(0))
    # By the clock that everything goes by then, or in a moment by the true one, when nobody knows the time.
    before, due_at = waiting(scene, house_now if both else clock.now() + timedelta(seconds=20))
    somebody_then(scene, house_now)
    Alarm.objects.all().delete()  # another occasion
    cried = len(scene.cries())
    for place in ("app", "db") if both else (where,):
        scene.clocks[place].set(off)
    settle()
    try:
        leaves_at_once(scene, name)
        moves_on(scene, before, due_at, name)
        if both:
            scene.found.expect(
                scene.came({scene.due[-1].pk.hex}, 30) is not None, f"{name}: a reminder waits"
            )
        else:
            one_cries(scene, cried, name)
            held = {row.pk.hex for row in scene.due[-1:]} & scene.keys()
            scene.found.expect(not held, f"{name}: a reminder left while nobody knew the time")
    finally:
        for clock_of in scene.clocks.values():
            clock_of.set("+0")
        settle()
    goes_on(scene, name)
    # Not waited for any more: with a later clock its time would have come.
    Message.objects.waiting().filter(pk=scene.early[-1].pk).update(state=Message.State.SKIPPED)


def one_cries(scene: Scene, before: int, name: str) -> None:
    """Of two watchers. What else is found wrong meanwhile is cried about, too, in words of its own."""

    def told() -> list[str]:
        return [text for text in scene.cries()[before:] if "the_clocks_differ" in text]

    wait_until(lambda: bool(told()), CRIES_WITHIN, step=0.2)
    time.sleep(6)  # the other watcher has looked, too
    scene.found.expect(bool(told()), f"{name}: nobody was called")
    scene.found.expect(len(told()) == len(set(told())), f"{name}: called twice about the same")
    scene.found.cries += bool(told())


def waiting(scene: Scene, now: Any) -> tuple[Concern, float]:
    """What stands there when the clock goes wrong: a worry shortly before its minute, a reminder that is due and one
    that is not for an hour."""
    concern = scene.line.worry()
    at = clock.now() + timedelta(seconds=MINUTE)
    Concern.objects.filter(pk=concern.pk).update(moves_at=at)
    for rows, due_at in ((scene.due, now), (scene.early, max(now, clock.now()) + timedelta(hours=1))):
        with acting_as(None):
            (row,) = (
                one
                for one in write_messages(
                    kind=Kind.CONCERN_COURSE, occasion=uuid.uuid4().hex, to=scene.line.users[0], due_at=due_at
                )
                if one.route.channel == "sms"
            )
        rows.append(row)
    return concern, at.timestamp()


def somebody_then(scene: Scene, then: Any) -> None:
    """On call also at the time that both clocks are going to show."""
    for rank, user in enumerate(scene.line.users, 1):
        scene.line.on_call(user, rank, then - timedelta(hours=5), then + timedelta(hours=5))


def leaves_at_once(scene: Scene, name: str) -> None:
    web = scene.web
    if not web.stdin or not web.stdout:
        raise EmbeddedError("The page's process can't be reached.")
    web.stdin.write("\n")
    web.stdin.flush()
    concern = Concern.objects.get(pk=web.stdout.readline().strip())
    committed = time.time()
    came = scene.came(keys_of(concern), AT_ONCE)
    scene.found.expect(came is not None, f"{name}: a worry was not sent in {AT_ONCE:.0f} s")
    take_concern(concern=concern, by=scene.line.users[0])
    if came is not None:
        scene.found.slowest = max(scene.found.slowest, came - committed)


def moves_on(scene: Scene, concern: Concern, due_at: float, name: str) -> None:
    def second() -> set[str]:
        asked = Message.objects.filter(about_id=concern.pk, kind="concern", route__user=scene.line.users[1])
        return {row.pk.hex for row in asked.filter(route__channel="sms")}

    wait_until(lambda: bool(second()), MINUTE + 30, step=0.1)
    came = scene.came(second(), 10)
    take_concern(concern=concern, by=scene.line.users[1])
    scene.found.expect(came is not None, f"{name}: a worry did not move on")
    if came is not None:
        scene.found.latest_move = max(scene.found.latest_move, came - due_at)
        scene.found.expect(came - due_at <= MOVES_WITHIN, f"{name}: moved on {came - due_at:.1f} s late")


def goes_on(scene: Scene, name: str) -> None:
    """With the clocks right again the reminder leaves, and beat does not wait for a time that is long past."""
    since = clock.now()
    heard: Callable[[], bool] = Heartbeat.objects.filter(
        name="beat", at__gt=since, at__lt=since + timedelta(hours=1)
    ).exists
    scene.found.expect(wait_until(heard, GOES_ON_WITHIN, step=0.2), f"{name}: beat does not go on")
    scene.found.expect(
        scene.came({scene.due[-1].pk.hex}, GOES_ON_WITHIN) is not None, f"{name}: a reminder never left"
    )


def judged(scene: Scene, ways: list[tuple[str, str]]) -> dict[str, Any]:
    times = Counter(line["key"] for line in scene.book())
    early = sum(times[row.pk.hex] for row in scene.early)
    twice = sum(1 for row in scene.due if times[row.pk.hex] > 1)
    again = sum(1 for line in times.values() if line > 1)
    scene.found.expect(not early, f"{early} reminders left early")
    scene.found.expect(not again, f"{again} messages left twice")
    return {
        "clocks": [f"{where} {off}" for where, off in ways],
        "concerns_slowest_s": round(scene.found.slowest, 1),
        "moved_on_latest_s": round(scene.found.latest_move, 1),
        "reminders": len(scene.due) + len(scene.early),
        "reminders_early": early,
        "reminders_twice": twice,
        "alarms": scene.found.cries,
        "examples": scene.found.wrong,
    }
