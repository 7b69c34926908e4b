"""When somebody died. One service, so that nothing about them goes on anywhere."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import Pairing, PersonGrant, SupportedPerson

from .scope import locked_person


@transaction.atomic
def record_death(*, person: SupportedPerson, died_on: date, by: User) -> SupportedPerson:
    """Every pairing, offer, grant and sign-in of theirs ends. Told by who walked with them, or by the office."""
    person = locked_person(person, by=by)
    if by.kind == User.Kind.PERSON or not by.may(Permission.SEE_PEOPLE):
        raise NotAllowed(_("This is not yours to do here."))
    if died_on > person.program.today():
        raise DomainError(_("This day is still to come."), field="died_on")
    now = clock.now()
    person.died_on = died_on
    person.save(update_fields=["died_on"])
    Pairing.objects.filter(person=person, state__in=[Pairing.State.ACTIVE, Pairing.State.PAUSED]).update(
        state=Pairing.State.ENDED, ended_at=now, paused_at=None, end_reason=Pairing.End.DIED
    )
    Pairing.objects.filter(person=person, state=Pairing.State.OFFERED).update(state=Pairing.State.NOT_NOW)
    PersonGrant.objects.filter(content_object=person, revoked_at=None).update(revoked_at=now)
    if person.user_id is not None:
        User.objects.filter(pk=person.user_id).update(is_active=False)
    record("person.died", target=person, by=by, person_id=person.pk, fields=["died_on"])
    return person
