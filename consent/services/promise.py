"""What the agency promises: versions of the policy, from the first draft to the one in force."""

from django.db import transaction
from django.utils.translation import gettext as _

from consent import starter
from consent.models import (
    ConfidentialityPolicy,
    ConsentNow,
    ConsentRecord,
    PolicyAudience,
    PolicyLimit,
    PolicyText,
)
from consent.rule import AT_MOST, MAY_BE_ASKED, Audience, Content, Rule
from consent.seals import seal_of_promise
from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import enter, record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News
from peersupport.people.services.news import tell

from .gate import lock_promise, refresh_gates


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
    lock_promise(policy.agency_id)
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
    enter(
        "policy.published",
        target=policy,
        by=by,
        payload={"version": policy.version, "promise": seal_of_promise(policy)},
    )
    return policy
