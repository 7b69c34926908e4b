from datetime import timedelta

import pytest
from django.db import DataError, transaction

from consent import services
from consent.models import ConfidentialityPolicy, ConsentNow, ConsentRecord
from consent.querysets import may_read
from consent.rule import MAY_BE_ASKED, Audience, Content, Rule, bit
from consent.wording import CHOICES
from peersupport.accounts.models import Program
from peersupport.audit.models import AuditEvent
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import SupportedPerson
from tests.consent.agreed import COVER, published, say
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_cover,
    make_pairing,
    make_peer,
    make_person,
    make_program,
)


@pytest.fixture
def pairing():
    return make_pairing(person=make_person(program=make_program(level=Program.Level.TOGETHER)))


@pytest.fixture
def policy(pairing):
    return published(pairing.agency)


def gate_of(person):
    return ConsentNow.objects.get(person=person)


def test_a_new_person_has_a_closed_gate(pairing):
    gate = gate_of(pairing.person)

    assert (gate.consent_id, gate.allows, gate.level) == (None, 0, "attendance")
    assert not services.consent_holds(gate)


def test_nobody_answers_for_their_other_life(pairing, policy):
    pairing.person.also_staff = pairing.peer.user
    pairing.person.save(update_fields=["also_staff"])

    with pytest.raises(SupportedPerson.DoesNotExist):
        say(pairing)
    assert gate_of(pairing.person).consent_id is None


def test_yes_opens_what_was_chosen_and_nothing_else(pairing, policy):
    consent = say(pairing, choices={COVER: True})

    gate = gate_of(pairing.person)
    assert gate.consent_id == consent.pk
    assert gate.allows == bit(*COVER) | bit(Audience.PAIRED, Content.PLAN)
    assert gate.level == "together"
    assert gate.valid_until == consent.signed_at + timedelta(days=365)
    assert services.consent_holds(gate)


def test_a_choice_left_open_is_a_no(pairing, policy):
    consent = say(pairing)

    assert set(consent.choices.values_list("allowed", flat=True)) == {False}
    assert consent.choices.count() == policy.audiences.filter(rule=Rule.ASK).count()


def test_a_no_closes_the_gate(pairing, policy):
    say(pairing, choices={COVER: True})

    consent = say(pairing, answer="no", choices={COVER: True})

    assert gate_of(pairing.person).allows == 0
    assert (consent.way, consent.signature, consent.expires_at) == ("", None, None)


def test_a_new_answer_replaces_the_one_before(pairing, policy):
    first = say(pairing)
    second = say(pairing)

    first.refresh_from_db()
    assert first.superseded_at is not None
    assert (first.version, second.version) == (1, 2)


def test_withdrawal_closes_everything_at_once(pairing, policy):
    say(pairing, choices={COVER: True})
    cover = make_cover(pairing=pairing)
    with acting_as(cover.peer.user.pk):
        before = may_read(person_id=pairing.person_id, content="narrative", author_id=pairing.peer_id)

        services.withdraw_consent(person=pairing.person, by=pairing.peer.user)

        after = may_read(person_id=pairing.person_id, content="narrative", author_id=pairing.peer_id)
    assert (before, after) == (True, False)
    assert gate_of(pairing.person).allows == 0


def test_the_person_withdraws_from_their_own_account(pairing, policy):
    say(pairing)
    account = give_account(pairing.person)

    services.withdraw_consent(person=pairing.person, by=account)

    assert ConsentRecord.objects.get().withdrawn_at is not None


def test_withdrawing_nothing_is_a_wrong_state(pairing, policy):
    with pytest.raises(WrongState, match="no agreement in force"):
        services.withdraw_consent(person=pairing.person, by=pairing.peer.user)


