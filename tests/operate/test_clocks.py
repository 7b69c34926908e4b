"""A machine whose clock is wrong: what is done by the clock waits, what can't wait goes on."""

from datetime import timedelta

import pytest

from peersupport.celery import Scheduler, app
from peersupport.core import clock
from peersupport.core.clock_querysets import ahead, database_now
from peersupport.notifications.models import Message
from peersupport.operate.models import Heartbeat
from peersupport.operate.tasks import record_heartbeat
from sessions_app import tasks
from sessions_app.models import SessionDraft
from sessions_app.services import save_draft
from tests.notifications.people import minutes_before, way_of_person
from tests.sessions_app.world import Two, wall

WRONG = (timedelta(hours=2), timedelta(hours=-3), timedelta(days=400))


@pytest.fixture
def wrong(monkeypatch):
    """wrong(by): this process's clock shows another time from here on."""
    true = clock.now

    def begin(by: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: true() + by)

    return begin


def test_this_machine_is_known_to_be_right_or_how_far_off_it_is(wrong):
    assert abs(ahead()) < timedelta(seconds=1)
    wrong(timedelta(hours=2))
    assert abs(ahead() - timedelta(hours=2)) < timedelta(seconds=5)
    with clock.set_to(
        clock.now() - timedelta(days=400)
    ):  # on purpose, as the demo does: no other clock is asked
        assert (ahead(), database_now()) == (timedelta(0), clock.now())


@pytest.mark.parametrize("by", WRONG, ids=str)
def test_a_sign_of_life_bears_the_databases_time_and_tells_how_far_off_its_machine_is(wrong, by):
    true = clock.now()
    wrong(by)
    record_heartbeat()

    row = Heartbeat.objects.get(name="beat")
    assert abs(row.at - true) < timedelta(minutes=1)
    assert abs(row.ahead - by) < timedelta(minutes=1)


def test_nothing_is_ended_or_told_by_a_clock_that_is_far_off(wrong):
    two = Two()
    way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    save_draft(key=two.person.pk, person=two.person, form_version=1, payload={"text": "so far"}, by=two.user)
    wrong(minutes_before(session, 110) - clock.now())
    tasks.remind_of_meetings()
    tasks.remind_of_meeting(str(session.pk))
    wrong(timedelta(days=400))
    tasks.expire_drafts()

    assert (Message.objects.count(), SessionDraft.objects.count()) == (0, 1)


def test_the_same_by_a_clock_that_is_right(wrong):
    """Or the test before this one could not fail."""
    two = Two()
    way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    save_draft(key=two.person.pk, person=two.person, form_version=1, payload={"text": "so far"}, by=two.user)
    with clock.set_to(minutes_before(session, 110)):
        tasks.remind_of_meeting(str(session.pk))
    with clock.set_to(clock.now() + timedelta(days=400)):
        tasks.expire_drafts()

    assert (Message.objects.filter(kind="meeting").exists(), SessionDraft.objects.count()) == (True, 0)


def test_beat_does_not_wait_for_a_time_that_is_long_past(tmp_path):
    """Its clock was ahead, for hours or for more than a year, and is right again."""
    beat = Scheduler(app=app, schedule_filename=str(tmp_path / "beat"), lazy=True)
    beat.setup_schedule()
    try:
        for entry in beat.schedule.values():
            entry.last_run_at = app.now() + timedelta(days=400)

        assert beat.tick() <= 5  # seconds; Celery's own scheduler sleeps on
        assert max(entry.last_run_at for entry in beat.schedule.values()) <= app.now()
    finally:
        beat.close()
