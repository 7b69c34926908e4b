"""The office asks to let a colleague in for one person; another one of the office agrees. Until then nothing opens."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import AskedGrant, BlockedStaff, PersonGrant, SupportedPerson
from peersupport.people.relation_querysets import WAIT_DAYS

from .granting import (
    NOT_AVAILABLE,
    check_colleague,
    check_end,
    check_reach,
    end_of,
    grant_access,
    locked_for_a_grant,
    others_who_let_in,
)
from .scope import line, locked_person


@transaction.atomic
def ask_to_let_in(
    *,
    person: SupportedPerson,
    user: User,
    audience: str,
    contents: Iterable[str],
    reason: str,
    ends_on: date,
    wait_days: int = WAIT_DAYS,
    by: User,
) -> AskedGrant | PersonGrant:
    """The question to a second one of the office; the grant itself in a house that has nobody else.

    Nobody asks for themselves. Raises DomainError with one sentence for everybody who can't be let in for them now.
    """
    person = locked_for_a_grant(person, by=by)
    if by.kind == User.Kind.PERSON:
        raise NotAllowed(_("This is not yours to do here."))
    contents = sorted(set(contents))
    check_colleague(person, user, by=by)
    check_reach(user, audience, contents)
    if user.pk in not_available_for(person):
        raise DomainError(str(NOT_AVAILABLE), field="user")
    ends_at = end_of(ends_on, person=person)
    check_end(clock.now() + timedelta(days=wait_days), ends_at)
    if not others_who_let_in(user=user, by=by):
        return grant_access(
            person=person, user=user, audience=audience, contents=contents, reason=reason, wait_days=wait_days,
            ends_at=ends_at, confirmed_by=None, by=by,
        )  # fmt: skip
    asked = AskedGrant.objects.create(
        agency_id=person.agency_id, person=person, user=user, audience=audience, contents=contents,
        reason=line(reason, field="reason", most=200, required=True), ends_on=ends_on, asked_by=by,
    )  # fmt: skip
    record("grant.asked", target=asked, by=by, person_id=person.pk)
    return asked


@transaction.atomic
def confirm_let_in(*, asked: AskedGrant, wait_days: int = WAIT_DAYS, by: User) -> PersonGrant:
    """By another one of the office, who has no part in it. The person reads of it before it opens."""
    asked = _locked(asked, by=by)
    if Role.ADMIN not in by.roles or by.pk in {asked.asked_by_id, asked.user_id}:
        raise NotAllowed(_("You have a part in this. A colleague in the office confirms it."))
    if Role.ADMIN not in asked.asked_by.roles:
        raise WrongState(_("Who asked for this is not in the office any more. Please ask anew."))
    grant = grant_access(
        person=asked.person, user=asked.user, audience=asked.audience, contents=asked.contents,
        reason=asked.reason, ends_at=end_of(asked.ends_on, person=asked.person),
        confirmed_by=by, wait_days=wait_days, by=asked.asked_by,
    )  # fmt: skip
    _answer(asked, grant=grant, by=by)
    record("grant.confirmed", target=asked, by=by, person_id=asked.person_id, fields=["grant"])
    return grant


@transaction.atomic
def drop_let_in(*, asked: AskedGrant, by: User) -> AskedGrant:
    """Taken back, not agreed to, or not wanted by the person. No reason is asked; the question rests for a while."""
    asked = _locked(asked, by=by)
    _answer(asked, grant=None, by=by)
    record("grant.not_confirmed", target=asked, by=by, person_id=asked.person_id)
    return asked


def not_available_for(person: SupportedPerson) -> set[uuid.UUID]:
    """Whom the office can't let in for this person now. Several reasons, none of which is shown."""
    asked = AskedGrant.objects.filter(person=person)
    grants = PersonGrant.objects.filter(content_object=person)
    rows = [
        BlockedStaff.objects.filter(person=person),
        asked.waiting(),
        asked.answered_lately(),
        grants.not_over(),
        grants.ended_lately(),
    ]
    return {user for row in rows for user in row.order_by().values_list("user", flat=True)}


def _locked(asked: AskedGrant, *, by: User) -> AskedGrant:
    known = AskedGrant.objects.known_to(by).select_related("person").get(pk=asked.pk)
    person = locked_person(known.person, by=by)
    found: AskedGrant = (
        AskedGrant.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user", "asked_by")
        .get(pk=asked.pk)
    )
    found.person = person
    if found.answered_at is not None:
        raise WrongState(_("Somebody has answered this already."))
    return found


def _answer(asked: AskedGrant, *, grant: PersonGrant | None, by: User) -> None:
    asked.grant, asked.answered_at, asked.answered_by = grant, clock.now(), by
    asked.save(update_fields=["grant", "answered_at", "answered_by"])
