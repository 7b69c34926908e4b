"""The agreement after it was answered: one choice taken back, and what was answered before."""

from typing import Any

from consent.models import ChoiceTakenBack, ConsentRecord
from peersupport.audit.services import enter

TABLE = """
# --- one choice taken back: by the person, or by who walks with them and writes it down -------------------------------
consent:agreement_choice_take_back      POST  go/409 walking offered
my_record:agreement_choice              POST  go/409 person | 409 another
my_record:agreement_history             GET   200 people
"""
PAGES = {"person": ["my_record:agreement_history"], "new person": ["my_record:agreement_history"]}
ELSEWHERE = {"consent:agreement_choice_take_back", "my_record:agreement_choice"}
COUNTED = [("person", "GET", "my_record:agreement_history", 8)]
COPIED = {"a_choice_is_taken_back_once": ("consent_choicetakenback", "true", {})}
UNCHANGING = {"consent_choicetakenback", "audit_ledgerentry"}


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    cell = {"audience": "cover", "content": "narrative"}
    return {
        "consent:agreement_choice_take_back": {"pk": house.person.pk, **cell},
        "my_record:agreement_choice": cell,
    }


def scene(person: Any, peer: Any) -> None:
    enter("consent.answered", target=person, by=None)
    consent = ConsentRecord.objects.filter(person=person).order_by("version").last()
    if consent is not None:
        ChoiceTakenBack.objects.create(
            agency_id=person.agency_id, consent=consent, audience="cover", content="narrative", by=peer.user
        )
