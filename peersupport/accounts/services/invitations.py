"""A new colleague is asked to come in. Whoever asks gives roles to others, never to themselves."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from peersupport.accounts.invitations import hash_of, token_of
from peersupport.accounts.models import Language, Program, StaffInvitation, User
from peersupport.accounts.roles import Role
from peersupport.audit import services as audit
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState

from .scope import line, require_office
from .users import create_user, give_role

HOLDS = timedelta(days=7)


@transaction.atomic
def invite_staff(
    *,
    name: str,
    email: str = "",
    roles: Iterable[str],
    program: Program | None = None,
    language: str = Language.EN,
    site: str = "",
    key: uuid.UUID | None = None,
    by: User,
) -> StaffInvitation:
    """With an address a neutral message goes out, linking to `site`; there is always a page to print.

    The same key twice is once.
    """
    require_office(by)
    if program is not None and program.agency_id != by.agency_id:
        raise NotAllowed(_("This is another agency."))
    key = key or uuid.uuid4()
    before: StaffInvitation | None = StaffInvitation.objects.filter(pk=key, agency_id=by.agency_id).first()
    if before is not None:
        return before
    audit.sign_history(by=by)
    invitation: StaffInvitation = StaffInvitation.objects.create(
        id=key,
        agency_id=by.agency_id,
        name=line(name, field="name", most=120, required=True),
        email=_address(email),
        language=Language(language),
        roles=_roles(roles),
        program=program,
        token_hash=hash_of(token_of(key, 1)),
        site=site[:200],
        expires_at=clock.now() + HOLDS,
        made_by=by,
    )
    audit.record("invitation.made", target=invitation, by=by)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: StaffInvitation, site: str = "", by: User) -> StaffInvitation:
    """New words for another week; the ones before stop working."""
    invitation = _locked(invitation, by=by)
    invitation.issue += 1
    invitation.token_hash = hash_of(token_of(invitation.pk, invitation.issue))
    invitation.expires_at, invitation.mailed_at = clock.now() + HOLDS, None
    invitation.site = site[:200] or invitation.site
    invitation.save(update_fields=["issue", "token_hash", "expires_at", "mailed_at", "site"])
    audit.record("invitation.sent_again", target=invitation, by=by, fields=["issue", "expires_at"])
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: StaffInvitation, by: User) -> StaffInvitation:
    invitation = _locked(invitation, by=by)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("invitation.withdrawn", target=invitation, by=by, fields=["withdrawn_at"])
    return invitation


@transaction.atomic
def withdraw_invitations_of(*, user: User, by: User) -> int:
    """Whoever leaves leaves no door open behind them."""
    made = StaffInvitation.objects.unanswered().filter(made_by=user, agency_id=by.agency_id)
    for invitation in made:
        withdraw_invitation(invitation=invitation, by=by)
    return len(made)


@transaction.atomic
def accept_invitation(*, token: str, name: str, email: str, language: str, password: str = "") -> User:
    """The account, with the roles as the office gave them. Raises DoesNotExist for words that open nothing (any more).

    The address is proved by the code of the first sign-in, also when the invitation came by mail: it was printed, too.
    """
    invitation = (
        StaffInvitation.objects.waiting()
        .select_for_update(of=("self",))
        .select_related("made_by", "program", "agency")
        .get(token_hash=hash_of(token))
    )
    office = invitation.made_by
    if Role.ADMIN not in office.roles:
        raise StaffInvitation.DoesNotExist
    audit.sign_history(by=office)
    user = create_user(
        agency=invitation.agency,
        email=_address(email, required=True),
        name=line(name, field="name", most=120, required=True),
        password=password or None,
        language=language,
        is_demo=office.is_demo,
        is_verified=False,
        by=office,
    )
    for role in invitation.roles:
        give_role(user=user, role=role, program=_program_for(role, invitation.program), by=office)
    invitation.accepted_at, invitation.accepted_by = clock.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record("invitation.accepted", target=invitation, by=user, fields=["accepted_at"])
    return user


@transaction.atomic
def mail_invitation(*, invitation_id: uuid.UUID) -> None:
    """Send the message once. Safe to call any number of times; what could not be sent is tried again."""
    invitation = (
        StaffInvitation.objects.to_mail()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("agency")
        .filter(pk=invitation_id)
        .first()
    )
    if invitation is None:
        return
    invitation.mailed_at = clock.now()
    invitation.save(update_fields=["mailed_at"])
    audit.record("invitation.mailed", target=invitation, by=None, fields=["mailed_at"])
    token = token_of(invitation.pk, invitation.issue)
    context = {"agency_name": invitation.agency.neutral_name, "token": token, "site": invitation.site}
    with override(invitation.language):
        subject = render_to_string("accounts/email/invitation_subject.txt", context).strip()
        body = render_to_string("accounts/email/invitation_message.txt", context)
    send_mail(subject, body, None, [invitation.email])


def _locked(invitation: StaffInvitation, *, by: User) -> StaffInvitation:
    """An invitation of this house that nobody answered. Raises DoesNotExist, WrongState."""
    require_office(by)
    audit.sign_history(by=by)
    found: StaffInvitation = StaffInvitation.objects.select_for_update(no_key=True).get(
        pk=invitation.pk, agency_id=by.agency_id
    )
    if found.accepted_at is not None:
        raise WrongState(_("%(name)s has come in already.") % {"name": found.name})
    if found.withdrawn_at is not None:
        raise WrongState(_("This invitation was taken back already."))
    return found


def _roles(roles: Iterable[str]) -> list[str]:
    wanted = [Role(role) for role in dict.fromkeys(roles)]
    if not wanted or Role.PERSON in wanted:
        raise DomainError(_("Choose at least one task."), field="roles")
    return [str(role) for role in wanted]


def _program_for(role: str, program: Program | None) -> Program | None:
    """The office and the supervisors work for the whole house."""
    return program if role == Role.PEER else None


def _address(email: str, *, required: bool = False) -> str:
    email = line(email, field="email", most=254, required=required).lower()
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise DomainError(
            _("This does not look like an e-mail address. One looks like name@example.org."), field="email"
        ) from error
    return email
