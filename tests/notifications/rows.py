"""Messages for tests: one route and one message, as the services leave them."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Attempt, Message, Preference, Route
from peersupport.notifications.services import write_messages
from tests import factories

PHONE = "+15550123"


def way_to(user: User, channel: str = "sms", **values: Any) -> Route:
    from_user = {"agency_id": user.agency_id, "user": user}
    address = {"address": PHONE, "address_index": "x"} if channel == "sms" else {}
    return Route.objects.create(**{**from_user, "channel": channel, **address, **values})


def message(
    *, kind: str = Kind.CONCERN, channel: str = "sms", user: User | None = None, **route: Any
) -> Message:
    """One waiting message to somebody who wants this kind by that channel alone."""
    user = user or factories.make_user()
    for other in ("inbox", "email", "sms"):
        way = Route.objects.filter(user=user, channel=other).first() or way_to(
            user, other, **(route if other == channel else {})
        )
        wanted = {"agency_id": user.agency_id, "wanted": other == channel}
        Preference.objects.update_or_create(route=way, kind=kind, defaults=wanted)
    (row,) = write_messages(kind=Kind(kind), occasion=str(uuid.uuid4()), to=user)
    return Message.objects.get(pk=row.pk)


def tried(row: Message, outcome: str = "", *, number: int = 1, **values: Any) -> Attempt:
    """A try that somebody else made a minute ago, unless told otherwise."""
    values = {"created_at": clock.ago(minutes=1), **values}
    ended = {"finished_at": clock.now()} if outcome else {}
    return Attempt.objects.create(message=row, number=number, process="x", outcome=outcome, **ended, **values)


def make_due(row: Message) -> None:
    """As if the time until the next try were over."""
    Message.objects.filter(pk=row.pk).update(next_at=clock.now() - timedelta(seconds=1))


def state_of(row: Message) -> str:
    return str(Message.objects.get(pk=row.pk).state)
