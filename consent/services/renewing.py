"""Still right? The same yes once more, by the person alone: nothing in it is wider than before."""

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy, ConsentRecord
from peersupport.accounts.models import User
from peersupport.core.errors import WrongState
from peersupport.people.models import SupportedPerson
from peersupport.people.services.scope import locked_person

from .answers import record_answer
from .gate import LEVELS

Policy = ConfidentialityPolicy
NOTHING_MORE = [Policy.Change.WORDING, Policy.Change.NARROWER]


def renewable(person: SupportedPerson) -> ConsentRecord | None:
    """The yes that can go on as it is: in force or run out, and nothing since then is wider.

    Neither a version that lets anybody know more, nor a program that keeps more than they agreed to.
    """
    consent: ConsentRecord | None = (
        ConsentRecord.objects.standing().filter(person=person, answer="yes").select_related("policy").first()
    )
    if consent is None or LEVELS.index(person.program.level) > LEVELS.index(consent.level):
        return None
    since = Policy.objects.filter(agency_id=person.agency_id, version__gt=consent.policy.version)
    more = since.exclude(state=Policy.State.DRAFT).exclude(change__in=NOTHING_MORE)
    return None if more.exists() else consent


@transaction.atomic
def renew_consent(*, person: SupportedPerson, signature: str, by: User) -> ConsentRecord:
    """The same answer, level and choices for another time, with the version published now. By the person alone.

    Raises SupportedPerson.DoesNotExist for anybody else, WrongState where there is nothing to renew or a version in
    between is wider: then the two talk first. DomainError without a name.
    """
    person = locked_person(person, by=by, within=SupportedPerson.objects.filter(user=by))
    consent = renewable(person)
    if consent is None:
        raise WrongState(_("There is nothing here to renew. If something is new, you two talk first."))
    choices = consent.choices.with_taken_back()  # type: ignore[attr-defined]
    return record_answer(
        person=person,
        answer="yes",
        choices={(one.audience, one.content): one.allowed and one.taken_back_at is None for one in choices},
        language=consent.language,
        way=ConsentRecord.Way.TYPED,
        signature=signature,
        by=by,
    )
