"""Which ways may be used at all: read again each time something is sent."""

from peersupport.notifications.kinds import Channel
from peersupport.notifications.models import Route


def may_be_used(route: Route) -> bool:
    """Of staff while they work here. Nothing goes to somebody who died, nor by a way they did not call safe."""
    person = route.person
    if person is None:
        return route.user is not None and route.user.is_active
    if person.died_on is not None or person.erased_at is not None:
        return False
    contact = person.contact
    if route.channel == Channel.SMS:
        return contact.may_text and (route.is_safe_on_shared_phone or not contact.phone_is_shared)
    return route.channel != Channel.EMAIL or contact.may_email
