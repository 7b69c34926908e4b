"""What a gateway tells us: that a message arrived or did not, and what somebody answered. Each call counts once."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import transaction

from peersupport.core import clock
from peersupport.core.models import blind_index
from peersupport.notifications.channels.sms import NO_SUCH_PHONE_CODES, STOPPED_CODES
from peersupport.notifications.kinds import Lane
from peersupport.notifications.models import Attempt, Message, Received, Route, Stopped
from peersupport.notifications.words import help_words

from .ways import close_way, open_way, tell_office_of

PHONE_INDEX = "notifications.route"
KEPT_FOR = timedelta(days=30)
ARRIVED = {"delivered", "read"}
LOST = {"undelivered", "failed"}
STOP = {
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "alto",
    "parar",
    "pare",
    "cancelar",
    "basta",
}
START = {"start", "yes", "unstop", "empezar", "comenzar", "iniciar", "si", "sí"}
HELP = {"help", "info", "ayuda", "informacion", "información"}


@dataclass(frozen=True)
class Told:
    """A delivery status. provider_id names the message, as it was given when it was taken over."""

    provider_id: str
    status: str
    code: str = ""
    permanent: bool = False


def phone_index(phone: str) -> str:
    """By which routes to a number are found. Only its digits and a leading plus count."""
    kept = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return blind_index(kept, purpose=PHONE_INDEX)


@transaction.atomic
def note_status(*, told: Told) -> bool:
    """Whether it changed anything. What came before or twice does not: arrived is the last word."""
    if not told.provider_id or told.status not in ARRIVED | LOST:
        return False
    attempt = Attempt.objects.filter(provider_id=told.provider_id).order_by("-created_at").first()
    if attempt is None or not _is_new("status", told.provider_id, told.status):
        return False
    message = (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .select_related("route")
        .get(pk=attempt.message_id)
    )
    if message.delivered_at is not None:
        return False
    if told.status in ARRIVED:
        _arrived(message, attempt)
    else:
        _lost(message, told)
    return True


def _arrived(message: Message, attempt: Attempt) -> None:
    message.delivered_at = clock.now()
    if message.state == Message.State.DEAD and attempt.outcome == Attempt.Outcome.SENT:
        message.state, message.sent_at = Message.State.SENT, attempt.finished_at  # called lost before
    message.save(update_fields=["delivered_at", "state", "sent_at"])


def _lost(message: Message, told: Told) -> None:
    """What was called sent did not arrive: somebody has to know, and the way is closed where it leads nowhere."""
    if told.code in STOPPED_CODES:
        close_way(route=message.route, state=Route.State.STOPPED)
    elif told.permanent or told.code in NO_SUCH_PHONE_CODES:
        close_way(route=message.route, state=Route.State.BOUNCED)
    if message.state == Message.State.SENT and message.provider_id == told.provider_id:
        message.state, message.sent_at = Message.State.DEAD, None
        message.save(update_fields=["state", "sent_at"])
        if message.lane == Lane.CONCERN:
            tell_office_of(message=message)


@transaction.atomic
def note_reply(*, phone: str, text: str, reply_id: str) -> str:
    """STOP and START hold for every way to that number, whoever shares the phone, and for those it is given as later.

    Returns what to answer, "" for nothing; what was written is not kept.
    """
    word = text.strip().strip(".!¡").strip().lower()
    kind = reply_kind(word)
    if not kind or not reply_id or not _is_new("reply", reply_id, kind):
        return ""
    index = phone_index(phone)
    there = Route.objects.select_for_update(of=("self",), no_key=True).select_related("user")
    routes = list(there.filter(channel="sms", address_index=index).order_by("pk"))
    if kind == "stop":
        Stopped.objects.get_or_create(address_index=index)
    elif kind == "start":
        Stopped.objects.filter(address_index=index).delete()
    for route in routes:
        if kind == "stop":
            close_way(route=route, state=Route.State.STOPPED)
        elif kind == "start":
            open_way(route=route)
    return help_words(language=routes[0].spoken) if kind == "help" and routes else ""


def reply_kind(word: str) -> Literal["stop", "start", "help", ""]:
    if word in STOP:
        return "stop"
    if word in START:
        return "start"
    return "help" if word in HELP else ""


@transaction.atomic
def forget_received() -> None:
    Received.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()


def _is_new(*parts: str) -> bool:
    fingerprint = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    _row, made = Received.objects.get_or_create(fingerprint=fingerprint)
    return made
