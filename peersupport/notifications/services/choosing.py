"""What a member of staff wants to hear of, by which way and when. Theirs alone to say."""

import re
import uuid
from collections.abc import Collection
from datetime import time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.notifications.channels import offered
from peersupport.notifications.kinds import ALL_STAFF, STAFF_WAYS, Channel, Kind, kinds_for
from peersupport.notifications.models import Message, Preference, Route

from .inbound import phone_index
from .outbox import row_for, ways_of
from .ways import check_not_stopped, open_again

PHONE = re.compile(r"\+[1-9][0-9]{7,14}")
# A page rings nobody: who is on call has to be reached by one of these.
OUTSIDE = (Channel.EMAIL, Channel.SMS)
TRIES_AN_HOUR = 3


@transaction.atomic
def choose_messages(
    *,
    wanted: Collection[tuple[str, str]],
    before: Collection[str],
    quiet_from: time | None,
    quiet_until: time | None,
    by: User,
) -> None:
    """`wanted`: each kind with each channel they want it by. What is not among them they don't want; a way that
    was not shown, closed or not set up here, keeps what was chosen for it. E-mail to which nothing arrived is tried
    again.

    Raises DomainError at "concern" when no way outside the page is left for somebody's safety.
    """
    ways_of(works_here(by))
    routes = [route for route in Route.objects.own_held(by) if route.is_shown and route.channel in offered()]
    rows = [
        Preference(
            agency_id=by.agency_id, route=route, kind=kind, wanted=(kind, Channel(route.channel)) in wanted
        )
        for route in routes
        for kind in kinds_for(by.roles)
    ]
    for route in routes:
        if any(row.wanted for row in rows if row.route == route):
            open_again(route)
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["route", "kind"], update_fields=["wanted"]
    )
    Route.objects.to(by).update(before=list(before), quiet_from=quiet_from, quiet_until=quiet_until)
    _require_reached(by)
    record("messages.chosen", target=by, by=by, fields=["kinds", "before", "quiet_hours"])


@transaction.atomic
def set_number(*, number: str, again: str, by: User) -> Route:
    """Their own mobile number, typed twice. Raises DomainError for what is no number, or one that answered STOP."""
    number, again = (re.sub(r"[\s()./-]", "", typed) for typed in (number, again))
    if not PHONE.fullmatch(number):
        raise DomainError(_("Please write it with + and the country, like +1 202 555 0143."), field="number")
    if number != again:
        raise DomainError(_("The two are not the same."), field="again")
    ways_of(works_here(by))
    held = {route.channel: route for route in Route.objects.own_held(by)}
    route = held.get(Channel.SMS) or new_way(Channel.SMS, like=held[Channel.EMAIL])
    index = phone_index(number)
    check_not_stopped(index, field="number")
    route.address, route.address_index, route.state = number, index, Route.State.ON
    route.save()
    record("route.changed", target=route, by=by, fields=["address"])
    return route


def new_way(channel: Channel, *, like: Route) -> Route:
    """An unsaved way with the hours and times they chose for the rest."""
    copied = ("agency_id", "user_id", "language", "quiet_from", "quiet_until", "before")
    return Route(channel=channel, **{name: getattr(like, name) for name in copied})


@transaction.atomic
def remove_number(*, by: User) -> None:
    """Nothing is sent to it any more, and it is kept nowhere. Raises DomainError where it was the last way for who is
    on call."""
    for route in Route.objects.own_held(works_here(by)):
        if route.channel == Channel.SMS:
            route.address, route.address_index, route.state = "", "", Route.State.OFF
            route.save(update_fields=["address", "address_index", "state"])
            record("route.removed", target=route, by=by, fields=["address"])
    _require_reached(by)


@transaction.atomic
def try_number(*, by: User) -> None:
    """A message to their own number that says it is a try. Raises DomainError without a number, or after a few."""
    route = next(
        (found for found in Route.objects.own_held(works_here(by)) if found.channel == Channel.SMS), None
    )
    if route is None or route.state != Route.State.ON:
        raise DomainError(_("There is no number to try."))
    send_try(route, by=by)


def send_try(route: Route, *, by: User) -> None:
    """A message by a way of theirs, which says that it is a try. Raises DomainError after a few."""
    lately = Message.objects.filter(
        route=route, kind=Kind.TRY, created_at__gt=clock.now() - timedelta(hours=1)
    )
    if lately.count() >= TRIES_AN_HOUR:
        raise DomainError(_("That was tried a few times already. Please wait an hour."))
    row_for(route, Kind.TRY, occasion=str(uuid.uuid4())).save(force_insert=True)
    record("route.tried", target=route, by=by)


def _require_reached(user: User) -> None:
    outside = set(OUTSIDE) & set(offered())
    routes = [route for route in Route.objects.to(user).in_use() if route.channel in outside]
    chosen = dict(
        Preference.objects.filter(route__in=routes, kind=Kind.CONCERN).values_list("route_id", "wanted")
    )
    if not any(chosen.get(route.pk, route.channel in STAFF_WAYS[Kind.CONCERN]) for route in routes):
        raise DomainError(
            _(
                "When you are on call, somebody's safety has to reach you. Please keep e-mail or text message."
            ),
            field=str(Kind.CONCERN),
        )


def works_here(by: User) -> User:
    if not by.roles & ALL_STAFF:
        raise NotAllowed(_("This is not yours to do here."))
    return by
