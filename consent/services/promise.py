"""What the agency promises: a new version begun, and put in force."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent import starter
from consent.checks import PUBLISHERS, gaps, is_first, proposer_of, waits
from consent.comparison import Change, changes_between, class_of
from consent.models import (
    ConfidentialityPolicy,
    ConsentNow,
    ConsentRecord,
    PolicyAudience,
    PolicyLimit,
    PolicyTerms,
    PolicyText,
)
from consent.seals import seal_of_promise
from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import enter, record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News
from peersupport.people.services.news import tell

from .gate import lock_promise, refresh_gates

PEERS = {Role.PEER, Role.SENIOR_PEER_SUPERVISOR}
COPIED = (
    "consent_valid_days", "own_text_days", "reader_wait_days", "acknowledge_minutes", "answer_days",
    "ready_days", "note_delay_days", "repair_talk_days", "comment_days", "kept_for",
)  # fmt: skip
BEGINS_AT_MOST = timedelta(days=90)
NEWS_OF = {
    ConfidentialityPolicy.Change.NARROWER: News.Kind.PROMISE_LESS,
    ConfidentialityPolicy.Change.WORDING: News.Kind.PROMISE_SAID,
}


@transaction.atomic
def start_policy(*, agency: Agency, by: User) -> ConfidentialityPolicy:
    """A draft to adapt: a copy of the version in force, for a new house the starter texts in every shipped language.

    One draft at a time. Raises NotAllowed unless an admin of the agency starts it, WrongState while one is written.
    """
    require_office(by, agency)
    sign_history(by=by)
    lock_promise(agency.pk)
    versions = ConfidentialityPolicy.objects.filter(agency=agency)
    if versions.draft_of(agency.pk) is not None:
        raise WrongState(_("A new version is being written already. There is one at a time."))
    newest, current = versions.order_by("-version").first(), versions.published_for(agency)
    policy = ConfidentialityPolicy.objects.create(
        agency=agency,
        version=newest.version + 1 if newest else 1,
        written_by=by,
        **({name: getattr(current, name) for name in COPIED} if current else {}),
    )
    if current is not None:
        _copy(current, policy)
    else:
        _write_starter(policy)
    record("policy.started", target=policy, by=by)
    return policy


def require_office(by: User, agency: Agency) -> None:
    if by.agency_id != agency.pk or Role.ADMIN not in by.roles:
        raise NotAllowed(_("The office writes the policy."))


def _write_starter(policy: ConfidentialityPolicy) -> None:
    for language in starter.LANGUAGES:
        texts = starter.starter(language)
        common = {"agency_id": policy.agency_id, "policy": policy, "language": language}
        PolicyText.objects.bulk_create(
            PolicyText(page=page, title=title, body=body, **common)
            for page, (title, body) in texts.pages.items()
        )
        PolicyLimit.objects.bulk_create(PolicyLimit(**vars(limit), **common) for limit in texts.limits)
    common = {"agency_id": policy.agency_id, "policy": policy}
    PolicyTerms.objects.bulk_create(
        PolicyTerms(
            code=limit.code,
            order=limit.order,
            told=starter.TERMS[limit.code][0],
            talk_first=not limit.not_when,
            within=starter.TERMS[limit.code][1],
            **common,
        )
        for limit in starter.starter("en").limits
    )
    PolicyAudience.objects.bulk_create(
        PolicyAudience(audience=audience, content=content, rule=rule, **common)
        for (audience, content), rule in starter.AUDIENCES.items()
    )


def _copy(current: ConfidentialityPolicy, policy: ConfidentialityPolicy) -> None:
    """Every word, limit and rule of the version in force. Limits from before the studio get the starter's terms."""
    tables: list[tuple[Any, Any]] = [
        (PolicyText, current.texts.all()),
        (PolicyLimit, current.limits.all()),
        (PolicyTerms, current.terms.all()),
        (PolicyAudience, current.audiences.all()),
    ]
    for model, rows in tables:
        names = [
            field.name for field in model._meta.fields if field.name not in {"id", "created_at", "policy"}
        ]
        model._default_manager.bulk_create(
            model(policy=policy, **{name: getattr(row, name) for name in names}) for row in rows
        )
    known = set(policy.terms.values_list("order", flat=True))
    limits = {limit.order: limit for limit in policy.limits.all() if limit.order not in known}
    PolicyTerms.objects.bulk_create(
        PolicyTerms(
            agency_id=policy.agency_id,
            policy=policy,
            code=limit.code,
            order=order,
            told=starter.TERMS.get(limit.code, ([], 0))[0],
            within=starter.TERMS.get(limit.code, ([], 0))[1],
        )
        for order, limit in limits.items()
    )


