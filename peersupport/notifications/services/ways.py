"""A way to somebody is closed when nothing arrives there or they said stop, and opened again when they say so."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Membership, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.errors import DomainError
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Message, Route, Stopped

from .outbox import write_messages


@transaction.atomic
def close_way(*, route: Route, state: str) -> None:
    """Nothing more is sent there. A way that does not work is told to the office, on their page; a STOP is not: it is
    theirs to say. No effect on one that is closed already."""
    if not Route.objects.in_use().filter(pk=route.pk).update(state=state):
        return
    route.state = state
    if state == Route.State.STOPPED and route.address_index:
        Stopped.objects.get_or_create(address_index=route.address_index)
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


def open_again(route: Route) -> None:
    """The address somebody signs in with, when they say that it works. A number is written once more instead."""
    if route.channel == Channel.EMAIL and route.state == Route.State.BOUNCED:
        route.state = Route.State.ON
        route.save(update_fields=["state"])
        record("route.opened", target=route, by=route.user)


def check_not_stopped(index: str, *, field: str) -> None:
    """Raises DomainError for a number that answered STOP, whoever gave it to us then or gives it now."""
    if index and Stopped.objects.filter(address_index=index).exists():
        raise DomainError(
            _("This number answered STOP. Reply START from it to get messages again."), field=field
        )


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
