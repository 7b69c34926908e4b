"""Exceptions from the standing relations: kept away by the person, or let in for a while with a reason."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import enter, record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import access
from peersupport.people.models import BlockedStaff, News, Pairing, PersonGrant, SupportedPerson

from .news import tell
from .scope import line, locked_person, require
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


@transaction.atomic
def grant_access(
    *,
    person: SupportedPerson,
    user: User,
    audience: str,
    contents: Iterable[str],
    reason: str,
    ends_at: datetime,
    confirmed_by: User | None,
    by: User,
) -> PersonGrant:
    """Let one member of staff in until `ends_at`, at most 90 days. The person alone, or two of the office.

    It stands on the person's choice for `audience`: where they said no to it, text stays closed.
    """
    person = _for_a_grant(person, by=by)
    contents = sorted(set(contents))
    _check_hands(person, user=user, confirmed_by=confirmed_by, by=by)
    _check_reach(audience, contents, ends_at)
    _check_not_given(person, user, audience)
    grant = PersonGrant(
        agency_id=person.agency_id,
        permission=access.permission_to_see(),
        user=user,
        content_object=person,
        audience=audience,
        contents=contents,
        reason=line(reason, field="reason", most=200, required=True),
        starts_at=clock.now(),
        ends_at=ends_at,
        granted_by=by,
        confirmed_by=confirmed_by,
    )
    sign_history(by=by)
    grant.save(force_insert=True)
    record("grant.given", target=grant, by=by, person_id=person.pk)
    tell([person.pk], News.Kind.LET_IN, about=user, by=by)
    _enter("grant.given", grant, by=by)
    return grant


@transaction.atomic
def revoke_grant(*, grant: PersonGrant, by: User) -> PersonGrant:
    """By the person, who walks with them, or the office; at once."""
    person = SupportedPerson.objects.changed_by(by).get(pk=grant.content_object_id)
    grant = PersonGrant.objects.select_for_update(no_key=True).get(pk=grant.pk, content_object=person)
    if grant.revoked_at is not None:
        raise WrongState(_("This has ended already."))
    grant.revoked_at = clock.now()
    sign_history(by=by)
    grant.save(update_fields=["revoked_at"])
    record("grant.revoked", target=grant, by=by, person_id=person.pk, fields=["revoked_at"])
    tell([person.pk], News.Kind.LET_OUT, about=grant.user, by=by)
    _enter("grant.revoked", grant, by=by)
    return grant


def _enter(action: str, grant: PersonGrant, *, by: User) -> None:
    enter(
        action,
        target=grant,
        by=by,
        person_id=grant.content_object_id,
        payload={
            "user": str(grant.user_id),
            "audience": grant.audience,
            "contents": grant.contents,
            "ends_at": grant.ends_at.isoformat(),
            "confirmed_by": str(grant.confirmed_by_id or ""),
        },
    )


def _for_the_persons_will(person: SupportedPerson, *, by: User) -> SupportedPerson:
    person = locked_person(person, by=by)
    is_their_own = by.kind == User.Kind.PERSON
    walks = Role.PEER in by.roles and SupportedPerson.objects.paired_with(by).filter(pk=person.pk).exists()
    if not (is_their_own or walks):
        raise NotAllowed(_("%(name)s decides this.") % {"name": person.chosen_name})
    return person


def _for_a_grant(person: SupportedPerson, *, by: User) -> SupportedPerson:
    person = locked_person(person, by=by)
    if by.kind != User.Kind.PERSON:
        require(by, Permission.ARRANGE_PAIRINGS)
    return person


def _check_not_given(person: SupportedPerson, user: User, audience: str) -> None:
    given = PersonGrant.objects.filter(user=user, content_object=person, audience=audience, revoked_at=None)
    if given.exists():
        raise WrongState(_("This is shared already. Take it back first to share it in another way."))


def _check_reach(audience: str, contents: list[str], ends_at: datetime) -> None:
    if audience not in access.AUDIENCES or not contents or set(contents) - access.CONTENTS:
        raise DomainError(_("Choose what may be read."), field="contents")
    now = clock.now()
    if not now < ends_at <= now + timedelta(days=PersonGrant.MOST_DAYS):
        raise DomainError(_("Choose an end within the next 90 days."), field="ends_at")


def _check_hands(person: SupportedPerson, *, user: User, confirmed_by: User | None, by: User) -> None:
    unavailable = (
        user.kind != User.Kind.STAFF
        or user.agency_id != person.agency_id
        or not user.roles
        or person.also_staff_id == user.pk
        or BlockedStaff.objects.filter(person=person, user=user).exists()
    )
    if user.pk == by.pk:
        raise NotAllowed(_("Nobody lets themselves in. Ask a colleague in the office."))
    if unavailable:
        raise DomainError(_("This colleague is not available. Choose somebody else."), field="user")
    if by.kind == User.Kind.PERSON:
        return
    if confirmed_by is None or confirmed_by.pk in {by.pk, user.pk} or not _may_confirm(confirmed_by, person):
        raise NotAllowed(_("A second colleague has to agree to this."))


def _may_confirm(colleague: User, person: SupportedPerson) -> bool:
    """Somebody who works here today, whom the person doesn't keep away; never the person in their other life."""
    return (
        colleague.kind == User.Kind.STAFF
        and colleague.agency_id == person.agency_id
        and bool(colleague.roles)
        and colleague.pk != person.also_staff_id
        and not BlockedStaff.objects.filter(person=person, user=colleague).exists()
    )
