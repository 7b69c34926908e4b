"""The agreement after it was answered: one choice taken back, and what was answered before."""

from typing import Any

from consent.models import ChoiceTakenBack, ConfidentialityPolicy, ConsentRecord, ConversationDraft
from peersupport.audit.services import enter
from peersupport.core import clock
from peersupport.core.pdf import can_make_pdf

PDF, FILE = ("200", "200 person | 404 another") if can_make_pdf() else ("404", "404 people")
TABLE = f"""
# --- the conversation: by who walks with the person, page by page, and the copy for both ------------------------------
consent:conversation_step               GET   200 walking offered
consent:conversation_step               POST  go walking offered
consent:conversation_step@answer        GET   200 walking offered
consent:conversation_step@answer        POST  422 walking offered
consent:conversation_about              GET   200 walking offered
consent:conversation_paper              GET   200 walking offered
consent:conversation_again              POST  go walking offered
consent:agreement_copy                  GET   200 walking
consent:agreement_pdf                   POST  {PDF} walking
my_record:agreement_renew               GET   200/404 person | 404 another
my_record:agreement_renew               POST  422/404 person | 404 another
my_record:agreement_copy                GET   200 person | 404 another
my_record:agreement_pdf                 POST  {FILE}
# --- one choice taken back: by the person, or by who walks with them and writes it down -------------------------------
consent:agreement_choice_take_back      POST  go/409 walking offered
my_record:agreement_choice              POST  go/409 person | 409 another
my_record:agreement_history             GET   200 people
"""
FORMS = {"consent:conversation_step": {"language": "en"}}
PAGES = {
    "peer": [
        *(f"consent:conversation_step talk_{step}" for step in ("here", "promise", "choices", "answer")),
        "consent:conversation_about talk_limit",
        "consent:conversation_paper person",
        "consent:agreement_copy person",
    ],
    "person": ["my_record:agreement_history", "my_record:agreement_copy", "my_record:agreement_renew"],
    "new person": ["my_record:agreement_history"],
}
ELSEWHERE = {
    "consent:conversation", "consent:conversation_again", "consent:agreement_pdf", "my_record:agreement_pdf",
    "consent:agreement_choice_take_back", "my_record:agreement_choice",
}  # fmt: skip
COUNTED = [
    ("person", "GET", "my_record:agreement_history", 8),
    ("person", "GET", "my_record:agreement", 20),
    ("person", "GET", "my_record:keep_away", 11),
]
COPIED = {
    "one_talk_of_two": ("consent_conversationdraft", "true", {}),
    "a_choice_is_taken_back_once": ("consent_choicetakenback", "true", {}),
}
UNCHANGING = {"consent_choicetakenback", "audit_ledgerentry"}


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    cell = {"audience": "cover", "content": "narrative"}
    pk = house.person.pk
    return {
        "consent:conversation_step": {"pk": pk, "step": "here"},
        "consent:conversation_step@answer": {"pk": pk, "step": "answer"},
        "consent:conversation_about": {"pk": pk, "about": "limit-1"},
        "consent:agreement_choice_take_back": {"pk": house.person.pk, **cell},
        "my_record:agreement_choice": cell,
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    pk = world["person"]
    steps = {f"talk_{step}": (pk, step) for step in ("here", "promise", "choices", "answer")}
    return {**steps, "talk_limit": (pk, "limit-1")}


def scene(person: Any, peer: Any) -> None:
    policy = ConfidentialityPolicy.objects.filter(agency=person.agency_id).first()
    if policy is not None:
        ConversationDraft.objects.create(
            agency_id=person.agency_id, author=peer.user, person=person, policy=policy, payload="{}",
            started_at=clock.now(), expires_at=clock.now(),
        )  # fmt: skip
    enter("consent.answered", target=person, by=None)
    consent = ConsentRecord.objects.filter(person=person).order_by("version").last()
    if consent is not None:
        ChoiceTakenBack.objects.create(
            agency_id=person.agency_id, consent=consent, audience="cover", content="narrative", by=peer.user
        )
