"""Who cries, and when: one watcher for all of them, as long as the database or a file of this machine can say which."""

import fcntl
import hashlib
import json
import os
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import connection

from peersupport.operate.alarms import SECONDS, cry

STUCK_AFTER = 30.0
AGAIN_AFTER = 10 * 60.0
OVER_AFTER = 60.0  # what nobody saw for so long is another occasion when it comes again
PING_EVERY = 60.0

log = structlog.get_logger(__name__)


class Siren:
    """Cries when something is wrong, also when whoever should tell is stuck; and says outside that all is well.

    It asks nothing of the database: the watcher tells it what it found and whether it is this one's to cry about,
    and silence counts as found. What it finds alone it shares with the other watchers of this machine by a file.
    """

    def __init__(self, *, every: float = 5.0, book: "Book | None" = None) -> None:
        self.every = every
        self.book = book or Book(_path_of_book())
        self.told_at = time.monotonic()
        self.heard: list[str] = []  # what somebody was called about since the watcher last asked
        self._problems: list[str] = []
        self._to_cry: list[str] = []
        self._alone: list[str] = []
        self._pinged_at = -PING_EVERY

    def tell(self, problems: list[str], *, is_ours: bool) -> None:
        self._problems, self._alone, self.told_at = problems, [], time.monotonic()
        if is_ours:
            self._to_cry = problems

    def tell_alone(self, problems: list[str]) -> None:
        """What is wrong while the database can't say whose it is to cry about."""
        self._alone, self.told_at = problems, time.monotonic()

    def start(self, stop: threading.Event) -> None:
        def run() -> None:
            while not stop.wait(self.every):
                self.turn(time.monotonic())

        threading.Thread(target=run, daemon=True, name="siren").start()

    def turn(self, now: float) -> None:
        to_cry, self._to_cry = self._to_cry, []
        if to_cry and cry(to_cry):
            self.heard = to_cry
        alone = [*self._alone, *(["watch_is_stuck"] if now - self.told_at > STUCK_AFTER else [])]
        if alone and self.book.is_ours(alone, now) and not cry(alone):
            self.book.was_not_heard(alone)
        if not (alone or self._problems):
            self._say_all_is_well(now)

    def _say_all_is_well(self, now: float) -> None:
        if not settings.WATCH_PING_URL or now - self._pinged_at < PING_EVERY:
            return
        self._pinged_at = now
        try:
            with urllib.request.urlopen(settings.WATCH_PING_URL, timeout=SECONDS):  # noqa: S310 - out of the settings
                return
        except OSError as error:
            log.warning("whoever waits for a sign of life did not get it", error=type(error).__name__)


class Book:
    """What the watchers of one machine cried about while no database could be asked, by the seconds since its start.

    Where the file can't be used each cries for itself: rather twice than never.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own: dict[str, dict[str, float]] = {}

    def is_ours(self, problems: list[str], now: float) -> bool:
        with self._open() as book:
            due = False
            for code in problems:
                known = book.get(code)
                if known is None or not 0 <= now - known["seen"] <= OVER_AFTER:
                    known = {"seen": now}
                due = due or not 0 <= now - known.get("cried", now + 1) <= AGAIN_AFTER
                book[code] = known | {"seen": now}
            if due:
                for code in problems:
                    book[code]["cried"] = now
            return due

    def was_not_heard(self, problems: list[str]) -> None:
        with self._open() as book:
            for code in problems:
                book.get(code, {}).pop("cried", None)

    @contextmanager
    def _open(self) -> Iterator[dict[str, Any]]:
        try:
            number = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            log.warning("the watchers of this machine share no book", error=type(error).__name__)
            yield self._own
            return
        with os.fdopen(number, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            found = _read(file.read())
            yield found
            file.seek(0)
            file.truncate()
            json.dump(found, file)


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _path_of_book() -> Path:
    """The same for all watchers of one account and one database."""
    where = connection.settings_dict
    house = hashlib.sha256(f"{where['HOST']} {where['OPTIONS'].get('host')} {where['NAME']}".encode())
    return Path(tempfile.gettempdir()) / f"peersupport-alarm-{os.geteuid()}-{house.hexdigest()[:12]}"
