import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing
from peersupport.people.services import end_finished_cover, end_pairing, record_death
from sessions_app.models import SupportSession
from sessions_app.services import cancel_session, mark_not_met, move_session, plan_session, reopen_session
from tests import factories
from tests.sessions_app.world import Two, an_entry, wall
from tests.support.midday import NEW_YORK


def test_plan_session_without_any_agreement():
    two = Two(agreed=False)

    session = two.plan(way="phone", place="home")

    assert (session.state, session.way, session.place, session.closed_at) == (
        "planned",
        "phone",
        "home",
        None,
    )


def test_weekly_two_o_clock_stays_two_o_clock_over_the_change_of_clocks():
    two = Two(zone=NEW_YORK)
    with clock.set_to(datetime(2026, 10, 20, 12, tzinfo=ZoneInfo(NEW_YORK))):
        weeks = [two.plan(local_start=datetime(2026, 10, 25, 14) + timedelta(weeks=n)) for n in range(3)]  # noqa: DTZ001

    assert [session.local_start[-5:] for session in weeks] == ["14:00"] * 3
    assert [session.starts_at.astimezone(ZoneInfo(NEW_YORK)).hour for session in weeks] == [14] * 3
    assert [session.starts_at.hour for session in weeks] == [18, 19, 19]


def test_plan_again_with_the_same_key():
    two = Two()
    key, start = uuid.uuid4(), wall(days=2)

    assert two.plan(key=key, local_start=start).pk == two.plan(key=key, local_start=start).pk == key
    with pytest.raises(WrongState):
        two.plan(key=key, local_start=start, minutes=15)
    with pytest.raises(SupportSession.DoesNotExist):
        Two().plan(key=key)


@pytest.mark.parametrize("ahead", [{"days": -2}, {"days": 400}])
def test_plan_out_of_reach_is_refused(ahead):
    with pytest.raises(DomainError):
        Two().plan(local_start=wall(**ahead))


def test_plan_with_a_stranger_or_on_a_break():
    two = Two()
    with pytest.raises(Pairing.DoesNotExist):
        two.plan(by=factories.make_peer(agency=two.agency).user)

    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    with pytest.raises(NotAllowed):
        two.plan()


def test_move_session_moves_the_persons_copy_too():
    two = Two()
    session = two.plan()

    moved = move_session(session=session, local_start=wall(days=3), minutes=30, by=two.user)

    assert (moved.minutes, moved.attendances.get().starts_at) == (30, moved.starts_at)
    assert moved.local_start == wall(days=3).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(("close", "state"), [(cancel_session, "cancelled"), (mark_not_met, "not_met")])
def test_closed_twice_stays_closed_and_can_be_undone(close, state):
    two = Two()
    session = two.plan_now()

    states = [close(session=session, by=two.user).state for _ in range(2)]
    again = reopen_session(session=session, by=two.user)

    assert (states, again.state, again.closed_at) == ([state, state], "planned", None)


@pytest.mark.parametrize("step", [cancel_session, mark_not_met, reopen_session])
def test_completed_session_stays_completed(step):
    two = Two()
    session = two.complete()

    with pytest.raises(WrongState):
        step(session=session, by=two.user)
    with pytest.raises(WrongState):
        move_session(session=session, local_start=wall(days=1), minutes=30, by=two.user)


@pytest.mark.parametrize("step", [cancel_session, mark_not_met, reopen_session])
def test_somebody_elses_session_is_not_there(step):
    two = Two()
    session = two.plan()

    with pytest.raises((SupportSession.DoesNotExist, Pairing.DoesNotExist)):
        step(session=session, by=factories.make_peer(agency=two.agency).user)


def test_whose_role_has_ended_changes_nothing_any_more():
    two = Two()
    session = two.plan()
    two.user.memberships.update(ended_at=clock.now())
    two.user.refresh_from_db()

    with pytest.raises(SupportSession.DoesNotExist):
        cancel_session(session=session, by=two.user)


@pytest.mark.parametrize("end", ["goodbye", "death", "stand-in is over"])
def test_what_was_planned_is_called_off_when_two_stop_walking_together(end):
    two = Two()
    cover = factories.make_cover(pairing=two.pairing)
    mine, theirs, done = two.plan(), two.plan(by=cover.peer.user), two.complete(an_entry())
    other = Two(peer=two.peer).plan()

    if end == "goodbye":
        end_pairing(pairing=two.pairing, by=two.user)
    elif end == "death":
        record_death(person=two.person, died_on=two.program.today(), by=two.user)
    else:
        with clock.set_to(clock.now() + timedelta(days=20)):
            end_finished_cover(pairing_id=cover.pk)

    called_off = {"goodbye": {mine.pk}, "death": {mine.pk, theirs.pk}, "stand-in is over": {theirs.pk}}[end]
    states = dict(SupportSession.objects.values_list("pk", "state"))
    assert {pk for pk, state in states.items() if state == "cancelled"} == called_off
    assert states[done.pk] == "completed"
    assert states[other.pk] == "planned"
    assert not SupportSession.objects.filter(state="cancelled", closed_at=None).exists()


def test_nothing_is_planned_again_after_a_goodbye_or_on_a_break():
    two = Two()
    session = two.plan()
    cancel_session(session=session, by=two.user)

    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    with pytest.raises(NotAllowed):
        reopen_session(session=session, by=two.user)
    end_pairing(pairing=two.pairing, by=two.user)
    with pytest.raises(Pairing.DoesNotExist):
        reopen_session(session=session, by=two.user)
    session.refresh_from_db()
    assert session.state == "cancelled"


def test_nothing_is_planned_again_with_somebody_who_keeps_the_peer_away():
    two = Two()
    session = two.plan_now()
    mark_not_met(session=session, by=two.user)
    factories.make_block(person=two.person, user=two.user)

    with pytest.raises(Pairing.DoesNotExist):
        reopen_session(session=session, by=two.user)


def test_plan_session_refuses_a_time_that_is_skipped():
    two = Two(zone=NEW_YORK)
    with clock.set_to(datetime(2027, 3, 1, tzinfo=ZoneInfo(NEW_YORK))), pytest.raises(DomainError):
        plan_session(
            key=uuid.uuid4(),
            person=two.person,
            local_start=datetime(2027, 3, 14, 2, 30),  # noqa: DTZ001
            minutes=30,
            by=two.user,
        )
