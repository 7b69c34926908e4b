"""What a person answers to the promise, and how they change their mind."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ChoiceTakenBack, ConfidentialityPolicy, ConsentChoice, ConsentNow, ConsentRecord
from consent.rule import Rule
from consent.seals import seal_of, seal_of_promise
from peersupport.accounts.models import User
from peersupport.audit.services import enter, record
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.core.fields import seal_all
from peersupport.people.models import News, SupportedPerson
from peersupport.people.services.news import tell
from peersupport.people.services.own_words import add_leave_out
from peersupport.people.services.scope import text

from .gate import lock_promise, refresh_gates
from .signing import Signed

Cell = tuple[str, str]

# What may be kept about the talk itself, beside the answer: letters at most.
AROUND = {"interpreter": 120, "present": 200, "questions": 2000, "say_back": 2000}


@transaction.atomic
def record_answer(
    *,
    person: SupportedPerson,
    answer: str,
    choices: Mapping[Cell, bool] | None = None,
    language: str,
    around: Mapping[str, str] | None = None,
    policy_read: uuid.UUID | None = None,
    key: uuid.UUID | None = None,
    by: User,
    **signed: str,
) -> ConsentRecord:
    """Seal what the person said to the policy in force: yes, not today or no, and each choice (missing = no).

    by: the paired peer who held the conversation, or the person's own account. Replaces the answer before, but for
    a "not today" while a yes holds. signed: how a yes was given, the fields of signing.Signed. around: words about
    the talk, by the names in AROUND, kept with a yes alone. policy_read: the version that lay on the table, where
    there was a page. key: the id of the record. Raises SupportedPerson.DoesNotExist out of scope, WrongState where
    no policy is published or another than that, DomainError for what Signed.require() misses.
    """
    lock_promise(by.agency_id)
    ConsentNow.objects.locked([person.pk])
    _require_conversation(person, by)
    person = SupportedPerson.objects.select_related("program", "agency").get(pk=person.pk)
    policy = _policy_on_the_table(person, policy_read)
    how = Signed(**signed)
    how.require(answer)
    consent = _seal(person, policy, answer=answer, language=language, by=by, **({"pk": key} if key else {}))
    if answer == ConsentRecord.Answer.YES:
        _keep_around(consent, how, around or {}, days=policy.consent_valid_days)
    rows = _choices_of(consent, policy, choices or {})
    seal_all(consent)
    consent.promise = seal_of_promise(policy, consent.language)
    consent.seal = seal_of(consent, rows)
    consent.save(force_insert=True)
    ConsentChoice.objects.bulk_create(rows)
    refresh_gates([person.pk])
    record("consent.answered", target=consent, by=by, person_id=person.pk, fields=["answer"])
    tell([person.pk], News.Kind.AGREED, about=by, by=by)
    _enter("consent.answered", consent, by=by)
    return consent


def _keep_around(consent: ConsentRecord, how: Signed, around: Mapping[str, str], *, days: int) -> None:
    """What only a yes leaves behind: until when, how it was given, and what was said about the talk."""
    consent.expires_at = consent.signed_at + timedelta(days=days)
    talk = {name: text(around.get(name, ""), field=name, most=most) for name, most in AROUND.items()}
    for name, words in {**how.stored(), **talk}.items():
        setattr(consent, name, words)


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
    """The next record of this person, not saved yet; the one before is replaced.

    But "not today" ends no yes that holds: it was no day to renew it, and it goes on until its own end.
    """
    now = clock.now()
    before = ConsentRecord.objects.filter(person=person).newest()
    holds = ConsentRecord.objects.in_force(now).filter(person=person).exists()
    if holds and said["answer"] == ConsentRecord.Answer.NOT_TODAY:
        said["superseded_at"] = now
    else:
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


def _choices_of(
    consent: ConsentRecord, policy: ConfidentialityPolicy, choices: Mapping[Cell, bool]
) -> list[ConsentChoice]:
    asked = policy.audiences.filter(rule=Rule.ASK).order_by("audience", "content")
    return [
        ConsentChoice(
            agency_id=consent.agency_id,
            consent=consent,
            audience=audience,
            content=content,
            allowed=consent.answer == "yes" and choices.get((audience, content), False),
        )
        for audience, content in asked.values_list("audience", "content")
    ]


def _enter(action: str, consent: ConsentRecord, *, by: User) -> None:
    """The answer itself stays out of the ledger: the seal covers it, and only who may read the record can open that."""
    enter(
        action,
        target=consent,
        by=by,
        person_id=consent.person_id,
        payload={"version": consent.version, "policy": str(consent.policy_id), "seal": consent.seal},
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
    _enter("consent.withdrawn", consent, by=by)


@transaction.atomic
def take_back_choice(*, person: SupportedPerson, audience: str, content: str, by: User) -> ChoiceTakenBack:
    """One yes is a no from the next request on; the rest of the agreement stays. Without a reason.

    by: as in withdraw_consent(). Raises SupportedPerson.DoesNotExist out of scope, WrongState where there is no
    such yes in force.
    """
    ConsentNow.objects.locked([person.pk])
    _require_conversation(person, by)
    chosen = ConsentChoice.objects.filter(
        consent__in=ConsentRecord.objects.in_force().filter(person=person),
        audience=audience,
        content=content,
        allowed=True,
    )
    choice = chosen.select_related("consent").first()
    cell = {"audience": audience, "content": content}
    if choice is None or choice.consent.taken_back.filter(**cell).exists():
        raise WrongState(_("This is a no already."))
    taken = ChoiceTakenBack.objects.create(agency_id=person.agency_id, consent=choice.consent, by=by, **cell)
    refresh_gates([person.pk])
    record("consent.choice_taken_back", target=taken, by=by, person_id=person.pk)
    tell([person.pk], News.Kind.ONE_BACK, about=by, by=by)
    _enter("consent.choice_taken_back", choice.consent, by=by)
    return taken
