"""What left the house, as the office may read it: that it went, how, and with what words. Never whom people meet when.

A message to somebody supported has no name and no hour here, and one that says how a colleague works has none either
(docs/decisions/0037-what-a-week-says.md).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.notifications.kinds import OFFICE_READS, Kind
from peersupport.notifications.models import Attempt, Message
from peersupport.notifications.words import words_for_person

PAGE = 25
TO_PEOPLE = Q(route__person__isnull=False)
ABOUT = {
    "safety": Q(kind=Kind.CONCERN),
    "office": Q(kind__in=[Kind.WAY_LOST, Kind.NOT_SENT, Kind.OFF_ROLE, Kind.GAP]),
    "supervision": Q(kind__in=[Kind.SUPERVISION, Kind.DIGEST]),
    "reminder": ~TO_PEOPLE & ~Q(kind__in=OFFICE_READS),
    "people": TO_PEOPLE,
}
STATES = {
    "sent": Q(state="sent"),
    "waiting": Q(state="ready"),
    "not": ~Q(state__in=["sent", "ready"]),
}


@dataclass(frozen=True)
class SentLine:
    message: Message
    what: str
    who: str
    when: str


@dataclass(frozen=True)
class SentPage:
    lines: list[SentLine]
    older: str


@dataclass(frozen=True)
class OneSent:
    line: SentLine
    text: str
    is_own_words: bool = False  # of a person: they stand nowhere but on their own page
    tries: list[Attempt] = field(default_factory=list)


def sent_page(user: User, chosen: Mapping[str, str], *, day: date | None, before: str) -> SentPage:
    """A page of the list, narrowed to what was chosen; `before` is the id of the last line of the page above."""
    found = _of_house(user)
    if about := chosen.get("about"):
        found = found.filter(ABOUT[about])
    if state := chosen.get("state"):
        found = found.filter(STATES[state])
    if way := chosen.get("way"):
        found = found.filter(route__channel=way)
    if who := chosen.get("who"):
        found = found.filter(route__user=who, kind__in=OFFICE_READS)
    if day is not None:
        start = datetime.combine(day, time(), ZoneInfo(user.agency.time_zone))
        found = found.filter(created_at__gte=start, created_at__lt=start + timedelta(days=1))
    if edge := _edge(found, before):
        found = found.older_than(edge)
    rows = list(found[: PAGE + 1])
    older = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    return SentPage([_line(row, user) for row in rows[:PAGE]], older)


def colleagues(user: User) -> list[tuple[str, str]]:
    """(id, name) of everybody who works here or did."""
    rows = User.objects.filter(agency_id=user.agency_id, kind=User.Kind.STAFF).order_by("name", "pk")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def one_sent(user: User, pk: uuid.UUID) -> OneSent:
    """Its words as they went out. Raises Message.DoesNotExist."""
    message: Message = _of_house(user).get(pk=pk)
    line = _line(message, user)
    if message.route.person_id is not None:
        usual = words_for_person(name=user.agency.neutral_name, language=message.route.language)
        return OneSent(line, usual.text, is_own_words=True)
    with reading(by=user, purpose=Purpose.OTHER, via="admin") as opened:
        text = opened.open(message).text
    named = message.kind in OFFICE_READS
    return OneSent(line, text, tries=list(message.attempts.order_by("number")) if named else [])


def _of_house(user: User) -> Any:
    rows = Message.objects.outside().filter(agency_id=user.agency_id)
    return rows.select_related("route__user").defer("subject")


def _edge(found: Any, before: str) -> Message | None:
    try:
        pk = uuid.UUID(before)
    except ValueError:
        return None
    edge: Message | None = found.filter(pk=pk).first()
    return edge


def _line(message: Message, user: User) -> SentLine:
    at = message.created_at.astimezone(ZoneInfo(user.agency.time_zone))
    day = date_format(at, "DATE_FORMAT")
    if message.route.user is None:
        return SentLine(message, _("A message"), _("somebody supported here"), day)
    if message.kind not in OFFICE_READS:
        return SentLine(message, _("A reminder"), _("somebody who works here"), day)
    when = date_format(at, "DATETIME_FORMAT")
    return SentLine(message, str(Kind(message.kind).label), message.route.user.name, when)
