"""Exceptions from the standing relations: kept away by the person."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import AskedGrant, BlockedStaff, News, Pairing, SupportedPerson

from .news import tell
from .scope import locked_person
from .walk_states import move, rest, saved


@transaction.atomic
def block_staff(*, person: SupportedPerson, user: User, by: User) -> BlockedStaff:
    """From the next request on. No reason, no notice to the one kept away; done twice it is done once."""
    person = _for_the_persons_will(person, by=by)
    if user.kind != User.Kind.STAFF or user.agency_id != person.agency_id:
        raise DomainError(_("Choose somebody who works here."), field="user")
    block, is_new = BlockedStaff.objects.get_or_create(
        person=person, user=user, defaults={"agency_id": person.agency_id}
    )
    if is_new:
        record("staff.blocked", target=block, by=by, person_id=person.pk)
        tell([person.pk], News.Kind.KEPT_AWAY, about=user, by=by)
        _answer_open_question(person, user, by=by)
        asked = AskedGrant.objects.waiting().filter(Q(user=user) | Q(asked_by=user), person=person)
        asked.update(answered_at=clock.now(), answered_by=by)
    return block


def _answer_open_question(person: SupportedPerson, user: User, *, by: User) -> None:
    """An offer to the two reads like any "not now": a yes that is refused later would tell of the block."""
    offered = Pairing.objects.filter(person=person, peer__user=user, state=Pairing.State.OFFERED)
    locked = offered.select_for_update(of=("self",), no_key=True).select_related("person__program").first()
    if locked is not None:
        move(locked, Pairing.State.NOT_NOW)
        rest(locked)
        saved(locked, "pairing.declined", by=by)


@transaction.atomic
def unblock_staff(*, person: SupportedPerson, user: User, by: User) -> None:
    """By the person, or written down by who walks with them; never by the one who is let in again."""
    person = _for_the_persons_will(person, by=by)
    if user.pk == by.pk:
        raise NotAllowed(_("This is not yours to do here."))
    block = BlockedStaff.objects.select_for_update().filter(person=person, user=user).first()
    if block is None:
        raise WrongState(_("Nobody is kept away here any more."))
    record("staff.unblocked", target=block, by=by, person_id=person.pk)
    block.delete()
    tell([person.pk], News.Kind.COMES_BACK, about=user, by=by)


def _for_the_persons_will(person: SupportedPerson, *, by: User) -> SupportedPerson:
    person = locked_person(person, by=by)
    is_their_own = by.kind == User.Kind.PERSON
    walks = Role.PEER in by.roles and SupportedPerson.objects.paired_with(by).filter(pk=person.pk).exists()
    if not (is_their_own or walks):
        raise NotAllowed(_("%(name)s decides this.") % {"name": person.chosen_name})
    return person
