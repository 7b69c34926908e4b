"""Messages are rows, written in the transaction of what they tell about. Nothing leaves before it is committed."""

import uuid
from datetime import datetime

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.notifications.kinds import STAFF_WAYS, USUAL_BEFORE, Channel, Kind, lane_of
from peersupport.notifications.models import Message, Preference, Route
from peersupport.notifications.permitted import may_be_used
from peersupport.notifications.words import words_for_person, words_of
from peersupport.people.models import SupportedPerson

OWN_WAYS = (Channel.INBOX, Channel.EMAIL)  # what every member of staff has without giving an address


@transaction.atomic
def write_messages(
    *,
    kind: Kind,
    occasion: str,
    to: User | SupportedPerson,
    about: uuid.UUID | None = None,
    due_at: datetime | None = None,
    drop_at: datetime | None = None,
    before: str = "",
) -> list[Message]:
    """One row for each way by which they want to hear of this kind, in the caller's transaction.

    The same occasion again writes nothing new. due_at: the moment it may leave; at once without one. before: only by
    ways that are to tell of a meeting then. It keeps no audit row: the message is its own trace, and a concern is
    stored with nothing beside it.
    """
    messages = [
        row_for(route, kind, occasion=occasion, about=about, due_at=due_at, drop_at=drop_at)
        for route in _wanted(kind, to)
        if not before or before in times_of(route)
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    return messages


def times_of(route: Route) -> tuple[str, ...]:
    """When this way tells of a meeting."""
    return tuple(route.before) or (USUAL_BEFORE if route.user_id is not None else ())


def row_for(
    route: Route,
    kind: Kind,
    *,
    occasion: str,
    about: uuid.UUID | None = None,
    due_at: datetime | None = None,
    drop_at: datetime | None = None,
) -> Message:
    """The unsaved message of an occasion by one way."""
    if route.person_id is None:
        words = words_of(kind, agency=route.agency, language=route.spoken)
    else:
        words = words_for_person(name=route.agency.neutral_name, language=route.language)
    return Message(
        agency_id=route.agency_id,
        key=f"{kind}:{occasion}:{route.pk}",
        kind=kind,
        lane=lane_of(kind),
        route=route,
        about_id=about,
        subject=words.subject,
        text=words.text,
        next_at=due_at or clock.now(),
        drop_at=drop_at,
        **_at_once(route, due_at),
    )


def _at_once(route: Route, due_at: datetime | None) -> dict[str, object]:
    """What is read on a page has arrived when it is written."""
    if route.channel == Channel.INBOX and due_at is None:
        return {"state": Message.State.SENT, "sent_at": clock.now()}
    return {}


def _wanted(kind: Kind, to: User | SupportedPerson) -> list[Route]:
    routes = ways_of(to)
    chosen = dict(Preference.objects.filter(route__in=routes, kind=kind).values_list("route_id", "wanted"))
    usual = STAFF_WAYS.get(kind, ()) if isinstance(to, User) else ()
    return [route for route in routes if chosen.get(route.pk, route.channel in usual)]


def ways_of(to: User | SupportedPerson) -> list[Route]:
    """The ways to them that may be used today. Of staff those that need no address are made when first asked for."""
    routes = list(Route.objects.to(to).in_use().select_related("agency", "user", "person__contact"))
    if isinstance(to, User):
        routes += _own_ways(to)
    return [route for route in routes if may_be_used(route)]


def _own_ways(user: User) -> list[Route]:
    """The page "For you" and the address they sign in with: those of the two that were not there yet."""
    have = set(Route.objects.to(user).filter(channel__in=OWN_WAYS).values_list("channel", flat=True))
    if missing := [channel for channel in OWN_WAYS if channel not in have]:
        made = [
            Route(
                agency_id=user.agency_id,
                user=user,
                channel=channel,
                language=user.language,
            )
            for channel in missing
        ]
        Route.objects.bulk_create(made, ignore_conflicts=True)
        return list(
            Route.objects.to(user).in_use().filter(channel__in=missing).select_related("agency", "user")
        )
    return []