@pytest.mark.parametrize("who", ["other peer", "admin", "blocked", "ended"])
def test_nobody_else_holds_the_conversation(pairing, policy, who):
    by = {
        "other peer": lambda: make_peer(agency=pairing.agency).user,
        "admin": lambda: make_admin(agency=pairing.agency),
        "blocked": lambda: make_block(person=pairing.person, user=pairing.peer.user).user,
        "ended": lambda: make_pairing(person=pairing.person, state="ended").peer.user,
    }[who]()

    with pytest.raises(SupportedPerson.DoesNotExist):
        say(pairing, by=by)

    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"way": "typed", "signature": "  "}, "signature"),
        ({"way": "spoken", "signature": "", "witness": ""}, "witness"),
        ({"way": "telepathy"}, "way"),
        ({"answer": "maybe"}, "answer"),
    ],
)
def test_a_yes_says_how_it_was_given(pairing, policy, said, field):
    with pytest.raises(DomainError) as refused:
        say(pairing, **said)

    assert refused.value.field == field
    assert not ConsentRecord.objects.exists()


def test_without_a_policy_there_is_nothing_to_agree_to(pairing):
    with pytest.raises(WrongState, match="no confidentiality policy"):
        say(pairing)


def test_an_audit_row_that_fails_undoes_the_answer(pairing, policy):
    audit_events = AuditEvent.objects.count()

    @transaction.atomic
    def answer_with_a_broken_audit_row():
        say(pairing, answer="no")
        record("x" * 65, target=pairing, by=pairing.peer.user)

    with pytest.raises(DataError):
        answer_with_a_broken_audit_row()

    assert not ConsentRecord.objects.exists()
    assert AuditEvent.objects.count() == audit_events


def test_every_step_leaves_an_audit_row(pairing, policy):
    say(pairing)
    services.withdraw_consent(person=pairing.person, by=pairing.peer.user)

    actions = AuditEvent.objects.order_by("at").values_list("action", flat=True)
    assert list(actions) == ["policy.started", "policy.published", "consent.answered", "consent.withdrawn"]


def test_a_changed_policy_never_widens_and_narrows_at_once(pairing, policy):
    say(pairing, choices={COVER: True})
    opened = gate_of(pairing.person).allows

    published(pairing.agency, clinical__narrative=Rule.ASK)
    assert gate_of(pairing.person).allows == opened

    published(pairing.agency, cover__narrative=Rule.NEVER)
    assert gate_of(pairing.person).allows == bit(Audience.PAIRED, Content.PLAN)


def test_a_policy_cannot_open_more_than_the_house_permits(pairing):
    with pytest.raises(DomainError, match="can't open that much"):
        published(pairing.agency, clinical__narrative=Rule.ALWAYS)

    assert not ConfidentialityPolicy.objects.filter(state="published").exists()


def test_a_policy_asks_only_what_there_are_words_for(pairing):
    with pytest.raises(DomainError, match="no question to ask"):
        published(pairing.agency, clinical__plan=Rule.ASK)

    assert set(CHOICES) == MAY_BE_ASKED


def test_a_peer_does_not_publish(pairing):
    draft = services.start_policy(agency=pairing.agency, by=make_admin(agency=pairing.agency))

    with pytest.raises(NotAllowed):
        services.publish_policy(policy=draft, by=pairing.peer.user)


def test_publishing_twice_is_a_wrong_state(pairing, policy):
    with pytest.raises(WrongState):
        services.publish_policy(policy=policy, by=make_admin(agency=pairing.agency))


@pytest.mark.parametrize(
    ("program_level", "agreed", "holds", "expected"),
    [
        ("billable", "brief", True, "brief"),
        ("brief", "billable", True, "brief"),
        ("together", "together", True, "together"),
        ("none", "together", True, "none"),
        ("together", "together", False, "attendance"),
        ("none", "together", False, "none"),
    ],
)
def test_the_lower_level_is_in_force(pairing, policy, program_level, agreed, holds, expected):
    consent = say(pairing)
    gate = gate_of(pairing.person)
    gate.level = agreed
    gate.consent_id = consent.pk if holds else None

    level = services.level_in_force(gate=gate, program=Program(level=program_level))

    assert level == expected


def test_an_expired_yes_does_not_hold(pairing, policy):
    with clock.set_to(clock.ago(days=400)):
        say(pairing, choices={COVER: True})

    gate = gate_of(pairing.person)
    assert gate.allows != 0
    assert not services.consent_holds(gate)


@pytest.mark.parametrize("before", [None, "no"])
def test_not_today_opens_nothing(pairing, policy, before):
    if before:
        say(pairing, answer=before)

    say(pairing, answer="not_today", choices={COVER: True})

    assert gate_of(pairing.person).allows == 0
