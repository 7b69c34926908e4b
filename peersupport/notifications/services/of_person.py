"""How a person wants to be told of a meeting: by no way at all until they say so. What they said, nobody adds to."""

import re
from collections.abc import Collection
from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Language, User
from peersupport.audit.services import record
from peersupport.core.errors import DomainError
from peersupport.language.neutral import why_not_neutral
from peersupport.notifications.kinds import Before, Channel, Kind
from peersupport.notifications.models import Preference, Route
from peersupport.people.models import ContactDetails, SupportedPerson
from peersupport.people.services.scope import line, locked_person

from .choosing import PHONE
from .inbound import phone_index
from .ways import check_not_stopped

SENDER_AT_MOST, OWN_TEXT_AT_MOST = 30, 140
CHOSEN = ["address", "channel", "hours", "words"]


@transaction.atomic
def choose_no_way(*, person: SupportedPerson, by: User) -> None:
    """No messages. The address that was given for them is kept nowhere."""
    _end_ways(_held(person, by), by=by, but="")


@transaction.atomic
def choose_way(
    *,
    person: SupportedPerson,
    channel: str,
    address: str,
    before: Collection[str],
    sender: str = "",
    own_text: str = "",
    mine_from: time | None = None,
    mine_until: time | None = None,
    language: str = Language.EN,
    is_safe_on_shared_phone: bool = False,
    by: User,
) -> Route:
    """By the person, or by who may change how they are reached, with them beside.

    Raises DomainError at the field for a way they did not call safe, an address that is none, words that say too much.
    """
    person = _held(person, by)
    address = _address(person, channel, address, is_safe_on_shared_phone)
    sender = line(sender, field="sender", most=SENDER_AT_MOST)
    own_text = line(own_text, field="own_text", most=OWN_TEXT_AT_MOST)
    _require_neutral(person, sender=sender, own_text=own_text)
    if not before or not set(before) <= set(Before.values):
        raise DomainError(_("Please choose when."), field="before")
    _end_ways(person, by=by, but=channel)
    route = _way_at(person, channel, address)
    route.before, route.sender, route.own_text, route.language = list(before), sender, own_text, language
    route.quiet_from, route.quiet_until = mine_from, mine_until
    route.is_safe_on_shared_phone = is_safe_on_shared_phone
    route.save()
    wanted = {"agency_id": person.agency_id, "wanted": True}
    Preference.objects.update_or_create(route=route, kind=Kind.MEETING, defaults=wanted)
    record("route.chosen", target=route, by=by, person_id=person.pk, fields=CHOSEN)
    return route


def _way_at(person: SupportedPerson, channel: str, address: str) -> Route:
    """Their way by this channel, in use at this address, unsaved. Raises DomainError where STOP came from it."""
    route: Route = Route.objects.to(person).filter(channel=channel).first() or Route(
        person=person, channel=channel
    )
    index = phone_index(address) if channel == Channel.SMS else ""
    check_not_stopped(index, field="address")
    route.agency_id = person.agency_id
    route.address, route.address_index, route.state = address, index, Route.State.ON
    return route


def _held(person: SupportedPerson, by: User) -> SupportedPerson:
    return locked_person(person, by=by, within=SupportedPerson.objects.contacted_by(by))


def _end_ways(person: SupportedPerson, *, by: User, but: str) -> None:
    for route in Route.objects.to(person).exclude(channel=but).exclude(state=Route.State.OFF):
        route.address, route.address_index, route.state = "", "", Route.State.OFF
        route.save(update_fields=["address", "address_index", "state"])
        record("route.removed", target=route, by=by, person_id=person.pk, fields=["address"])


def _address(person: SupportedPerson, channel: str, address: str, is_safe: bool) -> str:
    contact = ContactDetails.objects.get(person=person)
    if channel == Channel.SMS:
        if not contact.may_text:
            raise DomainError(
                _("“It is safe to text me” is not ticked under how to reach you safely."), field="channel"
            )
        if contact.phone_is_shared and not is_safe:
            raise DomainError(
                _("Somebody else uses this phone too. Nothing is sent until you say that it is safe."),
                field="is_safe_on_shared_phone",
            )
        number = re.sub(r"[\s()./-]", "", address)
        if not PHONE.fullmatch(number):
            raise DomainError(
                _("Please write it with + and the country, like +1 202 555 0143."), field="address"
            )
        return number
    if channel != Channel.EMAIL or not contact.may_email:
        raise DomainError(
            _("“It is safe to send me e-mail” is not ticked under how to reach you safely."), field="channel"
        )
    try:
        validate_email(address)
    except ValidationError as error:
        raise DomainError(
            _("Please write the whole address, like name@example.org."), field="address"
        ) from error
    return address


def _require_neutral(person: SupportedPerson, **texts: str) -> None:
    names = [person.agency.name, *person.program.names.values()]
    for field, text in texts.items():
        if sentence := why_not_neutral(text, *names):
            raise DomainError(sentence, field=field)
