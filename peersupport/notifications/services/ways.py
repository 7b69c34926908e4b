"""A way to somebody is closed when nothing arrives there or they said stop, and opened again when they say so."""

import uuid

from django.db import transaction

from peersupport.accounts.models import Agency, Membership, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Route

from .outbox import write_messages


@transaction.atomic
def close_way(*, route: Route, state: str) -> None:
    """Nothing more is sent there. A way that does not work is told to the office, on their page; a STOP is not: it is
    theirs to say. No effect on one that is closed already."""
    if not Route.objects.in_use().filter(pk=route.pk).update(state=state):
        return
    route.state = state
    record(f"route.{state}", target=route, by=None, person_id=route.person_id)
    if state == Route.State.BOUNCED:
        _tell_office(
            Kind.WAY_LOST, occasion=f"{route.pk}:{uuid.uuid4()}", agency_id=route.agency_id, about=route.pk
        )


@transaction.atomic
def open_way(*, route: Route) -> None:
    """After a START. One that the office or a bounce closed stays closed."""
    if Route.objects.filter(pk=route.pk, state=Route.State.STOPPED).update(state=Route.State.ON):
        route.state = Route.State.ON
        record("route.started", target=route, by=None, person_id=route.person_id)


def tell_office_of(*, message: Message) -> None:
    """A message about somebody's safety that could not be sent."""
    _tell_office(Kind.NOT_SENT, occasion=str(message.pk), agency_id=message.agency_id, about=message.pk)


def _tell_office(kind: Kind, *, occasion: str, agency_id: uuid.UUID, about: uuid.UUID) -> None:
    for user in office_of(agency_id):
        write_messages(kind=kind, occasion=occasion, to=user, about=about)


def office_of(agency_id: uuid.UUID) -> list[User]:
    """Who works in the office today."""
    today = Agency.objects.get(pk=agency_id).today()
    holding = Membership.objects.in_force(today).filter(
        agency_id=agency_id, role=Role.ADMIN, user__is_active=True
    )
    return list(
        {membership.user_id: membership.user for membership in holding.select_related("user")}.values()
    )
