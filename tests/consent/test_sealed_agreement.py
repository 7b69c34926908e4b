"""What the database itself refuses and keeps in step, whoever writes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection

from consent import services
from consent.models import ConfidentialityPolicy, ConsentNow, PolicyAudience, PolicyText
from consent.rule import Rule
from peersupport.accounts.models import Program
from peersupport.core import clock
from tests.consent.agreed import COVER, published, say
from tests.factories import (
    make_block,
    make_pairing,
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


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_consentrecord SET answer = 'no'",
        "UPDATE consent_consentrecord SET withdrawn_at = NULL",
        "DELETE FROM consent_consentrecord",
        "UPDATE consent_consentchoice SET allowed = NOT allowed",
        "DELETE FROM consent_consentchoice",
        "UPDATE consent_policytext SET body = 'anything'",
        "UPDATE consent_policylimit SET title = 'anything'",
        "UPDATE consent_policyaudience SET rule = 2",
    ],
)
def test_what_was_signed_or_published_is_not_changed(pairing, policy, statement):
    say(pairing)
    services.withdraw_consent(person=pairing.person, by=pairing.peer.user)

    with pytest.raises(DatabaseError, match="not changed|append-only|permission"):
        connection.cursor().execute(statement)


def test_one_published_policy_an_agency(pairing, policy):
    with pytest.raises(IntegrityError, match="one_published_policy_an_agency"):
        ConfidentialityPolicy.objects.create(
            agency=pairing.agency,
            version=9,
            state="published",
            valid_from=clock.now(),
            written_by=policy.written_by,
        )


def test_the_gate_never_drifts_from_the_chain(pairing, policy):
    say(pairing, choices={COVER: True})
    say(make_pairing(person=make_person(program=pairing.person.program)), choices={})

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM consent_consentnow g LEFT JOIN consent_computed c USING (person_id) "
            "WHERE g.allows <> coalesce(c.allows, 0) OR g.consent_id IS DISTINCT FROM c.consent_id"
        )
        assert cursor.fetchone() == (0,)


def test_the_starter_policy_keeps_both_supervisors_out(pairing, policy):
    rules = PolicyAudience.objects.filter(policy=policy, audience__in=["clinical", "senior"])

    assert set(rules.values_list("rule", flat=True)) == {Rule.NEVER}
    assert PolicyText.objects.filter(policy=policy).count() == 8
    assert policy.limits.count() == 12


def test_blocking_touches_the_gate(pairing):
    before = gate_of(pairing.person).changes

    make_block(person=pairing.person, user=pairing.peer.user)

    assert gate_of(pairing.person).changes == before + 1
