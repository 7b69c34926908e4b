"""What was answered carries a seal, the ledger holds it too, and neither is quietly another one later."""

import pytest
from django.core.management import CommandError, call_command

from consent import seals, services
from consent.models import ConsentRecord
from peersupport.accounts.models import Program
from peersupport.audit.models import LedgerEntry
from peersupport.bench.proofs.ledger import superuser
from tests.consent.agreed import COVER, published, say
from tests.factories import make_pairing, make_person, make_program


@pytest.fixture
def pairing():
    pairing = make_pairing(person=make_person(program=make_program(level=Program.Level.TOGETHER)))
    published(pairing.agency)
    return pairing


def as_somebody_with_the_database(statement):
    with superuser() as to:
        to.execute("SET session_replication_role = replica")
        to.execute(statement)


def test_an_answer_is_sealed_with_the_promise_that_lay_on_the_table(pairing):
    say(pairing, choices={COVER: True})

    consent = ConsentRecord.objects.get()

    assert consent.promise == seals.seal_of_promise(consent.policy, consent.language)
    assert consent.seal == seals.seal_of(consent, consent.choices.all())
    assert list(seals.broken()) == []


def test_the_ledger_holds_seals_and_no_answer(pairing):
    say(pairing, choices={COVER: True})
    services.withdraw_consent(person=pairing.person, by=pairing.peer.user)

    published_, answered, withdrawn = LedgerEntry.objects.order_by("seq")
    consent = ConsentRecord.objects.get()

    assert [published_.action, answered.action, withdrawn.action] == [
        "policy.published",
        "consent.answered",
        "consent.withdrawn",
    ]
    assert answered.payload == withdrawn.payload
    assert answered.payload == {"version": 1, "policy": str(consent.policy_id), "seal": consent.seal}
    assert (answered.person_id, answered.target_id) == (pairing.person.pk, consent.pk)


def test_the_same_name_twice_has_two_seals(pairing):
    say(pairing)
    say(pairing)

    first, second = ConsentRecord.objects.order_by("version")

    assert first.seal != second.seal


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_consentchoice SET allowed = NOT allowed",
        "DELETE FROM consent_consentchoice WHERE audience = 'cover'",
        "UPDATE consent_consentrecord SET answer = 'no'",
        "UPDATE consent_consentrecord SET signature = witness",
        "UPDATE consent_consentrecord SET signed_at = signed_at - interval '1 day'",
        "UPDATE consent_consentrecord SET expires_at = NULL",
        "UPDATE consent_consentrecord SET seal = repeat('0', 64)",
        "DELETE FROM audit_ledgerentry WHERE action = 'consent.answered'",
    ],
)
def test_an_answer_that_was_changed_behind_our_back_shows(pairing, statement, capsys):
    say(pairing, choices={COVER: True})
    consent = ConsentRecord.objects.get()
    call_command("verify_ledger")

    as_somebody_with_the_database(statement)

    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_ledger")
    assert f"agreement {consent.pk}: it is not as it was given" in capsys.readouterr().err


def test_taking_it_back_leaves_the_seal_whole(pairing):
    say(pairing)
    services.withdraw_consent(person=pairing.person, by=pairing.peer.user)
    say(pairing, answer="no")

    assert list(seals.broken()) == []
