"""The dead-man's switch: what is wrong, and a cry for help by another way than the one that is watched."""

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta

import environ
import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from peersupport.core import clock
from peersupport.notifications.kinds import Lane
from peersupport.notifications.models import Message
from peersupport.operate.models import Heartbeat
from peersupport.safety.models import Concern

CONCERN_WAITS_TOO_LONG = timedelta(seconds=60)
LATE = {"worker": timedelta(seconds=30), "beat": timedelta(seconds=30), "watch": timedelta(seconds=30)}
STUCK_AFTER = 30.0
AGAIN_AFTER = 10 * 60.0
PING_EVERY = 60.0
SECONDS = 10

log = structlog.get_logger(__name__)


def problems_now() -> list[str]:
    """Codes of what somebody has to look at. Raises DatabaseError where even that can't be asked."""
    concerns = Message.objects.filter(lane=Lane.CONCERN)
    found = []
    if concerns.waiting().filter(created_at__lt=clock.now() - CONCERN_WAITS_TOO_LONG).exists():
        found.append("a_concern_is_not_sent")
    if concerns.filter(state=Message.State.DEAD).exists():
        found.append("a_concern_could_not_be_sent")
    if Concern.objects.without_anybody().exists():
        found.append("nobody_has_a_concern")
    return found + [f"{name}_is_silent" for name in ("worker", "beat") if is_late(name)]


def is_late(name: str) -> bool:
    at = Heartbeat.objects.last_of(name)
    return at is None or clock.now() - at > LATE[name]


def cry(problems: list[str]) -> None:
    """By every other way that is set up. It names codes and no person, and raises nothing."""
    ways: list[Callable[[list[str]], object]] = []
    ways += [_call] if settings.ALARM_URL else []
    ways += [_mail] if settings.ALARM_EMAIL_URL and settings.ALARM_EMAIL_TO else []
    log.error("the watcher needs somebody", code=",".join(problems), count=len(ways))
    for way in ways:
        try:
            way(problems)
        except Exception as error:
            log.error("a cry for help was not heard", error=type(error).__name__)


def _call(problems: list[str]) -> None:
    told = json.dumps({"problems": problems}).encode()
    question = urllib.request.Request(  # noqa: S310 - an address out of the settings
        settings.ALARM_URL, told, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(question, timeout=SECONDS):  # noqa: S310
        return


def _mail(problems: list[str]) -> None:
    said = environ.Env.email_url_config(settings.ALARM_EMAIL_URL)
    known = {name: f"EMAIL_{name.upper()}" for name in ("host", "port", "use_tls", "use_ssl")}
    options = {name: said[key] for name, key in known.items() if key in said}
    options |= {"username": said.get("EMAIL_HOST_USER"), "password": said.get("EMAIL_HOST_PASSWORD")}
    connection = get_connection(backend=said["EMAIL_BACKEND"], timeout=SECONDS, **options)
    EmailMessage(
        subject="The watcher needs somebody",
        body="\n".join(problems),
        to=settings.ALARM_EMAIL_TO,
        connection=connection,
    ).send()


class Siren:
    """Cries when something is wrong, also when whoever should tell is stuck; and says outside that all is well.

    It asks nothing of the database: the watcher tells it what it found, and silence counts as found.
    """

    def __init__(self, *, every: float = 5.0) -> None:
        self.every = every
        self.problems: list[str] = []
        self.told_at = time.monotonic()
        self._cried: tuple[list[str], float] = ([], 0.0)
        self._pinged_at = -PING_EVERY

    def tell(self, problems: list[str]) -> None:
        self.problems, self.told_at = problems, time.monotonic()

    def start(self, stop: threading.Event) -> None:
        def run() -> None:
            while not stop.wait(self.every):
                self.turn(time.monotonic())

        threading.Thread(target=run, daemon=True, name="siren").start()

    def turn(self, now: float) -> None:
        problems = [*self.problems, *(["watch_is_stuck"] if now - self.told_at > STUCK_AFTER else [])]
        before, at = self._cried
        if problems and (problems != before or now - at > AGAIN_AFTER):
            cry(problems)
            self._cried = (problems, now)
        if not problems:
            self._cried = ([], 0.0)
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
