"""What the page of messages shows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.notifications.models import Message
from peersupport.operate.readiness import processes
from peersupport.people.models import SupportedPerson

MOST_SHOWN = 100


@dataclass(frozen=True)
class Listed:
    """One message as the office may see it. About which of a person's matters it was is theirs."""

    message: Message
    what: str
    who: str


@dataclass(frozen=True)
class MessagesPage:
    waiting: int
    oldest: datetime | None
    rows: list[Listed]
    more: int  # that are not shown
    silent: list[str]  # processes of which nothing was heard lately, in words


def messages_page(user: User) -> MessagesPage:
    ours = Message.objects.filter(agency_id=user.agency_id)
    depth: dict[str, Any] = ours.waiting().aggregate(count=Count("pk"), oldest=Min("created_at"))
    unsettled = ours.unsettled().select_related("route__user")
    # The concerns first; of each the newest.
    rows = list(unsettled.order_by("lane", "-created_at")[: MOST_SHOWN + 1])
    more = unsettled.count() - MOST_SHOWN if len(rows) > MOST_SHOWN else 0
    names = {"worker": _("the worker"), "beat": _("the clock of the workers"), "watch": _("the watcher")}
    silent = [names[name] for name, found in processes().items() if found["state"] == "late"]
    people = {row.route.person_id for row in rows} - {None}
    reached = SupportedPerson.objects.reached_by(user).filter(pk__in=people)
    known = dict(reached.values_list("pk", "chosen_name")) if people else {}
    listed = [_listed(row, known) for row in rows[:MOST_SHOWN]]
    return MessagesPage(depth["count"], depth["oldest"], listed, more, silent)


def _listed(message: Message, known: Mapping[uuid.UUID, str]) -> Listed:
    """known: the names of the people whom this reader reaches. Of whoever keeps them away they find no trace."""
    route = message.route
    if route.person_id is not None:
        return Listed(message, _("A message"), known.get(route.person_id, _("somebody")))
    return Listed(message, message.get_kind_display(), route.user.name if route.user else "")
