"""The copy of an agreement for both: the words as they lay on the table, what was chosen, and how it was signed."""

from dataclasses import dataclass
from types import SimpleNamespace

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson

from .models import ConsentRecord
from .wording import PolicyWords, words_for
from .words_of_agreement import Agreement


@dataclass(frozen=True)
class Copy:
    """`said` holds every sealed field of the answer as plain text, "" where there is nothing."""

    person: SupportedPerson
    agreement: Agreement
    words: PolicyWords | None
    said: SimpleNamespace


def copy_of(person: SupportedPerson, agreement: Agreement, *, by: User) -> Copy:
    """For the person, or who walks with them; opening it leaves its trace. `agreement` has a consent."""
    consent = agreement.consent
    assert consent is not None
    own = by.kind == User.Kind.PERSON
    purpose = Purpose.OWN_RECORD if own else Purpose.OWN_WORK
    with reading(
        by=by, purpose=purpose, via="person" if own else Pairing.objects.way_of(by, person)
    ) as handle:
        said = handle.open(consent)
    return Copy(person, agreement, words_of(person, consent), said)


def words_of(person: SupportedPerson, consent: ConsentRecord) -> PolicyWords | None:
    """The texts of the version that was answered, in the language of the talk. None where no peer held it."""
    peer = PeerSpecialist.objects.filter(user=consent.held_by_id).select_related("user").first()
    if peer is None:
        return None
    return words_for(
        policy=consent.policy, person=person, peer=peer, language=consent.language, consent=consent
    )
