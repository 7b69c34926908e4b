"""Which ways may be used at all: what they said is safe, and who works here, read again each time something is sent."""

import uuid

from peersupport.notifications.kinds import Channel
from peersupport.notifications.models import Route
from peersupport.people.models import ContactDetails


def may_be_used(route: Route) -> bool:
    """Of staff while they work here, and on a device while nobody else uses their phone. Nothing goes to a person who
    died, nor by a way they did not call safe."""
    person = route.person
    if person is None:
        works_here = route.user is not None and route.user.is_active
        return works_here and (route.channel != Channel.PUSH or not shares_phone(route.user_id))
    if person.died_on is not None or person.erased_at is not None:
        return False
    contact = person.contact
    if route.channel == Channel.SMS:
        return contact.may_text and (route.is_safe_on_shared_phone or not contact.phone_is_shared)
    return route.channel != Channel.EMAIL or contact.may_email


def shares_phone(user_id: uuid.UUID | None) -> bool:
    """Whether somebody who works here and is supported here said that others use their phone, too."""
    return ContactDetails.objects.filter(person__user_id=user_id, phone_is_shared=True).exists()
