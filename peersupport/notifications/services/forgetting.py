"""What is kept to reach somebody goes with them."""

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.notifications.models import Message, Route
from peersupport.people.models import SupportedPerson


@transaction.atomic
def forget_ways_of(*, of: User | SupportedPerson, by: User) -> None:
    """For whoever left or is deleted: numbers, addresses and words of their own are kept nowhere any more.

    Of somebody who was supported here the words of every message go, too, and nothing goes out any more.
    """
    if isinstance(of, SupportedPerson):
        told = Message.objects.filter(route__in=Route.objects.to(of))
        told.update(subject=None, text=None)
        told.waiting().update(state=Message.State.DROPPED)
    for route in Route.objects.to(of).select_for_update(no_key=True).order_by("pk"):
        if not (route.address or route.sender or route.own_text):
            continue
        route.address = route.sender = route.own_text = None
        route.address_index = ""
        route.state = Route.State.OFF
        route.save(update_fields=["address", "sender", "own_text", "address_index", "state"])
        record("route.removed", target=route, by=by, person_id=route.person_id, fields=["address"])
