"""Writing the agreement: publishing a promise, recording an answer, changing one's mind, and the gate that follows."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News, SupportedPerson
from peersupport.people.services.news import tell
from peersupport.people.services.own_words import add_leave_out

from . import starter
from .models import (
    ConfidentialityPolicy,
    ConsentChoice,
    ConsentNow,
    ConsentRecord,
    PolicyAudience,
    PolicyLimit,
    PolicyText,
)
from .rule import AT_MOST, MAY_BE_ASKED, Audience, Content, Rule

Cell = tuple[str, str]
LEVELS = [str(level) for level in Program.Level]


# --- The gate ------------------------------------------------------------------------------------------------------


def lock_gate(person_id: uuid.UUID) -> ConsentNow:
    """Lock the person's gate row as a statement of its own. Check what you need in the next statement.

    Call inside the transaction that saves or discloses; every narrowing waits for it, and it for them.
    """
    gate: ConsentNow = ConsentNow.objects.locked([person_id])[0]
    return gate


def consent_holds(gate: ConsentNow) -> bool:
    """Whether a yes is in force at this moment."""
    return gate.consent_id is not None and (gate.valid_until is None or gate.valid_until > clock.now())


def level_in_force(*, gate: ConsentNow, program: Program) -> str:
    """The lower of what the program keeps and what the person agreed to; without a yes only that you met.

    A program that raised its level waits for a new conversation; one that lowered it is obeyed at once.
    """
    agreed = gate.level if consent_holds(gate) else Program.Level.ATTENDANCE
    return min(agreed, program.level, key=LEVELS.index)


def refresh_gates(person_ids: Iterable[uuid.UUID]) -> None:
    """Recompute what the agreements of these people allow, in the caller's transaction."""
    ConsentNow.objects.refresh(person_ids)


