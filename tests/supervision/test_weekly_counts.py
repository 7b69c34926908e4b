"""What is counted in a week, kept up with what happens, and the same from scratch."""

import random
import uuid
from datetime import datetime, time, timedelta

import pytest

from peersupport.accounts.models import Membership
from peersupport.accounts.services import change_agency
from peersupport.bench.proofs import weekly_counts
from peersupport.core import clock
from peersupport.desk.services import delete_person
from peersupport.people import services as people
from sessions_app.services import PastMeeting, import_sessions
from supervision.models import CountedUntil, Signal, WeeklyCount
from supervision.services import bring_counts, count_weeks
from tests import factories
from tests.sessions_app.world import ZONE, Two
from tests.supervision.weeks import (
    STEPS,
    History,
    asked,
    counted_in_python,
    met,
    monday,
    of,
    stored,
    supervised,
)

SEED = random.randrange(10**6)


def count(two: Two, **how: bool) -> int:
    return count_weeks(agency_id=two.agency.pk, **how)


@pytest.mark.parametrize("seed", range(SEED, SEED + 3), ids=["one", "another", "a third"])
def test_kept_up_and_counted_from_scratch_are_the_same(seed):
    history = History(seed)
    for _sweep in range(5):
        for _ in range(6):
            history.happen()
        count_weeks(agency_id=history.agency.pk)

        assert stored() == counted_in_python()
    count_weeks(agency_id=history.agency.pk, anew=True)

    assert stored() == counted_in_python()
    assert stored()


def test_a_week_of_everything():
    two, week = Two(), monday(3)
    met(two, week, minutes=90, agenda_by="them", kinds=("emotional", "instrumental"), **STEPS)
    met(two, week + timedelta(days=2), agenda_by="me", shared_story=True, why_shared="me_too")
    met(two, week + timedelta(days=6), minutes=30, next_step="x", next_step_whose="us")
    asked(two.peer, week + timedelta(days=1), 60)
    asked(two.peer, week + timedelta(days=6))
    supervised(two.peer, week, "clinical", 30)
    supervised(two.peer, week, "senior", 60)

    count(two)

    assert of(two.peer, week) == {
        "off_role_time": (3, 9),
        "co_created_agenda": (1, 2),
        "purposeful_self_disclosure": (1, 3),
        "balance_of_kinds": (1, 4),
        "balance_of_supervision": (1, 3),
        "own_next_steps": (1, 2),
    }


def test_a_week_away_has_no_row_and_says_no_cause():
    two = Two()
    met(two, monday(4))
    met(two, monday(2))
    count(two)

    weeks = set(WeeklyCount.objects.values_list("week", flat=True))
    assert weeks == {monday(4), monday(2)}
    assert {field.name for field in WeeklyCount._meta.fields} == {
        "id", "created_at", "agency", "peer", "week", "signal", "numerator", "denominator", "brought",
    }  # fmt: skip


def test_meetings_that_did_not_take_place_count_nothing():
    two = Two()
    two.plan()
    count(two)

    assert stored() == {}


def test_a_week_with_nothing_but_other_tasks_counts():
    two = Two()
    asked(two.peer, monday(1), 90)
    count(two)

    assert of(two.peer, monday(1)) == {"off_role_time": (3, 3)}


def test_sunday_evening_belongs_to_the_week_that_ends_in_the_zone_of_the_house():
    two, sunday = Two(), monday(2) + timedelta(days=6)
    met(two, sunday, hour=22, minutes=30)
    count(two)

    assert {week for _peer, week, _signal in stored()} == {monday(2)}


def test_nothing_happened_nothing_is_written():
    two = Two()
    met(two, monday(1))
    with clock.set_to(clock.now() + timedelta(hours=3)):
        assert count(two) > 0
    made = dict(WeeklyCount.objects.values_list("pk", "created_at"))

    with clock.set_to(clock.now() + timedelta(hours=9)):
        assert count(two) == 0
    assert dict(WeeklyCount.objects.values_list("pk", "created_at")) == made
    assert CountedUntil.objects.count() == 1


def test_what_was_written_late_about_an_old_week_is_found():
    two, old = Two(), monday(8)
    met(two, monday(1))
    with clock.set_to(clock.now() + timedelta(hours=3)):
        count(two)
    with clock.set_to(clock.now() + timedelta(hours=20)):
        asked(two.peer, old)
        count(two)

    assert of(two.peer, old) == {"off_role_time": (1, 1)}


def test_brought_weeks_stay_as_they_came():
    two = Two()
    met(two, monday(2))
    bring_counts(peer=two.peer, signal="off_role_time", weeks={monday(2): (4, 20), monday(30): (1, 20)})
    count(two, anew=True)

    assert of(two.peer, monday(2))["off_role_time"] == (4, 20)
    assert of(two.peer, monday(30)) == {"off_role_time": (1, 20)}


def test_who_left_is_not_counted_any_more_and_after_two_years_nobody():
    two = Two()
    met(two, monday(2))
    bring_counts(peer=two.peer, signal="off_role_time", weeks={monday(110): (1, 20)})
    count(two)
    assert {week for _peer, week, _signal in stored()} == {monday(2)}

    Membership.objects.filter(user=two.user).update(ended_at=clock.now())
    count(two)
    assert stored() == {}

    factories.give_role(two.user, "peer")
    count(two)
    assert {week for _peer, week, _signal in stored()} == {monday(2)}


def test_no_signal_is_about_anybodys_words():
    assert "clinical_language" not in Signal.values


def test_a_person_who_is_deleted_changes_no_count():
    two = Two()
    me = factories.give_account(two.person)
    met(two, monday(2), shared_story=True, why_shared="me_too")
    count(two)
    before = stored()
    first, second = factories.make_admin(agency=two.agency), factories.make_admin(agency=two.agency)
    erasure = people.ask_erasure(person=two.person, answer_by=two.agency.today(), by=me)
    people.prepare_erasure(erasure=erasure, by=first)
    delete_person(erasure=erasure, by=second)
    count(two)
    count(two, anew=True)

    assert before
    assert stored() == before == counted_in_python()


def test_meetings_brought_from_elsewhere_are_counted_wherever_they_lie():
    two = Two()
    met(two, monday(1))
    count(two)
    old = PastMeeting(
        id=uuid.uuid4(), person_id=two.person.pk, peer_id=two.peer.pk, program_id=two.program.pk, zone=ZONE,
        local_start=datetime.combine(monday(40), time(10)), fold=0, minutes=60, kinds=["emotional"],
    )  # fmt: skip
    import_sessions(meetings=[old], by=factories.make_admin(agency=two.agency))
    count(two)

    assert of(two.peer, monday(40)) == {"off_role_time": (0, 2), "balance_of_kinds": (0, 1)}


def test_in_another_zone_every_week_is_counted_again():
    two = Two()
    met(two, monday(2), hour=0, minutes=30)
    count(two)
    change_agency(
        agency=two.agency, time_zone="America/Los_Angeles", by=factories.make_admin(agency=two.agency)
    )
    count(two)

    assert {week for _peer, week, _signal in stored()} == {monday(3)}


def test_a_small_run_of_the_proof():
    result = weekly_counts.prove(seed=SEED, size=600)

    assert (result["differences"], result["examples"]) == (0, [])
    assert result["changed"] > 0
