"""Undo of "this and all later ones"."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.people.models import Pairing
from sessions_app import local_time
from sessions_app.models import Attendance, SessionDraft, SessionSeries, SupportSession
from sessions_app.services import (
    cancel_session,
    end_series,
    move_session,
    top_up_series,
    undo_change_of_series,
)
from sessions_app.tasks import forget_changes_of_series
from tests import factories
from tests.sessions_app.test_series import a_group, later, start
from tests.sessions_app.test_series_changes import at_turn, change
from tests.sessions_app.world import Two, wall


@pytest.fixture
def two():
    return Two()


def undo(two, series):
    return undo_change_of_series(series=series, by=two.user)


def everything():
    """Every column of every series, meeting and presence."""
    return [
        list(model.objects.order_by("pk").values()) for model in (SessionSeries, SupportSession, Attendance)
    ]


def test_everything_is_as_it_was(two):
    old = start(two, ends_on=wall(days=40).date())
    cancel_session(session=at_turn(old, 4), by=two.user)
    moved = at_turn(old, 3)
    start_of_it = local_time.from_stored(moved.local_start) + timedelta(minutes=20)
    move_session(session=moved, local_start=start_of_it, minutes=25, by=two.user)
    before = everything()

    new = change(two, at_turn(old, 1), ends_on=wall(days=30).date())
    assert everything() != before
    assert undo(two, new).pk == old.pk

    assert everything() == before


@pytest.mark.parametrize("turn", [0, 3])
def test_also_what_the_change_made_is_gone_and_an_ended_one_runs_again(two, turn):
    old = start(two)
    before = everything()

    undo(two, change(two, at_turn(old, turn)))

    assert everything() == before
    with later(weeks=2):
        assert top_up_series(series_id=old.pk) == 2


def test_a_group_is_put_back_too(two):
    old = start(two, person=None, group=a_group(two))
    before = everything()

    undo(two, change(two, at_turn(old, 2)))

    assert everything() == before


def test_two_changes_are_undone_one_after_the_other(two):
    old = start(two)
    before = everything()
    second = change(two, at_turn(old, 1))
    third = change(two, at_turn(second, 1))

    with pytest.raises(WrongState):
        undo(two, second)
    undo(two, third)
    undo(two, second)

    assert everything() == before


def test_what_was_done_with_single_meetings_since_stays(two):
    old = start(two)
    new = change(two, at_turn(old, 1), local_start=wall(days=8))
    skipped, moved, untouched = (at_turn(new, number) for number in range(3))
    cancel_session(session=skipped, by=two.user)
    aside = local_time.from_stored(moved.local_start) + timedelta(hours=3)
    move_session(session=moved, local_start=aside, minutes=20, by=two.user)

    undo(two, new)

    for session in (skipped, moved, untouched):
        session.refresh_from_db()
    assert {session.series_id for session in (skipped, moved, untouched)} == {old.pk}
    assert (skipped.state, moved.local_start, moved.minutes) == ("cancelled", local_time.stored(aside), 20)
    assert (untouched.state, untouched.minutes) == ("planned", old.minutes)
    assert moved.attendances.get().starts_at == moved.starts_at


def test_one_that_the_change_made_and_somebody_used_becomes_a_meeting_of_its_own(two):
    old = start(two)
    new = change(two, at_turn(old, 5))
    made = new.sessions.exclude(pk__in=new.took_over["meetings"]).order_by("occurrence")
    skipped, begun = made[0], made[1]
    cancel_session(session=skipped, by=two.user)
    SessionDraft.objects.create(
        agency=two.agency, author=two.user, session_key=begun.pk, person=two.person, form_version=1,
        payload="x", expires_at=clock.now() + timedelta(days=1),
    )  # fmt: skip

    undo(two, new)

    alone = SupportSession.objects.filter(series=None).order_by("starts_at")
    assert [(row.pk, row.state) for row in alone] == [(skipped.pk, "cancelled"), (begun.pk, "planned")]
    assert old.sessions.count() == 8


def test_only_for_an_hour_and_not_after_either_was_ended(two):
    new = change(two, at_turn(start(two), 1))
    with later(hours=2):
        with pytest.raises(WrongState, match="a while ago"):
            undo(two, new)
        forget_changes_of_series()
        new.refresh_from_db()
        assert new.took_over is None
    other = change(two, at_turn(start(two), 1))
    end_series(series=other, by=two.user)
    with pytest.raises(WrongState, match="moved on"):
        undo(two, other)


def test_never_by_others_during_a_break_or_after_a_goodbye(two):
    new = change(two, at_turn(start(two), 1))
    with pytest.raises(Pairing.DoesNotExist):
        undo_change_of_series(series=new, by=Two().user)
    with pytest.raises(Pairing.DoesNotExist):
        undo_change_of_series(series=new, by=factories.make_admin(agency=two.agency))
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())

    with pytest.raises(NotAllowed):
        undo(two, new)


def test_undo_over_http(two):
    old, client = start(two), factories.sign_in(two.user)
    before = everything()
    day = wall(days=10)
    said = {"start_date": day.date(), "start_time": "09:00", "minutes": "60", "key": uuid.uuid4()}
    page = client.post(reverse("sessions_app:session_later", args=[at_turn(old, 1).pk]), said, follow=True)
    url = reverse("sessions_app:series_undo", args=[said["key"]])
    assert url in page.content.decode()

    back = client.post(url)

    assert back["Location"] == reverse("sessions_app:series_detail", args=[old.pk])
    assert everything() == before
    assert client.post(url).status_code == 404
    assert client.get(url).status_code == 405
