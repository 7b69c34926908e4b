"""Taking an agreement along: no file leaves without a link in the ledger."""

from django.db import transaction

from consent.models import ConsentRecord
from peersupport.accounts.models import User
from peersupport.audit.services import enter, record
from peersupport.people.models import SupportedPerson


@transaction.atomic
def note_copy_taken(*, consent: ConsentRecord, as_what: str, by: User) -> None:
    """By the person, or who walks with them. Raises SupportedPerson.DoesNotExist for everybody else."""
    people = SupportedPerson.objects
    mine = people.filter(user=by) if by.kind == User.Kind.PERSON else people.talking_with(by)
    mine.get(pk=consent.person_id)
    record("agreement.taken", target=consent, by=by, person_id=consent.person_id, fields=[f"as:{as_what}"])
    enter("agreement.taken", target=consent, by=by, person_id=consent.person_id, payload={"as": as_what})
