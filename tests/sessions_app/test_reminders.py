"""Reminders of meetings, drafts and answers: each once, at its time on the wall, and none for what was moved."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.notifications.models import Message
from peersupport.notifications.services import deliver
from sessions_app import due, tasks
from sessions_app.models import PersonResponse, SessionDraft, SupportSession
from sessions_app.services import (
    answer_note,
    cancel_session,
    mark_not_met,
    move_session,
    remind_of_answers,
    remind_of_draft,
    remind_of_meeting,
    remind_of_unsaid,
    reply_to_answer,
    save_draft,
)
from tests import factories
from tests.notifications.people import minutes_before, way_of_person
from tests.sessions_app.two_voices import Voices
from tests.sessions_app.world import Two, wall


@pytest.fixture(autouse=True)
def nobody():
    with acting_as(None):
        yield


@pytest.fixture
def eager(monkeypatch):
    """Tasks run where they are called, by the clock of the test."""
    for name in ("meeting", "unsaid", "draft", "answers"):
        task = getattr(tasks, f"remind_of_{name}")
        monkeypatch.setattr(task, "delay", task)


def told(kind: str) -> Counter[str]:
    """How many messages of a kind there are by each way, those to people apart."""
    rows = Message.objects.filter(kind=kind).select_related("route")
    return Counter(("person " if row.route.person_id else "") + row.route.channel for row in rows)


def test_a_meeting_is_told_to_both_at_the_times_they_chose(eager):
    two = Two()
    way_of_person(two)
    session = two.plan(local_start=wall(days=3))

    with clock.set_to(minutes_before(session, 125)):
        tasks.remind_of_meetings()
        assert told("meeting") == {}
    with clock.set_to(minutes_before(session, 119)):
        tasks.remind_of_meetings()
        tasks.remind_of_meetings()

    assert told("meeting") == {"inbox": 1, "person sms": 1}
    assert {row.drop_at for row in Message.objects.filter(kind="meeting")} == {session.starts_at}


def test_several_times_are_several_messages_and_each_comes_once(eager):
    two = Two()
    way_of_person(two, before=("day", "hours"))
    session = two.plan(local_start=wall(days=3))

    for minutes in (24 * 60 - 1, 24 * 60 - 2, 119, 60, 5):
        with clock.set_to(minutes_before(session, minutes)):
            tasks.remind_of_meetings()

    assert told("meeting")["person sms"] == 2


def test_a_person_who_did_not_choose_hears_nothing(eager):
    two = Two()
    session = two.plan(local_start=wall(days=3))

    with clock.set_to(minutes_before(session, 110)):
        tasks.remind_of_meetings()

    assert told("meeting") == {"inbox": 1}


def test_a_meeting_planned_for_soon_is_not_told_for_what_lies_behind(eager):
    two = Two()
    way_of_person(two, before=("day", "hours"))
    two.plan(local_start=wall(minutes=70))

    tasks.remind_of_meetings()

    assert told("meeting") == {}


@pytest.mark.parametrize("change", ["move", "cancel", "not_met"])
def test_a_reminder_that_waits_is_dropped_with_the_change(change):
    two = Two()
    way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)
        waiting = Message.objects.get(kind="meeting", route__person=two.person)
        if change == "move":
            move_session(session=session, local_start=wall(days=5), minutes=60, by=two.user)
        elif change == "cancel":
            cancel_session(session=session, by=two.user)
    if change == "not_met":
        with clock.set_to(session.starts_at):
            mark_not_met(session=session, by=two.user)

    waiting.refresh_from_db()
    assert (waiting.state, deliver(message_id=waiting.pk)) == ("dropped", None)


def test_a_moved_meeting_is_told_again_at_its_new_time(eager):
    two = Two()
    session = two.plan(local_start=wall(days=3))
    with clock.set_to(minutes_before(session, 110)):
        tasks.remind_of_meetings()
        session = move_session(session=session, local_start=wall(days=5), minutes=60, by=two.user)
        tasks.remind_of_meetings()
        assert told("meeting") == {"inbox": 1}
    with clock.set_to(minutes_before(session, 110)):
        tasks.remind_of_meetings()

    assert told("meeting") == {"inbox": 2}


def test_nothing_is_told_of_a_meeting_with_somebody_who_keeps_the_peer_away():
    two = Two()
    way_of_person(two)
    session = two.plan(local_start=wall(days=3))
    factories.make_block(person=two.person, user=two.user)

    with clock.set_to(minutes_before(session, 110)):
        remind_of_meeting(session_id=session.pk)

    assert told("meeting") == {}


@pytest.mark.parametrize(
    ("zone", "local", "hours"),
    [
        ("America/New_York", "2027-03-14T10:00", 23),
        ("America/New_York", "2027-11-07T10:00", 25),
        ("Europe/Berlin", "2027-03-28T10:00", 23),
        ("Australia/Lord_Howe", "2027-10-03T10:00", 23.5),
        ("America/Phoenix", "2027-03-14T10:00", 24),
    ],
)
def test_the_day_before_is_the_same_hour_on_the_wall_whatever_the_clocks_do(zone, local, hours):
    starts_at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    session = SupportSession(local_start=local, time_zone=zone, starts_at=starts_at)

    moments = due.moments_of(session)

    assert starts_at - moments["day"] == timedelta(hours=hours)
    assert moments["morning"].astimezone(ZoneInfo(zone)).strftime("%H:%M") == "08:00"
    assert starts_at - moments["hours"] == timedelta(hours=2)


def test_the_night_that_skips_the_hour_of_a_meeting_tells_at_the_first_minute_after():
    starts_at = datetime(2027, 3, 15, 6, 30, tzinfo=UTC)
    session = SupportSession(
        local_start="2027-03-15T02:30", time_zone="America/New_York", starts_at=starts_at
    )

    moments = due.moments_of(session)

    assert moments["day"] == datetime(2027, 3, 14, 7, 0, tzinfo=UTC)
    assert "morning" not in moments


def test_two_beats_at_once_make_one_row():
    two = Two()
    way_of_person(two)
    session = two.plan(local_start=wall(days=3))

    def beat(_number: int) -> None:
        try:
            with acting_as(None), clock.set_to(minutes_before(session, 110)):
                remind_of_meeting(session_id=session.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(beat, range(8)))

    assert told("meeting") == {"inbox": 1, "person sms": 1}


def at_eight(session: SupportSession, *, days: int) -> datetime:
    """Eight on the wall, so many days after the meeting."""
    local = datetime.fromisoformat(session.local_start).replace(hour=8, minute=0) + timedelta(days=days)
    return local.replace(tzinfo=ZoneInfo(session.time_zone)).astimezone(UTC)


def test_meetings_of_a_day_of_which_nobody_said_anything_are_told_together_the_morning_after(eager):
    two = Two()
    first = two.plan(local_start=wall(days=1).replace(hour=10, minute=0))
    two.plan(local_start=wall(days=1).replace(hour=15, minute=0))

    with clock.set_to(at_eight(first, days=1) - timedelta(minutes=1)):
        tasks.remind_of_what_waits()
        assert told("missing_note") == {}
    for hours in (0, 1, 30):
        with clock.set_to(at_eight(first, days=1) + timedelta(hours=hours)):
            tasks.remind_of_what_waits()

    assert told("missing_note") == {"inbox": 1}


def test_nothing_is_told_of_what_was_said_died_or_keeps_away():
    said, died, kept = (Two() for _ in range(3))
    sessions = [two.plan(local_start=wall(days=1).replace(hour=10, minute=0)) for two in (said, died, kept)]
    now = at_eight(sessions[0], days=1) + timedelta(hours=1)
    with clock.set_to(now):
        mark_not_met(session=sessions[0], by=said.user)
    died.person.died_on = clock.now().date()
    died.person.save(update_fields=["died_on"])
    factories.make_block(person=kept.person, user=kept.user)

    with clock.set_to(now):
        assert due.unsaid_days(now) == set()
        for session in sessions:
            remind_of_unsaid(peer_id=session.peer_id, day=due.local_day(session))

    assert told("missing_note") == {}


def test_a_draft_is_told_of_once_after_a_day(eager):
    two = Two()
    draft = save_draft(
        key=two.person.pk, person=two.person, form_version=1, payload={"text": "so far"}, by=two.user
    )

    for hours in (23, 25, 49):
        with clock.set_to(draft.updated_at + timedelta(hours=hours)):
            tasks.remind_of_what_waits()
            assert told("draft") == ({} if hours < 24 else {"inbox": 1})
            remind_of_draft(draft_id=draft.pk)

    assert (told("draft"), SessionDraft.objects.count()) == ({"inbox": 1}, 1)


def test_an_answer_is_told_of_to_whom_it_is_for_until_it_was_read(eager):
    voices = Voices()
    response = answer_note(note_id=voices.note.pk, kind="right", given="own_account", by=voices.own)

    with clock.set_to(response.reply_by - timedelta(days=3)):
        tasks.remind_of_what_waits()
        assert told("answer") == {}
    with clock.set_to(response.reply_by - timedelta(days=1)):
        tasks.remind_of_what_waits()
        tasks.remind_of_what_waits()

    assert set(Message.objects.values_list("route__user", flat=True)) == {voices.user.pk}
    assert told("answer") == {"inbox": 1}


def test_an_answer_that_was_read_or_routed_reminds_nobody_else():
    voices = Voices()
    response = answer_note(
        note_id=voices.note.pk,
        kind="words",
        words="To you.",
        to_senior=True,
        given="own_account",
        by=voices.own,
    )

    with clock.set_to(response.reply_by - timedelta(days=1)):
        assert due.who_may_read(clock.now()) == {voices.senior.pk}
        remind_of_answers(user_id=voices.user.pk)
        remind_of_answers(user_id=voices.clinical.pk)
        assert told("answer") == {}
        with acting_as(voices.senior.pk):
            reply_to_answer(response_id=response.pk, by=voices.senior)
        remind_of_answers(user_id=voices.senior.pk)

    assert (told("answer"), PersonResponse.objects.count()) == ({}, 1)
