"""Two at once, on connections of their own: a double tap, a withdrawal, a block, a goodbye."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from consent.services import withdraw_consent
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import Pairing
from sessions_app.models import SessionNote, SupportSession
from sessions_app.services import ConsentMissing, complete_session, save_draft
from sessions_app.services.scope import lock_pairing_and_gate
from tests import factories
from tests.sessions_app.world import Two, an_entry

WAIT = 30


def elsewhere(work, *arguments, **values):
    """Run in this thread and give its connection back."""
    try:
        return work(*arguments, **values)
    except Exception as error:
        return error
    finally:
        connection.close()


@contextmanager
def meanwhile(work):
    """Start `work` while the block holds its transaction; its result is there when the block has committed."""
    result = {}
    started = threading.Event()

    def run():
        started.set()
        result["value"] = elsewhere(work)

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield lambda: (thread.start(), started.wait(WAIT), thread.join(0.3))
    thread.join(WAIT)
    assert not thread.is_alive()
    meanwhile.result = result["value"]


def test_two_identical_requests_at_once_make_one_session():
    two, entry = Two(), an_entry()
    for _round in range(5):
        key = uuid.uuid4()

        def send(key=key):
            return elsewhere(complete_session, key=key, person=two.person, entry=entry, by=two.user)

        with ThreadPoolExecutor(4) as pool:
            results = [future.result(WAIT) for future in [pool.submit(send) for _ in range(4)]]
        assert {getattr(result, "pk", result) for result in results} == {key}
    assert (SupportSession.objects.count(), SessionNote.objects.count()) == (5, 5)


def test_two_different_bodies_at_once_keep_the_first():
    two, key = Two(), uuid.uuid4()

    def send(text):
        return elsewhere(complete_session, key=key, person=two.person, entry=an_entry(text=text), by=two.user)

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(send, ["one", "two"]))

    assert [type(result) for result in results if isinstance(result, Exception)] == [WrongState]
    assert SessionNote.objects.count() == 1


def test_one_key_for_two_people_at_once():
    first = Two()
    second, key = Two(peer=first.peer), uuid.uuid4()

    def send(two):
        return elsewhere(complete_session, key=key, person=two.person, entry=an_entry(), by=two.user)

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(send, [first, second]))

    assert sorted(type(result).__name__ for result in results) == ["SupportSession", "WrongState"]


def test_withdrawal_that_came_first_wins_over_a_waiting_save():
    two = Two()

    def save():
        return complete_session(key=uuid.uuid4(), person=two.person, entry=an_entry(), by=two.user)

    with meanwhile(save) as start:
        withdraw_consent(person=two.person, by=two.user)
        start()

    assert isinstance(meanwhile.result, ConsentMissing)
    assert not SupportSession.objects.exists()


def test_block_that_came_first_wins_over_a_waiting_save():
    two = Two()

    def save():
        return complete_session(key=uuid.uuid4(), person=two.person, entry=an_entry(), by=two.user)

    with meanwhile(save) as start:
        factories.make_block(person=two.person, user=two.user)
        start()

    assert isinstance(meanwhile.result, Pairing.DoesNotExist)
    assert not SupportSession.objects.exists()


def test_block_waits_for_a_running_save():
    two = Two()

    def block():
        factories.make_block(person=two.person, user=two.user)
        return SupportSession.objects.count()

    with meanwhile(block) as start:
        complete_session(key=uuid.uuid4(), person=two.person, entry=an_entry(), by=two.user)
        start()

    assert meanwhile.result == 1


@pytest.mark.parametrize("first", ["save", "goodbye"])
def test_goodbye_and_save_never_wait_for_each_other(first):
    two = Two()

    def goodbye():
        return Pairing.objects.filter(pk=two.pairing.pk).update(
            state="ended", ended_at=two.pairing.offered_at, end_reason="goodbye"
        )

    def save():
        return complete_session(key=uuid.uuid4(), person=two.person, entry=an_entry(), by=two.user)

    works = [save, goodbye] if first == "save" else [goodbye, save]
    with meanwhile(works[1]) as start:
        works[0]()
        start()

    assert isinstance(meanwhile.result, int if first == "save" else Pairing.DoesNotExist)


def test_late_autosave_leaves_no_draft_behind():
    two, key = Two(), uuid.uuid4()

    def autosave():
        return save_draft(key=key, person=two.person, form_version=1, payload={"text": ["x"]}, by=two.user)

    with meanwhile(autosave) as start:
        complete_session(key=key, person=two.person, entry=an_entry(), by=two.user)
        start()

    assert isinstance(meanwhile.result, WrongState)


def test_many_withdrawals_against_many_saves_leave_nothing_late():
    two, late = Two(), []
    for _round in range(15):
        key = uuid.uuid4()

        def save(key=key):
            return elsewhere(complete_session, key=key, person=two.person, entry=an_entry(), by=two.user)

        def withdraw():
            return elsewhere(_withdraw_and_count, two)

        with ThreadPoolExecutor(2) as pool:
            saving, withdrawing = pool.submit(save), pool.submit(withdraw)
            result, seen = saving.result(WAIT), withdrawing.result(WAIT)
        assert isinstance(result, (SupportSession, ConsentMissing)), result
        late.append(SessionNote.objects.count() - seen)
        two.agree()
    assert set(late) == {0}


def _withdraw_and_count(two):
    """Notes as they stand when the withdrawal commits: none may come after."""
    with transaction.atomic():
        withdraw_consent(person=two.person, by=two.user)
        return SessionNote.objects.count()


def test_gate_is_locked_before_it_is_asked():
    two = Two()

    with transaction.atomic():
        pairing, gate = lock_pairing_and_gate(person_id=two.person.pk, by=two.user)

    assert (pairing.pk, gate.person_id) == (two.pairing.pk, two.person.pk)
    with pytest.raises((Pairing.DoesNotExist, DomainError)), transaction.atomic():
        lock_pairing_and_gate(person_id=uuid.uuid4(), by=two.user)
