"""Messages on a device: one way for each browser that somebody of the staff switched on. Theirs alone to say."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core.errors import DomainError
from peersupport.core.models import blind_index
from peersupport.notifications.channels import push
from peersupport.notifications.kinds import Channel
from peersupport.notifications.models import Preference, Route
from peersupport.notifications.permitted import shares_phone

from .choosing import new_way, send_try, works_here
from .outbox import ways_of

PURPOSE = "notifications.device"
MOST_DEVICES = 5


def device_index(endpoint: str) -> str:
    """By which the way to a browser is found."""
    return blind_index(endpoint, purpose=PURPOSE)


@transaction.atomic
def add_device(*, endpoint: str, browser_key: str, browser_secret: str, device: str, by: User) -> Route:
    """What a browser gave when it subscribed. The same one again is the same way, and it is on.

    A browser belongs to whoever said so last: others who used it hear nothing there any more. Raises DomainError for a
    service that is not allowed here, a phone that others use, one device too many.
    """
    ways_of(works_here(by))
    held, index = Route.objects.own_held(by), device_index(endpoint)
    known = next((one for one in held if one.address_index == index), None)
    others = [one for one in held if one.channel == Channel.PUSH and one != known]
    _require_possible(others, by)
    route = known or new_way(Channel.PUSH, like=next(one for one in held if one.channel == Channel.EMAIL))
    route.address, route.address_index = _address(endpoint, browser_key, browser_secret), index
    route.device, route.state = device, Route.State.ON
    for other in Route.objects.of_device(index).exclude(user=by):
        _switch_off(other, by=None)
    route.save()
    _like_the_others(route, others)
    for other in others:
        if other.state == Route.State.BOUNCED and other.device == device:
            _switch_off(other, by=by)  # the same browser, under the address it had before
    record("route.changed", target=route, by=by, fields=["address", "device"])
    return route


@transaction.atomic
def remove_device(*, route_id: uuid.UUID, by: User) -> None:
    """Nothing comes there any more, and its address is kept nowhere. Raises Route.DoesNotExist for one that is not
    theirs."""
    _switch_off(_own(route_id, by), by=by)


@transaction.atomic
def try_device(*, route_id: uuid.UUID, by: User) -> None:
    """A message that says it is a try. Raises Route.DoesNotExist for what is not theirs or not on."""
    route = _own(route_id, by)
    if route.state != Route.State.ON:
        raise Route.DoesNotExist
    send_try(route, by=by)


def _require_possible(others: list[Route], by: User) -> None:
    if not push.is_offered():
        raise DomainError(_("Messages on a device are not set up here."))
    if shares_phone(by.pk):
        raise DomainError(_("You told us that somebody else uses your phone too. Nothing is sent to it."))
    on = [one for one in others if one.state == Route.State.ON]
    if len(on) >= MOST_DEVICES:
        raise DomainError(
            _("%(count)s devices are switched on already. Please switch one off first.") % {"count": len(on)}
        )


def _address(endpoint: str, browser_key: str, browser_secret: str) -> str:
    if not push.is_allowed(endpoint):
        raise DomainError(
            _("This browser gets its messages by a service that is not used here. Another browser may work.")
        )
    try:
        return push.address_of(endpoint=endpoint, browser_key=browser_key, browser_secret=browser_secret)
    except ValueError as error:
        raise DomainError(_("This did not work in this browser. Please try again.")) from error


def _like_the_others(route: Route, others: list[Route]) -> None:
    """What they chose for devices holds for each of them; most of all for those that are in use."""
    ordered = sorted(others, key=lambda one: (one.state == Route.State.ON, one.created_at))
    for row in Preference.objects.filter(route=ordered[-1]) if ordered else ():
        chosen = {"agency_id": route.agency_id, "wanted": row.wanted}
        Preference.objects.update_or_create(route=route, kind=row.kind, defaults=chosen)


def _switch_off(route: Route, *, by: User | None) -> None:
    route.address, route.state = "", Route.State.OFF
    route.address_index = f"off:{route.pk.hex}"  # one way of a kind: several that are off have to differ
    route.save(update_fields=["address", "address_index", "state"])
    record("route.removed", target=route, by=by, fields=["address"])


def _own(route_id: uuid.UUID, by: User) -> Route:
    route: Route = (
        Route.objects.to(works_here(by))
        .select_for_update(no_key=True)
        .filter(channel=Channel.PUSH)
        .exclude(state=Route.State.OFF)
        .get(pk=route_id)
    )
    return route
