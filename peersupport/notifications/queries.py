"""What the pages of messages show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import SupportedPerson

from .channels import offered
from .kinds import LEADS_TO, STAFF_WAYS, USUAL_BEFORE, Channel, Kind, kinds_for
from .models import Message, Preference, Route

MOST_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """A line of "For you": what it is, when it came, where it leads."""

    message: Message
    title: str
    at: datetime
    url: str

    @property
    def is_read(self) -> bool:
        return self.message.read_at is not None


def for_you(user: User) -> list[Line]:
    rows = Message.objects.for_page(user).defer("subject", "text")[:MOST_SHOWN]
    return [
        Line(
            row,
            str(Kind(row.kind).label),
            row.created_at,
            reverse(LEADS_TO.get(Kind(row.kind), "home:index")),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Gone:
    """One message as whoever it went to reads it: what it said, and what became of it."""

    message: Message
    what: str
    text: str


def went_to(somebody: User | SupportedPerson, *, by: User) -> list[Gone]:
    """The newest that left the house for them, opened. For nobody but themselves."""
    field = "person" if isinstance(somebody, SupportedPerson) else "user"
    rows = Message.objects.outside().filter(**{f"route__{field}": somebody}, agency_id=somebody.agency_id)
    rows = rows.select_related("route")[:MOST_SHOWN]
    via = "person" if field == "person" else "self"
    with reading(by=by, purpose=Purpose.OWN_RECORD, via=via) as opened:
        return [Gone(one.row, str(Kind(one.row.kind).label), one.text) for one in opened.open_all(rows)]


def choices_of(user: User) -> tuple[list[Kind], list[Channel], dict[str, Any]]:
    """The kinds somebody chooses about, the ways there are, and what they chose so far."""
    kinds = kinds_for(user.roles)
    routes = {route.channel: route for route in Route.objects.to(user).in_use()}
    there = {Channel.INBOX, Channel.EMAIL} | set(routes)
    ways = [channel for channel in offered() if channel in there]
    chosen = {
        (row.kind, row.route.channel): row.wanted
        for row in Preference.objects.filter(route__in=routes.values()).select_related("route")
    }
    initial: dict[str, Any] = {
        kind: [way for way in ways if chosen.get((kind, way), way in STAFF_WAYS[kind])] for kind in kinds
    }
    one = next(iter(routes.values()), None)
    initial["before"] = list(one.before) if one and one.before else list(USUAL_BEFORE)
    initial |= {name: getattr(one, name, None) for name in ("quiet_from", "quiet_until")}
    return kinds, ways, initial


def number_of(user: User) -> Route | None:
    """Their way for text messages, whatever its state; None where they gave no number."""
    return Route.objects.to(user).filter(channel=Channel.SMS).exclude(address_index="").first()


def has_lost_mail(user: User) -> bool:
    """Whether nothing arrived at the address they sign in with."""
    return Route.objects.to(user).filter(channel=Channel.EMAIL, state=Route.State.BOUNCED).exists()


def devices_of(user: User) -> list[Route]:
    """Every device they switched on and did not switch off, also those that nothing arrives at any more."""
    found = Route.objects.to(user).filter(channel=Channel.PUSH).exclude(state=Route.State.OFF)
    return list(found.defer("address", "sender", "own_text").order_by("created_at"))


def way_of_person(person: SupportedPerson, *, by: User, via: str) -> tuple[Route | None, dict[str, Any]]:
    """The way a person chose, whatever became of it, and what the form shows of it, opened with a trace.

    Where they chose none the form begins with the number they gave to be reached at, if they gave one.
    """
    route = Route.objects.to(person).exclude(state=Route.State.OFF).first()
    purpose = Purpose.OWN_RECORD if by.pk == person.user_id else Purpose.CONTACT
    with reading(by=by, purpose=purpose, via=via) as opened:
        contact = opened.open(person.contact)
        said = opened.open(route) if route is not None else None
    if route is None or said is None:
        return None, {"channel": "", "language": person.language or by.language, "address": contact.phone}
    plain = {
        name: getattr(route, name) for name in ("channel", "before", "language", "is_safe_on_shared_phone")
    }
    words = {name: getattr(said, name) for name in ("address", "sender", "own_text")}
    return route, plain | words | {"mine_from": route.quiet_from, "mine_until": route.quiet_until}