@transaction.atomic
def publish_policy(
    *, policy: ConfidentialityPolicy, begins_on: date | None = None, by: User
) -> ConfidentialityPolicy:
    """Put a draft in force and retire the one before. Nobody's access widens: the gates take the more protective.

    begins_on: a later day, on the wall calendar of the house; then it stays a draft that nobody changes, and
    begin_policy() puts it in force. Never for one that shares less anywhere: that holds at once.

    A second person publishes what one proposed, after the days for comments, with every comment answered. A house
    that has nobody else waits a day longer; a first promise, to which nobody agreed yet, waits for nothing. Both are
    kept with the version. Raises NotAllowed unless an admin or senior peer supervisor of the agency publishes,
    WrongState if it is no draft any more or still waits for something, DomainError if something is missing or opens
    too much.
    """
    if policy.agency_id != by.agency_id or not set(PUBLISHERS) & by.roles:
        raise NotAllowed(_("The office or a senior peer supervisor publishes the policy."))
    sign_history(by=by)
    lock_promise(policy.agency_id)
    policy = ConfidentialityPolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    before = ConfidentialityPolicy.objects.published_for(policy.agency)
    _require_ready(policy, before, by)
    if begins_on is not None and begins_on > policy.agency.today():
        return _set_day(policy, before, begins_on, by)
    policy.begins_on = policy.begins_by = None
    return _put_in_force(policy, before, by)


@transaction.atomic
def begin_policy(*, policy_id: uuid.UUID) -> bool:
    """Put in force what was put in force for this day; whether it was. Run again it changes nothing.

    Everything is looked at once more. Where something is missing by now, or whoever set the day may no longer
    publish, the day is taken away and the version waits for somebody again.
    """
    agency_id = ConfidentialityPolicy.objects.values_list("agency_id", flat=True).get(pk=policy_id)
    lock_promise(agency_id)
    versions = ConfidentialityPolicy.objects.select_related("agency", "begins_by")
    policy = versions.select_for_update(of=("self",)).get(pk=policy_id)
    by = policy.begins_by
    if policy.state != policy.State.DRAFT or by is None or policy.begins_on > policy.agency.today():
        return False
    sign_history(by=by)
    before = ConfidentialityPolicy.objects.published_for(policy.agency)
    try:
        if not (by.is_active and set(PUBLISHERS) & by.roles):
            raise NotAllowed(_("The office or a senior peer supervisor publishes the policy."))
        _require_ready(policy, before, by)
    except DomainError:
        policy.begins_on = policy.begins_by = None
        policy.save(update_fields=["begins_on", "begins_by"])
        record("policy.not_begun", target=policy, by=None, fields=["begins_on"])
        return False
    _put_in_force(policy, before, by)
    return True


def _set_day(
    policy: ConfidentialityPolicy, before: ConfidentialityPolicy | None, begins_on: date, by: User
) -> ConfidentialityPolicy:
    if before is None:
        raise DomainError(
            _("The first promise holds from the minute you put it in force."), field="begins_on"
        )
    if Change.NARROWER in changes_between(before, policy):
        raise DomainError(_("Something less is shared by it. That never waits for a day."), field="begins_on")
    if begins_on > policy.agency.today() + BEGINS_AT_MOST:
        raise DomainError(_("Please choose a day within three months."), field="begins_on")
    policy.begins_on, policy.begins_by = begins_on, by
    policy.save(update_fields=["begins_on", "begins_by"])
    record("policy.day_set", target=policy, by=by, fields=["begins_on"])
    return policy


def _put_in_force(
    policy: ConfidentialityPolicy, before: ConfidentialityPolicy | None, by: User
) -> ConfidentialityPolicy:
    policy.change = class_of(before, policy)
    policy.published_alone = _alone(policy, by)
    policy.by_a_peer = bool(PEERS & (proposer_of(policy).roles | by.roles))
    if before is not None:
        before.state = before.State.RETIRED
        before.save(update_fields=["state"])
    policy.state, policy.valid_from, policy.published_by = policy.State.PUBLISHED, clock.now(), by
    policy.save(
        update_fields=[
            "state", "valid_from", "published_by", "change", "published_alone", "by_a_peer", "begins_on", "begins_by",
        ]
    )  # fmt: skip
    _bring_gates_up_to_date(policy, by)
    return policy


def _require_ready(policy: ConfidentialityPolicy, before: ConfidentialityPolicy | None, by: User) -> None:
    if policy.state != policy.State.DRAFT:
        raise WrongState(_("This version was published before."))
    if before is not None and before.version > policy.version:
        raise WrongState(_("A newer version is in force already. Please start from that one."))
    for words in gaps(policy):
        raise DomainError(words)
    for words in waits(policy, by):
        raise WrongState(words)
    if before is not None and policy.own_text_days > before.own_text_days:
        raise DomainError(own_text_grows())


def own_text_grows() -> str:
    return _(
        "More days for a peer's own notes would open by itself what is closed today. It can only become fewer."
    )


def _alone(policy: ConfidentialityPolicy, by: User) -> str:
    if by.pk != proposer_of(policy).pk:
        return ""
    alone = policy.Alone
    return str(alone.FIRST if is_first(policy) else alone.NOBODY_ELSE)


def _bring_gates_up_to_date(policy: ConfidentialityPolicy, by: User) -> None:
    people = list(
        ConsentRecord.objects.standing()
        .filter(agency_id=policy.agency_id, answer="yes")
        .values_list("person_id", flat=True)
    )
    # All of the house, also who signed nothing: fewer days for a peer's own text close those notes, too.
    ConsentNow.objects.locked(
        ConsentNow.objects.filter(agency_id=policy.agency_id).values_list("person", flat=True)
    )
    refresh_gates(people)
    record("policy.published", target=policy, by=by)
    tell(people, NEWS_OF.get(policy.Change(policy.change), News.Kind.PROMISE), by=by)
    enter(
        "policy.published",
        target=policy,
        by=by,
        payload={"version": policy.version, "promise": seal_of_promise(policy)},
    )
