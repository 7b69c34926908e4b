"""Whose hand writes into a plan for hard times: the person's own, always; or a peer's who walks with them and may read
it, with a yes in force.

Order of locks as everywhere: pairing, then the person's gate, then the row.
"""

import uuid

from django.utils.translation import gettext as _

from consent.querysets import may_read
from consent.services import lock_gate
from peersupport.accounts.models import User
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.principal import acting_as
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson
from peersupport.safety.plan_rule import why_not


def lock_hand(*, person_id: uuid.UUID, by: User) -> SupportedPerson:
    """The person whose plan `by` may write now, their gate locked. Raises DoesNotExist out of scope, NotAllowed
    during a break, DomainError where a peer's words about them are not kept."""
    if by.kind == User.Kind.PERSON:
        mine = SupportedPerson.objects.changed_by(by).filter(died_on=None, erased_at=None)
        person: SupportedPerson = mine.select_related("program").get(pk=person_id)
        lock_gate(person.pk)
        return person
    pairing = Pairing.objects.locked_walk(by, person_id)
    if pairing.state == Pairing.State.PAUSED:
        raise NotAllowed(_("You two are taking a break. When it is over, you can write again."))
    gate = lock_gate(person_id)
    if BlockedStaff.objects.filter(person=person_id, user=by).exists():
        raise Pairing.DoesNotExist
    if sentence := why_not(gate, pairing.person.program):
        raise DomainError(sentence)
    with acting_as(by.pk):
        opens = may_read(person_id=person_id, content="plan")
    if not opens:
        raise Pairing.DoesNotExist
    walked: SupportedPerson = pairing.person
    return walked
