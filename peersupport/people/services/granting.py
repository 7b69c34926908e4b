"""Somebody let in for a while, with a reason and an end: by the person alone, or by two of the office."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import enter, record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import access
from peersupport.people.models import BlockedStaff, News, PersonGrant, SupportedPerson
from peersupport.people.relation_querysets import WAIT_DAYS

from .news import tell
from .scope import line, locked_person, require
from .supervision import ALONE_WAITS

NOT_AVAILABLE = gettext_lazy("This colleague is not available. Choose somebody else.")
MOST = timedelta(days=PersonGrant.MOST_DAYS)


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
    wait_days: int = WAIT_DAYS,
    by: User,
) -> PersonGrant:
    """Let one member of staff in until `ends_at`, at most 90 days. The person alone, or two of the office.

    It stands on the person's choice for `audience`: where they said no to it, text stays closed. What the office
    gives opens after `wait_days` in the person's news. Whoever runs the house alone needs no second one, but waits a
    day at least.
    """
    person = locked_for_a_grant(person, by=by)
    contents = sorted(set(contents))
    _check_hands(person, user=user, confirmed_by=confirmed_by, by=by)
    starts_at = _starts_at(wait_days, confirmed_by=confirmed_by, by=by)
    check_reach(user, audience, contents)
    check_end(starts_at, ends_at)
    sign_history(by=by)
    _check_not_given(person, user, audience)
    grant = PersonGrant(
        agency_id=person.agency_id, permission=access.permission_to_see(), user=user, content_object=person,
        audience=audience, contents=contents, reason=line(reason, field="reason", most=200, required=True),
        starts_at=starts_at, ends_at=ends_at, granted_by=by, confirmed_by=confirmed_by,
    )  # fmt: skip
    grant.save(force_insert=True)
    record("grant.given", target=grant, by=by, person_id=person.pk)
    tell([person.pk], News.Kind.LET_IN, about=user, opens_at=starts_at, by=by)
    _enter("grant.given", grant, by=by)
    return grant


@transaction.atomic
def revoke_grant(*, grant: PersonGrant, by: User) -> PersonGrant:
    """By the person, who walks with them, or the office; at once."""
    person = SupportedPerson.objects.changed_by(by).get(pk=grant.content_object_id)
    grant = PersonGrant.objects.select_for_update(no_key=True).get(pk=grant.pk, content_object=person)
    if grant.revoked_at is not None or grant.ends_at <= clock.now():
        raise WrongState(_("This has ended already."))
    grant.revoked_at = clock.now()
    sign_history(by=by)
    grant.save(update_fields=["revoked_at"])
    record("grant.revoked", target=grant, by=by, person_id=person.pk, fields=["revoked_at"])
    tell([person.pk], News.Kind.LET_OUT, about=grant.user, by=by)
    _enter("grant.revoked", grant, by=by)
    return grant


def end_of(day: date, *, person: SupportedPerson) -> datetime:
    """The moment after the last minute of a day, or the last one for which somebody may be let in."""
    today = person.program.today()
    if not today <= day <= today + MOST:
        raise DomainError(_("Choose an end within the next 90 days."), field="ends_at")
    after = datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(person.program.time_zone))
    return min(after, clock.now() + MOST)


def locked_for_a_grant(person: SupportedPerson, *, by: User) -> SupportedPerson:
    person = locked_person(person, by=by)
    if by.kind != User.Kind.PERSON:
        require(by, Permission.ARRANGE_PAIRINGS)
    return person


def check_reach(user: User, audience: str, contents: Iterable[str]) -> None:
    """As what they are here, or as somebody on call: a no to one kind of reader is not walked around by another."""
    if audience not in access.AUDIENCES or not contents or set(contents) - access.CONTENTS:
        raise DomainError(_("Choose what may be read."), field="contents")
    if audience not in access.audiences_of(user):
        raise DomainError(str(NOT_AVAILABLE), field="user")


def check_end(starts_at: datetime, ends_at: datetime) -> None:
    if not clock.now() < ends_at <= clock.now() + MOST:
        raise DomainError(_("Choose an end within the next 90 days."), field="ends_at")
    if ends_at <= starts_at:
        raise DomainError(_("This would end before it opens. Choose a later day."), field="ends_at")


def others_who_let_in(*, user: User, by: User) -> bool:
    """Whether anybody else in the office could agree. Who is kept away counts: else the answer would tell of it."""
    offices = Membership.objects.in_force(by.agency.today()).filter(
        agency_id=by.agency_id, role=Role.ADMIN, user__is_active=True
    )
    return offices.exclude(user__in=[by.pk, user.pk]).exists()


def check_colleague(person: SupportedPerson, user: User, *, by: User) -> None:
    """One sentence for every reason, so that a block does not show."""
    if user.pk == by.pk:
        raise NotAllowed(_("Nobody lets themselves in. Ask a colleague in the office."))
    if not _works_here_for(user, person):
        raise DomainError(str(NOT_AVAILABLE), field="user")


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


def _starts_at(wait_days: int, *, confirmed_by: User | None, by: User) -> datetime:
    """The person's own comes at once. Alone in the office, a day at least, so that they can read of it and say no."""
    now = clock.now()
    if by.kind == User.Kind.PERSON:
        return now
    wait = timedelta(days=wait_days)
    return now + (max(wait, ALONE_WAITS) if confirmed_by is None else wait)


def _check_not_given(person: SupportedPerson, user: User, audience: str) -> None:
    """One that ran out by itself is closed with its own end and stands in nobody's way."""
    given = PersonGrant.objects.filter(user=user, content_object=person, audience=audience, revoked_at=None)
    given.filter(ends_at__lte=clock.now()).update(revoked_at=F("ends_at"))
    if given.exists():
        raise WrongState(_("This is shared already. Take it back first to share it in another way."))


def _check_hands(person: SupportedPerson, *, user: User, confirmed_by: User | None, by: User) -> None:
    check_colleague(person, user, by=by)
    if by.kind == User.Kind.PERSON:
        return
    if confirmed_by is None and not others_who_let_in(user=user, by=by):
        return
    if confirmed_by is None or confirmed_by.pk in {by.pk, user.pk} or not _may_confirm(confirmed_by, person):
        raise NotAllowed(_("A second colleague has to agree to this."))


def _may_confirm(colleague: User, person: SupportedPerson) -> bool:
    """Somebody of the office today, whom the person doesn't keep away; never the person in their other life."""
    return Role.ADMIN in colleague.roles and _works_here_for(colleague, person)


def _works_here_for(user: User, person: SupportedPerson) -> bool:
    return (
        user.kind == User.Kind.STAFF
        and user.agency_id == person.agency_id
        and bool(user.roles)
        and person.also_staff_id != user.pk
        and not BlockedStaff.objects.filter(person=person, user=user).exists()
    )
