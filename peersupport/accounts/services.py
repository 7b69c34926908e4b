from datetime import date
from zoneinfo import available_timezones

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.audit import services as audit
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState

from .models import Agency, Language, Membership, Program, User
from .roles import Role


@transaction.atomic
def create_agency(
    *,
    name: str,
    neutral_name: str,
    time_zone: str,
    languages: list[str],
    on_call_phone: str = "",
    quick_exit_url: str = "",
    brings_bills: bool = False,
    keeps_names: bool = True,
    by: User | None = None,
) -> Agency:
    _check_time_zone(time_zone)
    if not languages or set(languages) - set(Language.values):
        raise DomainError(_("Choose at least one language that we speak."), field="languages")
    agency = Agency(
        name=name,
        neutral_name=neutral_name,
        time_zone=time_zone,
        languages=languages,
        on_call_phone=on_call_phone,
        brings_bills=brings_bills,
        keeps_names=keeps_names,
    )
    if quick_exit_url:
        agency.quick_exit_url = quick_exit_url
    agency.save(force_insert=True)
    audit.record("agency.created", target=agency, by=by)
    return agency


@transaction.atomic
def create_program(
    *,
    agency: Agency,
    names: dict[str, str],
    level: str,
    time_zone: str,
    supervision_model: str,
    by: User | None,
) -> Program:
    _check_time_zone(time_zone)
    if not any(names.values()) or set(names) - set(Language.values):
        raise DomainError(_("Give the program a name."), field="names")
    program = Program.objects.create(
        agency=agency,
        names={language: name for language, name in names.items() if name},
        level=Program.Level(level),
        time_zone=time_zone,
        supervision_model=Program.SupervisionModel(supervision_model),
    )
    audit.record("program.created", target=program, by=by)
    return program


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
    by: User | None,
) -> User:
    """Without a password the account signs in by e-mail code or by the link that sets one."""
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
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
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
        _require_office(by)
    if by is not None and by.pk == user.pk:
        raise NotAllowed(_("Nobody gives themselves a role. Ask a colleague."))
    if (program and program.agency_id != user.agency_id) or (by and by.agency_id != user.agency_id):
        raise NotAllowed(_("This is another agency."))
    starts_on = starts_on or user.agency.today()
    if ends_on and ends_on < starts_on:
        raise DomainError(_("This ends before it starts."), field="ends_on")
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
    _require_office(by)
    membership = (
        Membership.objects.select_for_update()
        .select_related("user")
        .get(pk=membership.pk, agency_id=by.agency_id)
    )
    if membership.ended_at is not None:
        raise WrongState(_("This role has already ended."))
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    membership.user.__dict__.pop("roles", None)
    audit.record("role.ended", target=membership, by=by, fields=["ended_at"])
    return membership


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


def _require_office(by: User) -> None:
    if Role.ADMIN not in by.roles:
        raise NotAllowed(_("This is not yours to do here."))


def _check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise DomainError(
            _("We don't know this time zone. It looks like America/New_York."), field="time_zone"
        )