def _lock_promise(agency_id: uuid.UUID) -> None:
    """Publishing and answering wait for each other, or an answer to the old version would keep its wider gate.

    Order of locks: person, agency, gate.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)


# --- The promise ---------------------------------------------------------------------------------------------------


@transaction.atomic
def start_policy(*, agency: Agency, by: User) -> ConfidentialityPolicy:
    """A draft with the starter texts in every shipped language, to adapt and publish."""
    sign_history(by=by)
    newest = ConfidentialityPolicy.objects.filter(agency=agency).order_by("-version").first()
    policy = ConfidentialityPolicy.objects.create(
        agency=agency, version=newest.version + 1 if newest else 1, written_by=by
    )
    for language in starter.LANGUAGES:
        _write_texts(policy, starter.starter(language))
    PolicyAudience.objects.bulk_create(
        PolicyAudience(agency=agency, policy=policy, audience=audience, content=content, rule=rule)
        for (audience, content), rule in starter.AUDIENCES.items()
    )
    record("policy.started", target=policy, by=by)
    return policy


def _write_texts(policy: ConfidentialityPolicy, texts: starter.StarterPolicy) -> None:
    common = {"agency_id": policy.agency_id, "policy": policy, "language": texts.language}
    PolicyText.objects.bulk_create(
        PolicyText(page=page, title=title, body=body, **common) for page, (title, body) in texts.pages.items()
    )
    PolicyLimit.objects.bulk_create(PolicyLimit(**vars(limit), **common) for limit in texts.limits)


@transaction.atomic
def publish_policy(*, policy: ConfidentialityPolicy, by: User) -> ConfidentialityPolicy:
    """Put a draft in force and retire the one before. Nobody's access widens: the gates take the more protective.

    Raises NotAllowed unless an admin or senior peer supervisor of the agency publishes, WrongState if it is
    no draft any more, DomainError if a rule opens more than the house permits.
    """
    if policy.agency_id != by.agency_id or not {Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR} & by.roles:
        raise NotAllowed(_("The office or a senior peer supervisor publishes the policy."))
    sign_history(by=by)
    _lock_promise(policy.agency_id)
    policy = ConfidentialityPolicy.objects.select_for_update().get(pk=policy.pk)
    if policy.state != policy.State.DRAFT:
        raise WrongState(_("This version was published before."))
    for cell in policy.audiences.all():
        if cell.rule > AT_MOST.get((Audience(cell.audience), Content(cell.content)), Rule.NEVER):
            raise DomainError(_("A policy can't open that much. The person chooses, or nobody may."))
        if cell.rule == Rule.ASK and (cell.audience, cell.content) not in MAY_BE_ASKED:
            raise DomainError(_("There is no question to ask the person about this. Say “never”."))
    ConfidentialityPolicy.objects.filter(agency_id=policy.agency_id, state="published").update(
        state="retired"
    )
    policy.state, policy.valid_from, policy.published_by = policy.State.PUBLISHED, clock.now(), by
    policy.save(update_fields=["state", "valid_from", "published_by"])
    people = list(
        ConsentRecord.objects.standing()
        .filter(agency_id=policy.agency_id, answer="yes")
        .values_list("person_id", flat=True)
    )
    ConsentNow.objects.locked(people)
    refresh_gates(people)
    record("policy.published", target=policy, by=by)
    tell(people, News.Kind.PROMISE, by=by)
    return policy


# --- The answer ----------------------------------------------------------------------------------------------------


@transaction.atomic
def record_answer(
    *,
    person: SupportedPerson,
    answer: str,
    choices: Mapping[Cell, bool] | None = None,
    language: str,
    way: str = "",
    signature: str = "",
    witness: str = "",
    policy_read: uuid.UUID | None = None,
    by: User,
) -> ConsentRecord:
    """Seal what the person said to the policy in force: yes, not today or no, and each choice (missing = no).

    by: the paired peer who held the conversation, or the person's own account. Replaces the answer before.
    policy_read: the version that lay on the table, where there was a page. Raises SupportedPerson.DoesNotExist
    out of scope, WrongState where no policy is published or another than that, DomainError for a yes without
    a signature or a spoken yes without a witness.
    """
    _lock_promise(by.agency_id)
    ConsentNow.objects.locked([person.pk])
    _require_conversation(person, by)
    person = SupportedPerson.objects.select_related("program", "agency").get(pk=person.pk)
    policy = _policy_on_the_table(person, policy_read)
    _require_signature(answer, way, signature, witness)
    consent = _seal(person, policy, answer=answer, language=language, by=by)
    if answer == ConsentRecord.Answer.YES:
        consent.way, consent.signature, consent.witness = way, signature, witness
        consent.expires_at = consent.signed_at + timedelta(days=policy.consent_valid_days)
    consent.save(force_insert=True)
    _write_choices(consent, policy, choices or {})
    refresh_gates([person.pk])
    record("consent.answered", target=consent, by=by, person_id=person.pk, fields=["answer"])
    tell([person.pk], News.Kind.AGREED, about=by, by=by)
    return consent


def _policy_on_the_table(person: SupportedPerson, policy_read: uuid.UUID | None) -> ConfidentialityPolicy:
    policy: ConfidentialityPolicy | None = ConfidentialityPolicy.objects.published_for(person.agency)
    if policy is None:
        raise WrongState(_("There is no confidentiality policy yet. The office has to publish one first."))
    if policy_read not in {None, policy.pk}:
        raise WrongState(
            _("There is a new version since you opened this page. Please read it together once more.")
        )
    return policy


def _seal(person: SupportedPerson, policy: ConfidentialityPolicy, **said: Any) -> ConsentRecord:
    """The next record of this person, not saved yet; the one before is replaced."""
    now = clock.now()
    before = ConsentRecord.objects.filter(person=person).newest()
    ConsentRecord.objects.standing().filter(person=person).update(superseded_at=now)
    return ConsentRecord(
        agency_id=person.agency_id,
        person=person,
        policy=policy,
        version=before.version + 1 if before else 1,
        level=person.program.level,
        held_by=said.pop("by"),
        signed_at=now,
        **said,
    )


def _require_conversation(person: SupportedPerson, by: User) -> None:
    """The person themselves, or a peer who walks with them now; to everybody else there is no such person."""
    if by.kind == User.Kind.PERSON:
        SupportedPerson.objects.get(pk=person.pk, user=by)
        return
    SupportedPerson.objects.talking_with(by).get(pk=person.pk)


def _require_signature(answer: str, way: str, signature: str, witness: str) -> None:
    if answer not in ConsentRecord.Answer.values:
        raise DomainError(_("Please choose one of the three answers."), field="answer")
    if answer != ConsentRecord.Answer.YES:
        return
    if way not in ConsentRecord.Way.values:
        raise DomainError(_("Please say how the yes was given."), field="way")
    if way == ConsentRecord.Way.SPOKEN:
        if not witness.strip():
            raise DomainError(_("A spoken yes needs the name of somebody who heard it."), field="witness")
    elif not signature.strip():
        raise DomainError(_("Please write the name here, as a signature."), field="signature")


def _write_choices(
    consent: ConsentRecord, policy: ConfidentialityPolicy, choices: Mapping[Cell, bool]
) -> None:
    asked = policy.audiences.filter(rule=Rule.ASK).values_list("audience", "content")
    ConsentChoice.objects.bulk_create(
        ConsentChoice(
            agency_id=consent.agency_id,
            consent=consent,
            audience=audience,
            content=content,
            allowed=consent.answer == "yes" and choices.get((audience, content), False),
        )
        for audience, content in asked
    )


@transaction.atomic
def hold_conversation(
    *, person: SupportedPerson, leave_out: Iterable[str] = (), by: User, **answer: Any
) -> ConsentRecord:
    """record_answer() with what the person never wants written, both or neither.

    The lines come first: they lock the person, and a block does so before it touches the gate.
    """
    for line in leave_out:
        add_leave_out(person=person, text=line, by=by)
    return record_answer(person=person, by=by, **answer)


@transaction.atomic
def withdraw_consent(*, person: SupportedPerson, by: User) -> None:
    """Take the yes back, without a reason. From the next request on nobody who lost it can open a word.

    by: the person's own account, or a peer who walks with them and writes down what they said.
    Raises SupportedPerson.DoesNotExist out of scope, WrongState where nothing is in force.
    """
    ConsentNow.objects.locked([person.pk])
    _require_conversation(person, by)
    consent = ConsentRecord.objects.standing().filter(person=person, answer="yes").first()
    if consent is None:
        raise WrongState(_("There is no agreement in force to take back."))
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    refresh_gates([person.pk])
    record("consent.withdrawn", target=consent, by=by, person_id=person.pk)
    tell([person.pk], News.Kind.TAKEN_BACK, about=by, by=by)
