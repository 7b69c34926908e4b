"""Something leaves the house: on the person's permission, by their own hand, or by a limit of what was promised."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from consent.models import Basis, ConfidentialityPolicy, Disclosure, PolicyLimit, Release, Way
from consent.outgoing import Draft, Item, compose
from consent.querysets import people_acted_for, people_opened_to, people_supervised_by
from consent.seals import seal_of_disclosure
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, enter, reading, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.fields import seal_all
from peersupport.people.models import News, Pairing, SupportedPerson
from peersupport.people.services.news import tell

from .gate import lock_gate, lock_promise
from .releases import opened_words, require_in_force

REASON_AT_LEAST = 20
# Under 42 CFR Part 2 only these limits have a ground in the rule, and a supervisor decides.
PART2_LIMITS = {PolicyLimit.Code.CHILD, PolicyLimit.Code.COURT, PolicyLimit.Code.MEDICAL}


# --- on a permission of the person ---


def preview_by_release(*, release: Release, items: Iterable[Item], by: User) -> Draft:
    """What would leave, exactly. Raises Release.DoesNotExist, WrongState, DomainError."""
    return _by_release(release, list(items), by)


@transaction.atomic
def record_disclosure(
    *, key: uuid.UUID, release: Release, items: Iterable[Item], looked_at: str, by: User
) -> Disclosure:
    """Freeze what goes out on this permission and write it into the ledger, or nothing of it.

    items: finished pieces that `by` may read. looked_at: fingerprint of the preview that the person saw.
    The same key twice makes one. Raises Release.DoesNotExist out of scope, WrongState for a permission that is over
    or a preview that is not what would leave now, DomainError for pieces that it does not cover.
    """
    people = people_opened_to(by).values("pk")
    lock_gate(Release.objects.values_list("person_id", flat=True).get(pk=release.pk, person__in=people))
    if (before := sent_before(key, by, release_id=release.pk)) is not None:
        return before
    draft = _by_release(release, list(items), by)
    require_looked_at(draft, looked_at)
    release = Release.objects.select_related("person").get(pk=release.pk)
    with reading(by=by, purpose=_purpose(by), via=_via(by, release.person)) as handle:
        words = opened_words(handle.open(release))
    return write(
        key, release.person, draft, basis=Basis.RELEASE, release=release, sent_by=release.sent_by,
        recipient=words["recipient"], purpose=words["purpose"], made_by=by, by=by,
    )  # fmt: skip


def _by_release(release: Release, items: list[Item], by: User) -> Draft:
    people = people_opened_to(by).values("pk")
    rows = Release.objects.select_related("program", "person__program", "person__agency")
    release = rows.get(pk=release.pk, person__in=people)
    require_in_force(release)
    person = release.person
    if person.program.part2 and not release.part2:
        raise WrongState(
            _(
                "This program has come under 42 CFR Part 2 since this permission was given. "
                "A new one is needed."
            )
        )
    require_something(items)
    if {item.kind for item in items} - set(release.kinds):
        raise DomainError(_("The permission does not speak of this kind of thing."), field="items")
    with reading(by=by, purpose=_purpose(by), via=_via(by, person)) as handle:
        words = opened_words(handle.open(release))
    return compose(
        house=person.agency.name, about=person.chosen_name, day=person.program.today(), basis=Basis.RELEASE,
        sent_by=release.sent_by, items=items, part2=release.part2, **words,
    )  # fmt: skip


# --- the person takes one thing along ---


def preview_own(*, person: SupportedPerson, items: Iterable[Item], recipient: str = "", by: User) -> Draft:
    """The page as it would be. By the person alone. Raises SupportedPerson.DoesNotExist, DomainError."""
    rows = SupportedPerson.objects.select_related("program", "agency")
    person = rows.get(pk=person.pk, user=by, died_on=None)
    items = list(items)
    require_something(items)
    return compose(
        house="", about=person.chosen_name, day=person.program.today(), basis=Basis.OWN, sent_by=Way.HAND,
        items=items, part2=person.program.part2, recipient=recipient, purpose="",
    )  # fmt: skip


@transaction.atomic
def take_along(
    *,
    key: uuid.UUID,
    person: SupportedPerson,
    items: Iterable[Item],
    recipient: str = "",
    looked_at: str,
    by: User,
) -> Disclosure:
    """The person takes something of their own out as a page. Nobody else can begin this."""
    lock_gate(SupportedPerson.objects.values_list("pk", flat=True).get(pk=person.pk, user=by))
    if (before := sent_before(key, by, person_id=person.pk)) is not None:
        return before
    draft = preview_own(person=person, items=items, recipient=recipient, by=by)
    require_looked_at(draft, looked_at)
    return write(
        key, person, draft, basis=Basis.OWN, sent_by=Way.HAND, recipient=recipient, made_by=by, by=by
    )


# --- by a limit of what was promised ---


def preview_by_limit(
    *,
    person: SupportedPerson,
    limit: str,
    recipient: str,
    purpose: str,
    sent_by: str,
    items: Iterable[Item],
    by: User,
) -> Draft:
    """What would leave by a limit of the policy in force. Raises SupportedPerson.DoesNotExist, DomainError."""
    person = limit_people(by).select_related("program", "agency").get(pk=person.pk)
    items = list(items)
    _require_limit(person, limit, by)
    require_addressed(recipient, purpose, sent_by)
    require_something(items)
    return compose(
        house=person.agency.name, about=person.chosen_name, day=person.program.today(), basis=Basis.LIMIT,
        sent_by=sent_by, items=items, part2=person.program.part2, recipient=recipient, purpose=purpose,
    )  # fmt: skip


@transaction.atomic
def record_limit_disclosure(
    *, key: uuid.UUID, person: SupportedPerson, limit: str, reason: str, looked_at: str, by: User, **said: Any
) -> Disclosure:
    """As little as the limit needs goes out at once: by who walks with the person, or who looks after that peer.

    reason: what happened, in at least 20 characters. said: recipient, purpose, sent_by, items.
    """
    lock_promise(by.agency_id)
    lock_gate(limit_people(by).values_list("pk", flat=True).get(pk=person.pk))
    if (before := sent_before(key, by, person_id=person.pk)) is not None:
        return before
    draft = preview_by_limit(person=person, limit=limit, by=by, **said)
    require_reason(reason)
    require_looked_at(draft, looked_at)
    policy = ConfidentialityPolicy.objects.published_for(by.agency)
    return write(
        key, person, draft, basis=Basis.LIMIT, policy=policy, limit=limit, reason=reason, made_by=by,
        recipient=said["recipient"], purpose=said["purpose"], sent_by=said["sent_by"], by=by,
    )  # fmt: skip


def limit_people(by: User) -> Any:
    """Those a member of staff may answer a limit for: whom they walk with, or whose peer they look after."""
    if by.kind == User.Kind.PERSON:
        return SupportedPerson.objects.none()
    return SupportedPerson.objects.filter(died_on=None).filter(
        pk__in=people_acted_for(by).values("pk")
    ) | SupportedPerson.objects.filter(died_on=None, pk__in=people_supervised_by(by).values("pk"))


def limits_open_to(person: SupportedPerson, by: User) -> list[str]:
    """Codes of the limits in the policy in force by which this reader may send something. person: with its program."""
    policy = ConfidentialityPolicy.objects.published_for(by.agency)
    if policy is None:
        return []
    there = set(policy.limits.values_list("code", flat=True))
    if person.program.part2:
        there &= PART2_LIMITS if people_supervised_by(by).filter(pk=person.pk).exists() else set()
    return [code for code in PolicyLimit.Code.values if code in there]


def _require_limit(person: SupportedPerson, limit: str, by: User) -> None:
    if limit in limits_open_to(person, by):
        return
    if person.program.part2:
        raise DomainError(
            _(
                "In this program the law has no such ground, or a supervisor has to decide. "
                "Please talk with the clinical supervisor first."
            ),
            field="limit",
        )
    raise DomainError(
        _("Our promise has no such limit. Please choose one of those that are there."), field="limit"
    )


# --- what every disclosure does ---


def require_something(items: list[Item]) -> None:
    if not items or not all(item.text.strip() for item in items):
        raise DomainError(
            _("There is nothing in it yet. Please choose or write at least one line."), field="items"
        )


def require_addressed(recipient: str, purpose: str, sent_by: str) -> None:
    if not recipient.strip():
        raise DomainError(_("Who is it for? Please name the person or the place."), field="recipient")
    if not purpose.strip():
        raise DomainError(_("What is it for? A few words are enough."), field="purpose")
    if sent_by not in Way.values or sent_by == Way.COPY:  # copied is only what a permission says so of
        raise DomainError(_("Please choose which way it goes."), field="sent_by")


def require_reason(reason: str) -> None:
    if len(reason.strip()) < REASON_AT_LEAST:
        raise DomainError(_("Please say in a sentence why: at least 20 characters."), field="reason")


def require_looked_at(draft: Draft, looked_at: str) -> None:
    if draft.fingerprint != looked_at:
        raise WrongState(
            _("What would go out is not what was looked at. Nothing went out. Please look at it once more.")
        )


def sent_before(key: uuid.UUID, by: User, **same: Any) -> Disclosure | None:
    """What this key stands for already. Raises WrongState where that is something else."""
    found: Disclosure | None = Disclosure.objects.filter(pk=key).first()
    if found is not None and (
        found.made_by_id != by.pk or any(getattr(found, name) != value for name, value in same.items())
    ):
        raise WrongState(_("This was sent before with something else in it. Please begin again."))
    return found


def write(key: uuid.UUID, person: SupportedPerson, draft: Draft, *, by: User, **said: Any) -> Disclosure:
    """The row, its seal, its news and its link. Last in the transaction of who calls it."""
    salt = get_random_string(32)
    disclosure = Disclosure(
        id=key, agency_id=person.agency_id, person=person, items=draft.traces(salt), text=draft.text, salt=salt,
        part2=draft.part2, notice=draft.notice, at=clock.now(), **said,
    )  # fmt: skip
    return keep(disclosure, by=by)


def keep(disclosure: Disclosure, *, by: User) -> Disclosure:
    person_id = disclosure.person_id
    seal_all(disclosure)
    disclosure.seal = seal_of_disclosure(disclosure)
    disclosure.save(force_insert=True)
    record(
        "disclosure.made", target=disclosure, by=by, person_id=person_id, fields=[f"basis:{disclosure.basis}"]
    )
    tell([person_id], News.Kind.WENT_OUT, about=disclosure.made_by, by=by)
    enter("disclosure.made", target=disclosure, by=by, person_id=person_id, payload=_payload(disclosure))
    return disclosure


def _payload(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "seal": disclosure.seal,
        "basis": disclosure.basis,
        "release": str(disclosure.release_id) if disclosure.release_id else None,
        "limit": disclosure.limit,
        "items": disclosure.items,
        "notice": disclosure.notice,
    }


def _purpose(by: User) -> Purpose:
    return Purpose.OWN_RECORD if by.kind == User.Kind.PERSON else Purpose.OWN_WORK


def _via(by: User, person: SupportedPerson) -> str:
    return "person" if by.kind == User.Kind.PERSON else Pairing.objects.way_of(by, person)


@transaction.atomic
def note_accounting_taken(*, person: SupportedPerson, as_what: str, by: User) -> None:
    """The person takes the list of what went out along: no file leaves without a link. By the person alone."""
    person = SupportedPerson.objects.get(pk=person.pk, user=by)
    record("accounting.taken", target=person, by=by, person_id=person.pk, fields=[f"as:{as_what}"])
    enter("accounting.taken", target=person, by=by, person_id=person.pk, payload={"as": as_what})
