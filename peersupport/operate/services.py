import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from consent.services import start_policy
from peersupport.accounts import services as accounts
from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.clock_querysets import ahead, database_now
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.models import DataKey
from peersupport.core.wrapping import WrappingKey
from peersupport.operate.models import Alarm, Heartbeat
from peersupport.operate.querysets import wait_for_setup_turn
from peersupport.people.services import make_peer

FIRST_PROGRAM = {"en": "Walking together", "es": "Caminar en compañía"}
CODE_HOLDS_SECONDS = 24 * 60 * 60
OVER_AFTER = timedelta(seconds=60)  # what no watcher saw for so long is another occasion when it comes again
AGAIN_AFTER = timedelta(minutes=10)
CLAIM_HOLDS = timedelta(seconds=45)  # by then both ways have been tried
_signer = signing.TimestampSigner(salt="operate.first_run")


@transaction.atomic
def record_heartbeat(*, name: str) -> None:
    """Proof that background work is done, and what the clock shows there. Concerns no person: no audit row."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": database_now(), "ahead": ahead()})


@transaction.atomic
def claim_alarm(*, problems: list[str]) -> bool:
    """Whether it is the caller who calls somebody now: one watcher for all of them, and again after ten minutes.

    Whoever claims says alarm_was_heard() afterwards; without it the next watcher claims. No audit row: no person.
    """
    now = database_now()
    codes = sorted(problems)
    Alarm.objects.bulk_create([Alarm(code=code, seen_at=now) for code in codes], ignore_conflicts=True)
    rows = list(Alarm.objects.select_for_update().filter(code__in=codes).order_by("code"))
    for row in rows:
        if abs(now - row.seen_at) > OVER_AFTER:
            row.claimed_at = row.cried_at = None
        row.seen_at = now
    is_ours = any(_is_nobodys(row, now) for row in rows)
    if is_ours:
        for row in rows:
            row.claimed_at = now
    Alarm.objects.bulk_update(rows, ["seen_at", "claimed_at", "cried_at"])
    return is_ours


def _is_nobodys(row: Alarm, now: datetime) -> bool:
    """A moment that is still to come was written before the clock was set back: it counts as long ago."""
    lately = ((row.cried_at, AGAIN_AFTER), (row.claimed_at, CLAIM_HOLDS))
    return not any(at is not None and abs(now - at) <= limit for at, limit in lately)


@transaction.atomic
def alarm_was_heard(*, problems: list[str]) -> None:
    """Somebody was reached about these. Concerns no person, so it leaves no audit row."""
    Alarm.objects.filter(code__in=problems).update(cried_at=database_now())


@dataclass(frozen=True)
class SetupAnswers:
    """The five questions, and who answers them."""

    name: str
    neutral_name: str
    time_zone: str
    languages: list[str]
    keeps_names: bool
    brings_bills: bool
    on_call_phone: str
    admin_name: str
    admin_email: str


@transaction.atomic
def set_up_agency(*, answers: SetupAnswers, only_as_first: bool = False, by: User | None = None) -> User:
    """The agency, a first program, its first admin and a policy to adapt; returns the admin.

    The policy stays a draft: nothing is recorded about anybody before the admin has read and published it.
    Raises WrongState when `only_as_first` and somebody was faster, DomainError for a name already in use.
    """
    wait_for_setup_turn()
    if only_as_first and Agency.objects.exists():
        raise WrongState(_("This house is set up already. Please sign in."))
    if Agency.objects.filter(name__iexact=answers.name).exists():
        raise DomainError(_("An agency of this name is here already."), field="name")
    agency = accounts.create_agency(
        name=answers.name,
        neutral_name=answers.neutral_name,
        time_zone=answers.time_zone,
        languages=answers.languages,
        on_call_phone=answers.on_call_phone,
        brings_bills=answers.brings_bills,
        keeps_names=answers.keeps_names,
        by=by,
    )
    admin = accounts.create_user(
        agency=agency,
        email=answers.admin_email,
        name=answers.admin_name,
        language=answers.languages[0],
        by=by,
    )
    accounts.give_role(user=admin, role=Role.ADMIN, by=by)
    accounts.create_program(
        agency=agency,
        names={language: FIRST_PROGRAM[language] for language in answers.languages},
        level=_first_level(answers),
        time_zone=answers.time_zone,
        supervision_model=_supervision_model(answers),
        by=admin,
    )
    start_policy(agency=agency, by=admin)
    return admin


@transaction.atomic
def add_member_of_staff(*, email: str, name: str, roles: list[str], language: str, by: User) -> User:
    """An account with its roles and, for a peer, their page. Raises NotAllowed unless `by` is of the office."""
    if Role.ADMIN not in by.roles:
        raise NotAllowed(_("The office adds colleagues."))
    user = accounts.create_user(agency=by.agency, email=email, name=name, language=language, by=by)
    for role in roles:
        accounts.give_role(user=user, role=role, by=by)
    if Role.PEER in roles:
        make_peer(user=user, languages=[language], by=by)
    return user


def _first_level(answers: SetupAnswers) -> str:
    """As little as the answers need; raising it later waits for a conversation with each person."""
    if not answers.keeps_names:
        return Program.Level.NONE
    return Program.Level.BILLABLE if answers.brings_bills else Program.Level.BRIEF


def _supervision_model(answers: SetupAnswers) -> str:
    """A house that counts people without names is led by peers, with somebody outside on call if there is one."""
    if answers.keeps_names or answers.brings_bills:
        return Program.SupervisionModel.HYBRID
    return Program.SupervisionModel.PEER_LED if answers.on_call_phone else Program.SupervisionModel.CIRCLE


def password_link(user: User) -> str:
    """Path of a page that sets this user's password. It works once, and for the days Django gives such links."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )


def first_run_code() -> str:
    """What the first-run page asks for, so that it is never open to the world."""
    return _signer.sign("welcome")


def is_first_run_code(code: str) -> bool:
    try:
        return _signer.unsign(code.strip(), max_age=CODE_HOLDS_SECONDS) == "welcome"
    except signing.BadSignature:
        return False


@transaction.atomic
def rewrap_some_keys(
    *, to: WrappingKey, to_id: str, limit: int, told: set[uuid.UUID], by: User | None
) -> int:
    """Wrap up to `limit` data keys by `to`; returns how many. What is sealed with them stays as it is.

    Safe while everything runs, and to break off: a key is wrapped by the old one or by the new one, never by none.
    One audit row for each agency and run: `told` holds the agencies that have theirs. Raises CannotOpen.
    """
    keys = DataKey.objects.rewrap_some(to=to, to_id=to_id, limit=limit)
    for agency in Agency.objects.filter(pk__in={key.agency_id for key in keys} - told):
        record("keys.rewrapped", target=agency, by=by)
        told.add(agency.pk)
    return len(keys)
