"""The dead-man's switch: what is wrong, and a cry for help by another way than the one that is watched."""

import json
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta

import environ
import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q

from peersupport.core.clock_querysets import database_now
from peersupport.notifications.kinds import Lane
from peersupport.notifications.models import Message
from peersupport.operate.models import Heartbeat
from peersupport.safety.models import Concern

CONCERN_WAITS_TOO_LONG = timedelta(seconds=60)
LATE = {"worker": timedelta(seconds=30), "beat": timedelta(seconds=30), "watch": timedelta(seconds=30)}
CLOCK_IS_TOLD = timedelta(minutes=65)  # by the web processes once an hour, by the others every few seconds
SECONDS = 10

log = structlog.get_logger(__name__)


def problems_now() -> list[str]:
    """Codes of what somebody has to look at. Raises DatabaseError where even that can't be asked."""
    now = database_now()
    concerns = Message.objects.filter(lane=Lane.CONCERN)
    found = []
    # A machine whose clock is wrong writes another moment, also one that is still to come.
    waits = Q(created_at__lt=now - CONCERN_WAITS_TOO_LONG) | Q(created_at__gt=now + CONCERN_WAITS_TOO_LONG)
    if concerns.waiting().filter(waits).exists():
        found.append("a_concern_is_not_sent")
    if concerns.filter(state=Message.State.DEAD).exists():
        found.append("a_concern_could_not_be_sent")
    if Concern.objects.without_anybody().exists():
        found.append("nobody_has_a_concern")
    if Heartbeat.objects.far_from(now, within=CLOCK_IS_TOLD).exists():
        found.append("the_clocks_differ")
    return found + [f"{name}_is_silent" for name in ("worker", "beat") if is_late(name, now)]


def is_late(name: str, now: datetime) -> bool:
    """A sign from a time that is still to come is none: the database's clock was set back since."""
    at = Heartbeat.objects.last_of(name)
    return at is None or abs(now - at) > LATE[name]


def cry(problems: list[str]) -> bool:
    """By every other way that is set up; whether one of them heard it. It names codes and no person, and raises
    nothing. Where no way is set up the log is all there is."""
    ways: list[Callable[[list[str]], object]] = []
    ways += [_call] if settings.ALARM_URL else []
    ways += [_mail] if settings.ALARM_EMAIL_URL and settings.ALARM_EMAIL_TO else []
    log.error("the watcher needs somebody", code=",".join(problems), count=len(ways))
    heard = not ways
    for way in ways:
        try:
            way(problems)
        except Exception as error:
            log.error("a cry for help was not heard", error=type(error).__name__)
        else:
            heard = True
    return heard


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
