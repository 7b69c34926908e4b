"""A concern is kept without a consent, with broken trails, twice with one key, and by whoever is kept away."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from consent.services import set_days, start_policy
from peersupport.audit.models import AuditEvent, LedgerEntry
from peersupport.audit.services import reading
from peersupport.core.errors import CannotOpen, DomainError, NotAllowed, WrongState
from peersupport.core.models import DataKey
from peersupport.core.principal import acting_as
from peersupport.notifications.models import Message
from peersupport.people.models import SupportedPerson
from peersupport.safety.models import Concern, OnCallShift
from peersupport.safety.services import close_concern, enter_steps, record_concern, think_aloud
from tests import factories
from tests.consent.agreed import put_in_force
from tests.safety.concern_world import World, kinds
from tests.support.databases import superuser

BREAK = """
CREATE FUNCTION test_broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken trail'; END $$;
CREATE TRIGGER test_broken BEFORE INSERT ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION test_broken();
CREATE TRIGGER test_broken BEFORE INSERT ON audit_ledgerentry FOR EACH ROW EXECUTE FUNCTION test_broken();
CREATE TRIGGER test_broken BEFORE INSERT ON audit_accessevent FOR EACH ROW EXECUTE FUNCTION test_broken();
"""
MEND = """
DROP TRIGGER IF EXISTS test_broken ON audit_auditevent; DROP TRIGGER IF EXISTS test_broken ON audit_ledgerentry;
DROP TRIGGER IF EXISTS test_broken ON audit_accessevent; DROP FUNCTION IF EXISTS test_broken();
"""


@pytest.fixture
def world():
    return World()


@pytest.fixture
def broken_trails(database):
    with superuser(connection.settings_dict["NAME"]) as owner:
        owner.execute(BREAK)
        try:
            yield owner
        finally:
            owner.execute(MEND)


def words(concern, by):
    with acting_as(by.pk), reading(by=by, purpose="safety", via="author") as r:
        return r.open(concern)


def test_it_is_kept_without_a_consent_and_the_first_in_line_is_asked(world):
    concern = world.worry()

    assert (concern.state, concern.stands_with) == ("recorded", world.line[0])
    assert kinds(concern) == ["recorded", "asked"]
    assert set(Message.objects.filter(about_id=concern.pk).values_list("route__user", flat=True)) == {
        world.line[0].pk
    }
    assert words(Concern.objects.get(), world.user).sentence == "She does not answer."


def test_it_writes_no_trail_and_the_sweep_does(world):
    before = (AuditEvent.objects.count(), LedgerEntry.objects.count())
    concern = world.worry()
    assert (AuditEvent.objects.count(), LedgerEntry.objects.count()) == before

    assert enter_steps() == 1
    assert enter_steps() == 0

    trail = AuditEvent.objects.filter(target_id=concern.pk).order_by("at", "action")
    assert sorted(trail.values_list("action", "actor_id")) == [
        ("concern.asked", None),
        ("concern.recorded", world.user.pk),
    ]
    (link,) = LedgerEntry.objects.filter(target_id=concern.pk)
    assert [step["kind"] for step in link.payload["steps"]] == ["recorded", "asked"]


def test_broken_trails_stop_no_concern_and_catch_up_later(world, broken_trails):
    with pytest.raises(DatabaseError), transaction.atomic():  # the trigger does what it should
        AuditEvent.objects.create(
            agency_id=world.agency.pk, action="x", target_type="x", target_id=uuid.uuid4()
        )

    concern = world.worry()
    assert enter_steps() == 0

    assert Concern.objects.get().stands_with == world.line[0]
    broken_trails.execute(MEND)
    assert enter_steps() == 1
    assert AuditEvent.objects.filter(target_id=concern.pk).count() == 2


def test_the_same_key_twice_is_one_and_other_words_are_added(world):
    key = uuid.uuid4()
    for sentence in ("She does not answer.", "She does not answer.", "She called back, crying."):
        concern = world.worry(sentence, key=key)

    assert Concern.objects.count() == 1
    assert kinds(concern) == ["recorded", "asked", "added"]
    assert words(concern.steps.last(), world.user).words == "She called back, crying."
    with pytest.raises(WrongState):
        record_concern(key=key, sentence="x", by=factories.make_peer(agency=world.agency).user)


def test_somebody_who_is_kept_away_is_heard(world):
    factories.make_block(person=world.person, user=world.user)

    assert world.worry().person == world.person


def test_somebody_without_a_row_is_sealed_with_the_key_of_the_house(world):
    concern = world.worry(person=None, who="Lou from the corner")

    assert (concern.person, concern.stands_with) == (None, world.line[0])
    assert words(Concern.objects.get(), world.user).who == "Lou from the corner"


def test_a_destroyed_key_of_the_person_stops_nothing(world):
    DataKey.objects.destroy(agency_id=world.agency.pk, kind="person", owner_id=world.person.pk)

    assert words(world.worry(), world.user).sentence == "She does not answer."


def test_when_no_key_opens_nothing_is_stored(world, settings, tmp_path):
    settings.PEERSUPPORT_KEK_FILE = str(tmp_path / "gone")

    with pytest.raises(CannotOpen):
        world.worry()

    assert not Concern.objects.exists()
    assert not Message.objects.exists()


def test_it_is_kept_when_nobody_can_be_asked(world):
    OnCallShift.objects.all().delete()

    concern = world.worry()

    assert kinds(concern) == ["recorded", "end_of_line"]
    assert concern.alarm_at is not None


def test_it_is_kept_when_the_message_cannot_be_written(world):
    DataKey.objects.destroy(agency_id=world.agency.pk, kind="agency", owner_id=world.agency.pk)

    concern = world.worry()

    assert kinds(concern) == ["recorded"]
    assert (concern.stands_with, concern.moves_at) == (None, None)


def test_who_and_one_sentence_are_all_it_needs(world):
    with pytest.raises(DomainError) as refused:
        world.worry("")
    assert refused.value.field == "sentence"
    with pytest.raises(SupportedPerson.DoesNotExist):
        world.worry(by=factories.make_peer(agency=world.agency).user)
    with pytest.raises(NotAllowed):
        record_concern(key=uuid.uuid4(), sentence="x", by=factories.give_account(world.person))


def test_thinking_it_over_names_nobody(world):
    concern = think_aloud(key=uuid.uuid4(), by=world.user)

    assert (concern.kind, concern.person, concern.stands_with) == ("thinking", None, world.line[0])
    enter_steps()
    assert not LedgerEntry.objects.filter(target_id=concern.pk).exists()


def test_the_minutes_are_those_of_the_promise_in_force(world):
    draft = start_policy(agency=world.agency, by=world.office)
    set_days(policy=draft, days={"acknowledge_minutes": 7}, by=world.office)
    policy = put_in_force(draft)

    concern = world.worry()

    assert (concern.acknowledge_minutes, concern.policy) == (7, policy)
    assert concern.moves_at - concern.stands_since == timedelta(minutes=7)


def test_a_page_gone_back_to_for_somebody_else_is_a_worry_of_its_own(world):
    ben = factories.make_person(program=world.program, name="Ben")
    factories.make_pairing(person=ben, peer=world.peer)
    key = uuid.uuid4()
    first = world.worry("She does not answer.", key=key)

    found = [world.worry(words, key=key, person=ben) for words in ("He has a knife.", "He has a knife.")]

    assert found[0] == found[1] != first
    assert (found[0].person, found[0].stands_with) == (ben, world.line[0])
    assert [kinds(concern) for concern in (first, found[0])] == [["recorded", "asked"]] * 2
    again = world.worry("She called back.", key=key)
    assert (again, kinds(again)) == (first, ["recorded", "asked", "added"])


@pytest.mark.parametrize("sentence", ["She does not answer.", "Worse than before."])
def test_a_page_gone_back_to_after_closing_is_a_new_worry(world, sentence):
    key = uuid.uuid4()
    first = world.worry(key=key)
    close_concern(concern=first, ending="not_needed", by=world.user)

    found = {world.worry(sentence, key=key).pk for _ in range(2)}

    assert Concern.objects.open().filter(pk__in=found).count() == 1
    assert kinds(first) == ["recorded", "asked", "closed"]


def test_whoever_was_typed_stands_beside_words_that_are_added(world):
    key = uuid.uuid4()
    for who in ("Lou", "Lou", "Kim"):
        concern = world.worry("Gone.", key=key, person=None, who=who)

    assert kinds(concern) == ["recorded", "asked", "added"]
    assert words(concern.steps.last(), world.user).words == "Kim: Gone."
