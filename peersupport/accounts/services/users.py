"""Who signs in, with which roles, and how it looks for them."""

from datetime import date

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Language, Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.audit import services as audit
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState

from .scope import require_office


@transaction.atomic
def create_user(
    *,
    agency: Agency,
    email: str,
    name: str,
    kind: str = User.Kind.STAFF,
    password: str | None = None,
    language: str = Language.EN,
    is_demo: bool = False,
    is_verified: bool = True,
    by: User | None,
) -> User:
    """Without a password the account signs in by e-mail code or by the link that sets one.

    `is_verified`: whether somebody of the house vouches for the address; else the first sign-in asks for a code.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise DomainError(_("Somebody already signs in with this e-mail address."), field="email")
    user = User(
        agency=agency,
        email=email,
        name=name,
        kind=User.Kind(kind),
        language=Language(language),
        is_demo=is_demo,
    )
    user.set_password(password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=email, verified=is_verified, primary=True)
    audit.record("user.created", target=user, by=by)
    return user


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    program: Program | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None,
) -> Membership:
    """Nobody gives themselves a role; only the first admin of an agency gets one from nobody."""
    if user.kind == User.Kind.PERSON or role == Role.PERSON:
        raise DomainError(_("This account belongs to a person, not to staff."), field="role")
    if by is not None:
        require_office(by)
    if by is not None and by.pk == user.pk:
        raise NotAllowed(_("Nobody gives themselves a role. Ask a colleague."))
    if (program and program.agency_id != user.agency_id) or (by and by.agency_id != user.agency_id):
        raise NotAllowed(_("This is another agency."))
    starts_on = starts_on or user.agency.today()
    if ends_on and ends_on < starts_on:
        raise DomainError(_("This ends before it starts."), field="ends_on")
    audit.sign_history(by=by)
    membership = Membership.objects.create(
        agency_id=user.agency_id,
        user=user,
        role=Role(role),
        program=program,
        starts_on=starts_on,
        ends_on=ends_on,
        made_by=by,
    )
    user.__dict__.pop("roles", None)
    audit.record("role.given", target=membership, by=by)
    return membership


@transaction.atomic
def end_role(*, membership: Membership, by: User) -> Membership:
    """At once. The house is never left without an office: raises WrongState for the last one."""
    require_office(by)
    audit.sign_history(by=by)
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=membership.pk, agency_id=by.agency_id)
    )
    if membership.ended_at is not None:
        raise WrongState(_("This role has already ended."))
    if membership.role == Role.ADMIN:
        Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)  # two don't leave at the same time
        if only_admin(membership.user):
            raise WrongState(_("Somebody has to run the house. Give this role to a colleague first."))
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    membership.user.__dict__.pop("roles", None)
    audit.record("role.ended", target=membership, by=by, fields=["ended_at"])
    return membership


def only_admin(user: User) -> bool:
    """Whether nobody else runs this house today, whether or not they still do."""
    admins = (
        Membership.objects.in_force(user.agency.today())
        .filter(agency_id=user.agency_id, role=Role.ADMIN, user__is_active=True)
        .order_by("pk")
        .values_list("user", flat=True)
    )
    return set(admins) <= {user.pk}


@transaction.atomic
def stop_sign_in(*, user: User, by: User) -> User:
    """They work here no more: every sign-in of theirs ends at once, on every device. Their name stays."""
    user = _locked_staff(user, by=by)
    if not user.is_active:
        raise WrongState(_("%(name)s has left already.") % {"name": user.name})
    user.is_active = False
    user.set_unusable_password()  # sessions carry a print of the password: none of them holds any more
    user.save(update_fields=["is_active", "password"])
    _end_sessions(user)
    audit.record("user.left", target=user, by=by, fields=["is_active"])
    return user


@transaction.atomic
def close_account(*, user: User, name: str, by: User) -> User:
    """Somebody who was supported is deleted: nobody signs in here any more, and no address leads to them."""
    require_office(by)
    user = User.objects.select_for_update(of=("self",)).get(
        pk=user.pk, agency_id=by.agency_id, kind=User.Kind.PERSON
    )
    user.is_active, user.name, user.email = False, name, f"{user.pk}@deleted.invalid"
    user.set_unusable_password()
    user.save(update_fields=["is_active", "name", "email", "password"])
    EmailAddress.objects.filter(user=user).delete()
    _end_sessions(user)
    audit.record("user.closed", target=user, by=by, fields=["is_active", "name", "email"])
    return user


@transaction.atomic
def let_sign_in_again(*, user: User, by: User) -> User:
    """They may sign in again, by a code to their e-mail. The roles are given anew."""
    user = _locked_staff(user, by=by)
    if user.is_active:
        raise WrongState(_("%(name)s works here.") % {"name": user.name})
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("user.came_back", target=user, by=by, fields=["is_active"])
    return user


@transaction.atomic
def change_preferences(*, user: User, language: str, theme: str, show_quick_exit: bool, by: User) -> User:
    if user.pk != by.pk:
        raise NotAllowed(_("Only you choose how this looks for you."))
    stored = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    wanted = {
        "language": Language(language),
        "theme": User.Theme(theme),
        "show_quick_exit": show_quick_exit,
    }
    changed = [field for field, value in wanted.items() if getattr(stored, field) != value]
    for field in changed:
        setattr(stored, field, wanted[field])
        setattr(user, field, wanted[field])
    if changed:
        stored.save(update_fields=changed)
        audit.record("user.preferences_changed", target=stored, by=by, fields=changed)
    return stored


def _locked_staff(user: User, *, by: User) -> User:
    """A colleague of the same house, locked; never oneself. Raises DoesNotExist, NotAllowed."""
    require_office(by)
    if user.pk == by.pk:
        raise NotAllowed(_("Nobody does this to themselves. Ask a colleague in the office."))
    return User.objects.select_for_update(of=("self",)).get(
        pk=user.pk, agency_id=by.agency_id, kind=User.Kind.STAFF
    )


def _end_sessions(user: User) -> None:
    """Rows of web sessions name their user only inside; the keys of programs do outside."""
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=clock.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()
    token_model = getattr(settings, "KNOX_TOKEN_MODEL", "")
    if token_model:
        apps.get_model(token_model).objects.filter(user=user).delete()
