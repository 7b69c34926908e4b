"""What is kept to reach somebody goes with them."""

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.notifications.models import Route
from peersupport.people.models import SupportedPerson


@transaction.atomic
def forget_ways_of(*, of: User | SupportedPerson, by: User) -> None:
    """Numbers, addresses and words of their own are kept nowhere any more. For whoever left or is deleted."""
    for route in Route.objects.to(of).select_for_update(no_key=True).order_by("pk"):
        if not (route.address or route.sender or route.own_text):
            continue
        route.address = route.sender = route.own_text = route.address_index = ""
        route.state = Route.State.OFF
        route.save(update_fields=["address", "sender", "own_text", "address_index", "state"])
        record("route.removed", target=route, by=by, person_id=route.person_id, fields=["address"])
