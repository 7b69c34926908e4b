"""When somebody died. One service, so that nothing about them goes on anywhere."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import Pairing, PersonGrant, SupportedPerson

from .scope import locked_person
from .walk_states import clear_stamps, last_day

WALKING = {Pairing.State.ACTIVE, Pairing.State.PAUSED}


@transaction.atomic
def record_death(*, person: SupportedPerson, died_on: date, by: User) -> SupportedPerson:
    """Every pairing, wish, grant and sign-in of theirs ends. Told by who walked with them, or by the office.

    What was planned, their groups and series end in the same statement, by the database (sessions_app/sql).
    """
    person = locked_person(person, by=by)
    if by.kind == User.Kind.PERSON or not by.may(Permission.SEE_PEOPLE):
        raise NotAllowed(_("This is not yours to do here."))
    if died_on > person.program.today():
        raise DomainError(_("This day is still to come."), field="died_on")
    sign_history(by=by)
    close_pairings(person, Pairing.End.DIED)
    person.died_on = died_on
    person.save(update_fields=["died_on"])
    PersonGrant.objects.filter(content_object=person, revoked_at=None).update(revoked_at=clock.now())
    if person.user_id is not None:
        User.objects.filter(pk=person.user_id).update(is_active=False)
    record("person.died", target=person, by=by, person_id=person.pk, fields=["died_on"])
    return person


def close_pairings(person: SupportedPerson, why: str = Pairing.End.ERASED) -> None:
    """In the caller's transaction. A yes that is being said waits, or is seen here."""
    for pairing in _locked_pairings(person):
        _close(pairing, why)


def _locked_pairings(person: SupportedPerson) -> list[Pairing]:
    rows = Pairing.objects.select_for_update(of=("self",), no_key=True).select_related("person__program")
    return list(rows.filter(person=person).order_by("pk"))


def _close(pairing: Pairing, why: str) -> None:
    """A walk ends because they died or are deleted; a goodbye before stays one, and every open question is gone."""
    if pairing.state == Pairing.State.ENDED:
        pairing.back_asked_at = pairing.not_now_at = None
    elif pairing.state in WALKING:
        clear_stamps(pairing)
        pairing.state, pairing.end_reason = Pairing.State.ENDED, why
        pairing.ended_at = clock.now()
        pairing.walked_until = last_day(pairing)
    else:
        clear_stamps(pairing)
        pairing.state = Pairing.State.NOT_NOW
    pairing.save()
