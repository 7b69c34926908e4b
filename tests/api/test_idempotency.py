"""The same request twice makes one row: one after the other, at the same time, and with another body not at all."""

import threading
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from peersupport.api.models import IdempotencyKey
from peersupport.api.services import forget_old_keys
from peersupport.core import clock
from peersupport.people.models import SupportedPerson
from sessions_app.models import Addendum, SupportSession
from tests.api.caller import Caller, problem, wrong_fields
from tests.sessions_app.world import Two, wall


@pytest.fixture
def two():
    return Two()


def plan(two, **more):
    at = wall(days=2)
    return {"person": str(two.person.pk), "local_start": f"{at:%Y-%m-%dT%H:%M}", "minutes": 45, **more}


def log(two, **more):
    at = wall(hours=-2)
    said = {"person": str(two.person.pk), "local_start": f"{at:%Y-%m-%dT%H:%M}", "minutes": 45}
    return {**said, "kinds": ["emotional"], "text": "We sat by the river.", **more}


def test_the_answer_is_the_same_byte_by_byte(two):
    caller = Caller(two.user)

    first, second = (caller.post("sessions/log/", log(two), key="tuesday") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first.headers["Location"] == second.headers["Location"] == first.json()["href"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert SupportSession.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(two):
    caller = Caller(two.user)
    caller.post("sessions/plan/", plan(two), key="one")

    assert problem(caller.post("sessions/plan/", plan(two, minutes=50), key="one"), 409)
    assert problem(caller.post("sessions/log/", log(two), key="one"), 409)
    assert SupportSession.objects.count() == 1


def test_the_key_may_be_the_meetings_own_and_one_is_needed(two):
    caller, own = Caller(two.user), str(uuid.uuid4())

    made = caller.post("sessions/plan/", plan(two, id=own), key=None)

    assert made.json()["id"] == own
    assert caller.post("sessions/plan/", plan(two, id=own), key=None).content == made.content
    assert wrong_fields(caller.post("sessions/plan/", plan(two), key=None)) == {"Idempotency-Key"}
    assert wrong_fields(caller.post("sessions/plan/", plan(two), key="x" * 201)) == {"Idempotency-Key"}
    assert SupportSession.objects.count() == 1


def test_what_was_refused_leaves_the_key_free(two):
    caller = Caller(two.user)
    assert caller.post("sessions/log/", log(two, kinds=[]), key="k").status_code == 400

    assert caller.post("sessions/log/", log(two), key="k").status_code == 201


def test_a_key_belongs_to_whoever_sent_it(two):
    other = Two(agency=two.agency)
    for one in (two, other):
        assert Caller(one.user).post("sessions/plan/", plan(one), key="monday").status_code == 201

    assert SupportSession.objects.count() == 2


def test_after_two_days_a_key_is_free_again(two):
    caller = Caller(two.user)
    body = {"program": str(two.program.pk), "chosen_name": "Juniper"}
    caller.post("people/", body, key="k")
    with clock.set_to(clock.now() + timedelta(hours=47)):
        assert forget_old_keys() == 0
        caller.post("people/", body, key="k")
    assert SupportedPerson.objects.filter(chosen_name="Juniper").count() == 1

    with clock.set_to(clock.now() + timedelta(hours=49)):
        assert forget_old_keys() == 1
        caller.post("people/", body, key="k")
    assert SupportedPerson.objects.filter(chosen_name="Juniper").count() == 2


def test_an_expired_key_counts_for_nothing_before_anybody_swept(two):
    caller = Caller(two.user)
    caller.post("sessions/plan/", plan(two), key="k")
    with clock.set_to(clock.now() + timedelta(hours=49)):
        assert caller.post("sessions/plan/", plan(two, minutes=15), key="k").status_code in {201, 400}

    assert IdempotencyKey.objects.count() <= 1


def at_once(times, act):
    """Results of `times` threads that begin together, each on a connection of its own."""
    barrier, found = threading.Barrier(times), []

    def run():
        try:
            barrier.wait(30)
            found.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


@pytest.mark.parametrize("what", ["session", "person", "addendum"])
def test_twenty_at_once_make_one(two, what):
    caller = Caller(two.user)
    if what == "session":
        path, body, rows = "sessions/log/", log(two, id=str(uuid.uuid4())), SupportSession.objects
    elif what == "person":
        path, body = "people/", {"program": str(two.program.pk), "chosen_name": "Juniper"}
        rows = SupportedPerson.objects.filter(chosen_name="Juniper")
    else:
        note = two.complete().notes.get()
        path, body, rows = f"notes/{note.pk}/addenda/", {"text": "And then it rained."}, Addendum.objects

    answers = at_once(20, lambda: Caller(two.user, caller.token).post(path, body, key="same"))

    assert Counter(answer.status_code for answer in answers) == {201: 20}
    assert len({answer.content for answer in answers}) == 1
    assert rows.count() == 1
