"""Writing a version: its pages, its limits, who may read what, and its days. Until it lies open for comment."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.checks import rules_too_wide
from consent.models import ConfidentialityPolicy, PolicyAudience, PolicyLimit, PolicyTerms, PolicyText
from consent.stamps import days_of, limit_of, page_of, readers_of, stamp
from consent.starter import LANGUAGES
from peersupport.accounts.models import User
from peersupport.audit.services import record, sign_history
from peersupport.core.errors import DomainError, WrongState

from .answers import Cell
from .gate import lock_promise
from .promise import own_text_grows, require_office

# Days and minutes → least and most.
DAYS = {
    "consent_valid_days": (30, 730),
    "own_text_days": (0, 365),
    "reader_wait_days": (1, 30),
    "acknowledge_minutes": (1, 240),
    "answer_days": (1, 60),
    "ready_days": (0, 7),
    "note_delay_days": (0, 7),
    "repair_talk_days": (1, 60),
    "comment_days": (1, 60),
}


class ChangedMeanwhile(WrongState):
    """Somebody saved another text since this page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody changed this since you opened the page. Their text stands below yours. "
                "Nothing of yours is lost: save again to keep yours."
            )
        )


@dataclass(frozen=True)
class LimitWords:
    """A limit in one language."""

    title: str
    plain_words: str
    who_is_told: str = ""
    what_we_do_first: str = ""
    not_when: str = ""
    counts: list[str] = field(default_factory=list)
    counts_not: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LimitTerms:
    """What a limit means in every language."""

    told: list[str]
    talk_first: bool
    within: int


@transaction.atomic
def write_page(
    *, policy: ConfidentialityPolicy, page: str, bodies: Mapping[str, str], seen: str | None = None, by: User
) -> None:
    """The words of one page, in each language given. Raises ChangedMeanwhile where `seen` is not what stands there."""
    policy = _being_written(policy.pk, by)
    _require_seen(seen, page_of(policy, page))
    for language, body in bodies.items():
        PolicyText.objects.update_or_create(
            policy=policy,
            language=language,
            page=page,
            defaults={"agency_id": policy.agency_id, "body": body},
            create_defaults={"agency_id": policy.agency_id, "title": "", "body": body},
        )
    record("policy.changed", target=policy, by=by, fields=[page])


@transaction.atomic
def add_limit(*, policy: ConfidentialityPolicy, code: str, by: User) -> int:
    """An empty limit after the last one; returns its number. Each kind once, but as many of the house's own as wanted.

    Raises DomainError for a kind that is there, or that nobody knows.
    """
    policy = _being_written(policy.pk, by)
    codes = dict(policy.terms.values_list("order", "code"))
    if code not in PolicyLimit.Code.values:
        raise DomainError(_("Please choose one."), field="code")
    if code != PolicyLimit.Code.OWN and code in codes.values():
        raise DomainError(_("This limit is there already. Each kind stands once."), field="code")
    order = max(codes, default=0) + 1
    common = {"agency_id": policy.agency_id, "policy": policy, "code": code, "order": order}
    PolicyLimit.objects.bulk_create(PolicyLimit(language=language, **common) for language in LANGUAGES)
    PolicyTerms.objects.create(**common)
    record("policy.changed", target=policy, by=by, fields=["limits"])
    return order


@transaction.atomic
def write_limit(
    *,
    policy: ConfidentialityPolicy,
    order: int,
    words: Mapping[str, LimitWords],
    terms: LimitTerms,
    seen: str | None = None,
    by: User,
) -> None:
    """One limit in each language given, and what it means. Raises DomainError where "not when" has no reason."""
    policy = _being_written(policy.pk, by)
    _require_seen(seen, limit_of(policy, order))
    if not terms.talk_first:
        for language, said in words.items():
            if not said.not_when.strip():
                raise DomainError(
                    _("Please say when we can't talk about it first, and why."), field=f"not_when_{language}"
                )
    for language, said in words.items():
        PolicyLimit.objects.filter(policy=policy, order=order, language=language).update(
            **{**vars(said), "not_when": "" if terms.talk_first else said.not_when}
        )
    PolicyTerms.objects.filter(policy=policy, order=order).update(**vars(terms))
    record("policy.changed", target=policy, by=by, fields=["limits"])


