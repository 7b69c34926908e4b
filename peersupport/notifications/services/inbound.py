"""What a gateway tells us: that a message arrived or did not, and what somebody answered. Each call counts once."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import transaction

from peersupport.core import clock
from peersupport.core.models import blind_index
from peersupport.notifications.models import Attempt, Message, Received, Route
from peersupport.notifications.words import help_words

from .ways import close_way, open_way

PHONE_INDEX = "notifications.route"
KEPT_FOR = timedelta(days=30)
ARRIVED = {"delivered", "read"}
LOST = {"undelivered", "failed"}
# Of the provider: no such phone, or it takes no messages. Everything else may be different tomorrow.
GONE_CODES = {"30003", "30004", "30005", "30006", "21211", "21214", "21217", "21612", "21614"}
STOPPED_CODES = {"21610"}
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
        message.delivered_at = clock.now()
        message.save(update_fields=["delivered_at"])
    elif told.code in STOPPED_CODES:
        close_way(route=message.route, state=Route.State.STOPPED)
    elif told.permanent or told.code in GONE_CODES:
        close_way(route=message.route, state=Route.State.BOUNCED)
    return True


@transaction.atomic
def note_reply(*, phone: str, text: str, reply_id: str) -> str:
    """STOP and START hold for every way to that number, whoever shares the phone. Returns what to answer, "" for
    nothing; what was written is not kept."""
    word = text.strip().strip(".!¡").strip().lower()
    kind = reply_kind(word)
    if not kind or not reply_id or not _is_new("reply", reply_id, kind):
        return ""
    routes = list(
        Route.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency")
        .filter(channel="sms", address_index=phone_index(phone))
        .order_by("pk")
    )
    for route in routes:
        if kind == "stop":
            close_way(route=route, state=Route.State.STOPPED)
        elif kind == "start":
            open_way(route=route)
    if kind != "help" or not routes:
        return ""
    return help_words(name=routes[0].agency.neutral_name, language=routes[0].language)


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
