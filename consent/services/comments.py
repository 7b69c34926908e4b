"""Nothing about us without us: a version lies open, everybody it concerns may speak, and every comment is answered."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consent.checks import gaps
from consent.comparison import words_changed
from consent.models import ConfidentialityPolicy, PolicyComment
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News, SupportedPerson
from peersupport.people.services.news import tell

from .gate import lock_promise
from .promise import require_office


@transaction.atomic
def propose_policy(
    *, policy: ConfidentialityPolicy, words_allow_more: bool | None = None, by: User
) -> ConfidentialityPolicy:
    """Open a version for comment, for the days that the version in force promises. From now on its words stand still.

    words_allow_more: whether the changed words let anybody know more, where words changed. Raises DomainError where
    that is not said or something is missing, WrongState if it is open or published already.
    """
    sign_history(by=by)
    lock_promise(by.agency_id)
    policy = ConfidentialityPolicy.objects.select_related("agency").get(pk=policy.pk, agency_id=by.agency_id)
    require_office(by, policy.agency)
    if policy.state != policy.State.DRAFT or policy.proposed_at is not None:
        raise WrongState(_("This version lies open already."))
    for words in gaps(policy):
        raise DomainError(words)
    current = ConfidentialityPolicy.objects.published_for(policy.agency)
    if current is not None and words_allow_more is None and words_changed(current, policy):
        raise DomainError(_("Please say whether the changed words let anybody know more."), field="words")
    policy.proposed_at, policy.proposed_by = clock.now(), by
    policy.comments_until = policy.proposed_at + timedelta(days=(current or policy).comment_days)
    policy.words_allow_more = words_allow_more
    policy.save(update_fields=["proposed_at", "proposed_by", "comments_until", "words_allow_more"])
    record("policy.proposed", target=policy, by=by)
    people = SupportedPerson.objects.filter(agency_id=policy.agency_id, died_on=None)
    tell(people.values_list("pk", flat=True), News.Kind.PROPOSED, by=by)
    return policy


@transaction.atomic
def take_back_proposal(*, policy: ConfidentialityPolicy, by: User) -> None:
    """Write on: what was said stays and wants its answer. Opened again, the days begin anew.

    Raises NotAllowed unless an admin of the agency does it, WrongState where nothing lies open.
    """
    sign_history(by=by)
    lock_promise(by.agency_id)
    policy = ConfidentialityPolicy.objects.select_related("agency").get(pk=policy.pk, agency_id=by.agency_id)
    require_office(by, policy.agency)
    if policy.state != policy.State.DRAFT or policy.proposed_at is None:
        raise WrongState(_("This version is not open for comment."))
    policy.proposed_at = policy.proposed_by = policy.comments_until = policy.words_allow_more = None
    policy.begins_on = policy.begins_by = None
    policy.save(
        update_fields=[
            "proposed_at", "proposed_by", "comments_until", "words_allow_more", "begins_on", "begins_by",
        ]
    )  # fmt: skip
    record("policy.taken_back", target=policy, by=by)


@transaction.atomic
def say_about_policy(
    *, policy: ConfidentialityPolicy, text: str, for_a_person: bool = False, by: User
) -> PolicyComment:
    """A comment by a person, a peer or anybody else who works here; `for_a_person`: said aloud or on paper.

    Raises WrongState once the days are over, DomainError for an empty one.
    """
    policy = ConfidentialityPolicy.objects.select_for_update(of=("self",)).get(
        pk=policy.pk, agency_id=by.agency_id
    )
    if not is_open(policy):
        raise WrongState(_("The time for comments is over."))
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    person = SupportedPerson.objects.filter(user=by).first() if by.kind == User.Kind.PERSON else None
    on_paper = for_a_person and person is None
    comment = PolicyComment.objects.create(
        agency_id=policy.agency_id,
        policy=policy,
        voice=_voice(by, person is not None or on_paper),
        person=person,
        written_by=by,
        on_paper=on_paper,
        text=text.strip(),
    )
    record("policy.commented", target=comment, by=by)
    return comment


def is_open(policy: ConfidentialityPolicy) -> bool:
    """Whether somebody may say something about it now."""
    until = policy.comments_until
    return policy.state == policy.State.DRAFT and until is not None and until > clock.now()


def _voice(by: User, is_a_persons: bool) -> str:
    voices = PolicyComment.Voice
    if is_a_persons:
        return str(voices.PERSON)
    return str(voices.PEER if {Role.PEER, Role.SENIOR_PEER_SUPERVISOR} & by.roles else voices.STAFF)


@transaction.atomic
def answer_comment(*, comment: PolicyComment, answer: str, by: User) -> None:
    """What becomes of it, in a sentence for whoever said it. Can be written anew until the version is published.

    Raises NotAllowed unless an admin of the agency answers, DomainError for an empty answer, WrongState afterwards.
    """
    lock_promise(by.agency_id)
    comment = PolicyComment.objects.select_related("policy__agency").get(
        pk=comment.pk, agency_id=by.agency_id
    )
    if Role.ADMIN not in by.roles:
        raise NotAllowed(_("The office answers what was said."))
    if comment.policy.state != ConfidentialityPolicy.State.DRAFT:
        raise WrongState(_("This version was published before."))
    if not answer.strip():
        raise DomainError(_("Please write something here."), field="answer")
    comment.answer, comment.answered_at, comment.answered_by = answer.strip(), clock.now(), by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    record("policy.comment_answered", target=comment, by=by)