@transaction.atomic
def remove_limit(*, policy: ConfidentialityPolicy, order: int, by: User) -> None:
    """Take a limit out; those after it move up. Raises WrongState where there is none of that number."""
    policy = _being_written(policy.pk, by)
    gone, _rows = PolicyTerms.objects.filter(policy=policy, order=order).delete()
    if not gone:
        raise WrongState(_("This limit was taken out before."))
    PolicyLimit.objects.filter(policy=policy, order=order).delete()
    for later in _orders_after(policy, order):
        PolicyLimit.objects.filter(policy=policy, order=later).update(order=later - 1)
        PolicyTerms.objects.filter(policy=policy, order=later).update(order=later - 1)
    record("policy.changed", target=policy, by=by, fields=["limits"])


def _orders_after(policy: ConfidentialityPolicy, order: int) -> Iterable[int]:
    return list(policy.terms.filter(order__gt=order).order_by("order").values_list("order", flat=True))


@transaction.atomic
def set_readers(
    *,
    policy: ConfidentialityPolicy,
    rules: Mapping[Cell, int],
    kept_for: Iterable[str] | None = None,
    seen: str | None = None,
    by: User,
) -> None:
    """Who may read what; `kept_for`: who still reads what was set aside in a note that is also used for payment.

    Raises DomainError above what the house permits, or for a sixth question to the person.
    """
    policy = _being_written(policy.pk, by)
    _require_seen(seen, readers_of(policy))
    if kept_for is not None:
        policy.kept_for = sorted(set(kept_for))
        policy.save(update_fields=["kept_for"])
    stands = {(cell.audience, cell.content): cell for cell in policy.audiences.all()}
    for words in rules_too_wide({cell: row.rule for cell, row in stands.items()} | dict(rules)):
        raise DomainError(words)
    for cell, rule in rules.items():
        row = stands.get(cell) or PolicyAudience(
            agency_id=policy.agency_id, policy=policy, audience=cell[0], content=cell[1]
        )
        if row._state.adding or row.rule != rule:
            row.rule = rule
            row.save()
    record("policy.changed", target=policy, by=by, fields=["readers"])


@transaction.atomic
def set_days(
    *, policy: ConfidentialityPolicy, days: Mapping[str, int], seen: str | None = None, by: User
) -> None:
    """Days and minutes. Raises DomainError outside their limits, or where more of them would widen by itself."""
    policy = _being_written(policy.pk, by)
    _require_seen(seen, days_of(policy))
    current = ConfidentialityPolicy.objects.published_for(policy.agency)
    for name, number in days.items():
        least, most = DAYS[name]
        if not least <= number <= most:
            words = _("Please give a number from %(least)d to %(most)d.") % {"least": least, "most": most}
            raise DomainError(words, field=name)
        if name == "own_text_days" and current is not None and number > current.own_text_days:
            raise DomainError(own_text_grows(), field=name)
        setattr(policy, name, number)
    policy.save(update_fields=list(days))
    record("policy.changed", target=policy, by=by, fields=list(days))


def _being_written(pk: uuid.UUID, by: User) -> ConfidentialityPolicy:
    """The version under a lock, if it may still be changed."""
    lock_promise(by.agency_id)
    policy: ConfidentialityPolicy = ConfidentialityPolicy.objects.select_related("agency").get(
        pk=pk, agency_id=by.agency_id
    )
    require_office(by, policy.agency)
    if policy.state != policy.State.DRAFT:
        raise WrongState(_("A published version is not changed. Start a new one."))
    if policy.proposed_at is not None:
        raise WrongState(_("This version lies open for comment. Take it back first to change it."))
    sign_history(by=by)
    return policy


def _require_seen(seen: str | None, now: Any) -> None:
    if seen is not None and seen != stamp(now):
        raise ChangedMeanwhile
