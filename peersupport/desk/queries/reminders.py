"""Agreements that may be talked over when two meet next, by name. What somebody answered or chose stands nowhere here.

Whoever said no, or not today, is not on the list until the rule of consent lets the question come up again, and then
looks like everybody else without an agreement.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consent.models import ConsentReminder
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.people.models import Pairing

from .pairings import in_reach
from .rows import Row

PAGE = 25
Kind = ConsentReminder.Kind


@dataclass(frozen=True)
class RemindersPage:
    rows: list[Row]
    before: uuid.UUID | None = None
    after: uuid.UUID | None = None


def reminders(user: User, *, kind: str = "", program: str = "") -> Any:
    """Open ones of people somebody walks with: without a meeting there is no talk."""
    walks = Pairing.objects.walking().filter(person=OuterRef("person"), state=Pairing.State.ACTIVE)
    found = ConsentReminder.objects.open().filter(Exists(walks), person__in=in_reach(user))
    if program:
        found = found.filter(person__program=program)
    return found.of_kind(kind) if kind else found


def reminders_page(
    found: Any, *, after: uuid.UUID | None = None, before: uuid.UUID | None = None
) -> RemindersPage:
    """One page by name. The places are ids of reminders: neither a name nor a day stands in an address."""
    edge = _edge(found, after or before)
    backwards = edge is not None and after is None
    listed = found.select_related("person__program", "consent").order_by("person__name_key", "person_id")
    if edge is not None:
        name, pk = edge
        way = "lt" if backwards else "gt"
        later = Q(**{f"person__name_key__{way}": name}) | Q(
            person__name_key=name, **{f"person_id__{way}": pk}
        )
        listed = listed.filter(later)
    rows = list((listed.reverse() if backwards else listed)[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    has_before, has_after = (has_more, True) if backwards else (edge is not None, has_more)
    return RemindersPage(
        rows=_rows(rows),
        before=rows[0].pk if rows and has_before else None,
        after=rows[-1].pk if rows and has_after else None,
    )


def _edge(found: Any, cursor: uuid.UUID | None) -> tuple[str, uuid.UUID] | None:
    if cursor is None:
        return None
    edge: tuple[str, uuid.UUID] | None = (
        found.filter(pk=cursor).values_list("person__name_key", "person_id").first()
    )
    return edge


def _rows(found: Iterable[ConsentReminder]) -> list[Row]:
    found = list(found)
    peers: dict[uuid.UUID, list[str]] = defaultdict(list)
    walking = Pairing.objects.walking().filter(
        person__in=[one.person_id for one in found], state=Pairing.State.ACTIVE
    )
    for person, name in walking.order_by("starts_on", "pk").values_list("person_id", F("peer__user__name")):
        peers[person].append(name)
    return [_row(one, peers[one.person_id]) for one in found]


def _row(one: ConsentReminder, peers: list[str]) -> Row:
    words = {"program": one.person.program.name, "names": ", ".join(peers)}
    tag, tone = _tag(one)
    return Row(
        title=one.person.chosen_name,
        text=_("%(program)s · walks with %(names)s") % words,
        tag=tag,
        tone=tone,
        url=reverse("home:person_page", args=[one.person_id]),
    )


def _tag(one: ConsentReminder) -> tuple[str, str]:
    """How it stands this minute: a row that time made something else waits for its next run only to be kept so."""
    if one.kind == Kind.MISSING or one.consent is None:
        return _("no agreement yet"), "wait"
    if one.kind == Kind.SUPERSEDED:
        return _("a new version to talk over"), "wait"
    day = {"day": date_format(one.consent.expires_at.astimezone(_zone(one)), "DATE_FORMAT")}  # type: ignore[union-attr]
    if one.consent.expires_at <= clock.now():  # type: ignore[operator]
        return _("ran out on %(day)s") % day, "look"
    return _("runs out on %(day)s") % day, "plain"


def _zone(one: ConsentReminder) -> ZoneInfo:
    return ZoneInfo(one.person.program.time_zone)
