"""Who is asked, when it moves on, who is skipped without a word, and what stands when nobody is left."""

from datetime import timedelta

import pytest

from peersupport.accounts.models import Membership
from peersupport.core import clock
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.notifications.models import Message
from peersupport.safety.models import Concern, OnCallShift
from peersupport.safety.services import (
    close_concern,
    hand_on,
    move_on_overdue,
    pass_on,
    start_acting,
    take_concern,
)
from tests import factories
from tests.safety.concern_world import World, kinds


@pytest.fixture
def world():
    return World()


def after(**parts):
    return clock.set_to(clock.now() + timedelta(**parts))


def test_it_moves_on_at_its_minute_and_not_before(world):
    concern = world.worry()

    with after(minutes=14, seconds=55):
        assert move_on_overdue() == 0
    with after(minutes=15, seconds=1):
        assert move_on_overdue() == 1
        assert move_on_overdue() == 0

    concern.refresh_from_db()
    assert concern.stands_with == world.line[1]
    assert kinds(concern) == ["recorded", "asked", "asked"]


def test_at_the_end_of_the_line_the_alarm_stands_and_a_new_shift_is_asked(world):
    concern = world.worry()
    with after(minutes=16):
        move_on_overdue()
    with after(minutes=32):
        assert move_on_overdue() == 1
        assert move_on_overdue() == 0
    concern.refresh_from_db()
    assert (kinds(concern)[-1], concern.stands_with, bool(concern.alarm_at)) == ("end_of_line", None, True)
    assert Concern.objects.alarms(world.office).count() == 1
    assert Concern.objects.alarms(world.line[0]).count() == 1
    assert Concern.objects.alarms(world.user).count() == 0

    third = world.on_call(3)
    assert move_on_overdue() == 1

    concern.refresh_from_db()
    assert (concern.stands_with, bool(concern.alarm_at)) == (third, True)
    take_concern(concern=concern, by=third)
    assert not Concern.objects.alarms(world.office).exists()


def test_whom_the_person_keeps_away_is_skipped_without_a_word(world):
    factories.make_block(person=world.person, user=world.line[0])

    concern = world.worry()

    assert concern.stands_with == world.line[1]
    assert not Message.objects.filter(route__user=world.line[0]).exists()
    assert not Concern.objects.read_by(world.line[0]).exists()


def test_if_only_they_are_left_nobody_is_asked(world):
    for user in world.line:
        factories.make_block(person=world.person, user=user)

    concern = world.worry()

    assert (concern.stands_with, bool(concern.alarm_at)) == (None, True)
    assert not Message.objects.exists()


def test_who_raises_it_is_not_asked_themselves(world):
    world.on_call(0 + 1, world.user)

    assert world.worry().stands_with in world.line


def test_cant_take_it_passes_on_at_once(world):
    concern = world.worry()

    pass_on(concern=concern, by=world.line[0])

    concern.refresh_from_db()
    assert (concern.stands_with, kinds(concern)) == (
        world.line[1],
        ["recorded", "asked", "passed_on", "asked"],
    )
    with pytest.raises(WrongState):
        pass_on(concern=concern, by=world.line[0])


def test_i_have_it_stops_the_clock_and_closes_it_to_the_others(world):
    concern = world.worry()
    with after(minutes=16):
        move_on_overdue()

    take_concern(concern=concern, by=world.line[0])  # late, and still the first to have it
    take_concern(concern=concern, by=world.line[0])

    concern.refresh_from_db()
    assert (concern.state, concern.acknowledged_by, concern.moves_at) == ("acknowledged", world.line[0], None)
    with after(hours=5):
        assert move_on_overdue() == 0
    with pytest.raises(Concern.DoesNotExist):
        take_concern(concern=concern, by=world.line[1])
    assert Message.objects.filter(kind="concern_course", route__user=world.user).exists()


def test_who_had_it_and_is_kept_away_since_has_it_no_more(world):
    concern = world.worry()
    take_concern(concern=concern, by=world.line[0])
    factories.make_block(person=world.person, user=world.line[0])

    move_on_overdue()

    concern.refresh_from_db()
    assert (concern.stands_with, concern.acknowledged_by) == (world.line[1], None)
    assert not Concern.objects.read_by(world.line[0]).exists()


def test_who_had_it_and_works_here_no_more_has_it_no_more(world):
    concern = world.worry()
    take_concern(concern=concern, by=world.line[0])
    world.line[0].is_active = False
    world.line[0].save()

    move_on_overdue()

    concern.refresh_from_db()
    assert concern.stands_with == world.line[1]


def test_it_is_sent_when_a_message_left_and_not_before(world):
    concern = world.worry()
    move_on_overdue()
    concern.refresh_from_db()
    assert concern.state == "recorded"
    mail = Message.objects.exclude(route__channel="inbox").get(about_id=concern.pk)
    Message.objects.filter(pk=mail.pk).update(state="sent", sent_at=clock.now())

    move_on_overdue()

    concern.refresh_from_db()
    assert (concern.state, kinds(concern)) == ("sent", ["recorded", "asked", "sent"])


def test_nobody_could_be_asked_and_the_sweep_does(world):
    concern = world.worry()
    concern.steps_count = 1
    Concern.objects.filter(pk=concern.pk).update(stands_with=None, moves_at=None)
    OnCallShift.objects.filter(user=world.line[0]).delete()

    assert move_on_overdue() == 1
    concern.refresh_from_db()
    assert concern.stands_with == world.line[1]


def test_it_is_handed_on_to_another_who_is_on_call(world):
    concern = world.worry()
    take_concern(concern=concern, by=world.line[0])
    with pytest.raises(NotAllowed):
        hand_on(concern=concern, to=world.office, by=world.line[0])

    hand_on(concern=concern, to=world.line[1], words="You know her.", by=world.line[0])

    concern.refresh_from_db()
    assert (concern.state, concern.stands_with, concern.acknowledged_by) == ("recorded", world.line[1], None)
    take_concern(concern=concern, by=world.line[1])
    with pytest.raises(NotAllowed):
        start_acting(concern=concern, by=world.line[0])


def test_a_closed_one_moves_no_more(world):
    concern = world.worry()
    close_concern(concern=concern, ending="not_needed", by=world.user)

    with after(hours=2):
        assert move_on_overdue() == 0


def left_the_house(**which):
    mails = Message.objects.filter(**which).exclude(route__channel="inbox")
    assert mails.update(state="sent", sent_at=clock.now())


def test_it_is_not_sent_because_who_raised_it_heard_something(world):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    left_the_house(kind="concern_course")

    pass_on(concern=concern, by=world.line[0])
    move_on_overdue()

    concern.refresh_from_db()
    assert (concern.state, concern.sent_at, kinds(concern)[-1]) == ("recorded", None, "asked")


def test_what_went_out_to_the_first_is_not_said_of_the_second(world):
    concern = world.worry()
    left_the_house(kind="concern")
    move_on_overdue()
    with after(minutes=16):
        move_on_overdue()
        move_on_overdue()
        concern.refresh_from_db()
        assert (concern.stands_with, concern.state) == (world.line[1], "recorded")
        left_the_house(kind="concern", route__user=world.line[1])

        move_on_overdue()

    concern.refresh_from_db()
    assert concern.state == "sent"
    assert list(concern.steps.filter(kind="sent").values_list("to", flat=True)) == [
        user.pk for user in world.line
    ]


def test_who_is_asked_and_is_kept_away_meanwhile_is_asked_no_more(world):
    concern = world.worry()
    factories.make_block(person=world.person, user=world.line[0])

    move_on_overdue()

    concern.refresh_from_db()
    assert concern.stands_with == world.line[1]


def test_who_has_it_and_has_no_task_here_any_more_has_it_no_more(world):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    Membership.objects.filter(user=world.line[0]).update(ended_at=clock.now())

    move_on_overdue()

    concern.refresh_from_db()
    assert (concern.stands_with, concern.acknowledged_by) == (world.line[1], None)


def test_without_a_program_nobody_without_a_task_is_asked(world):
    Membership.objects.filter(user=world.line[0]).update(ended_at=clock.now())

    concern = world.worry(person=None, who="Lou")

    assert (concern.program, concern.stands_with) == (None, world.line[1])


def test_who_raised_it_hears_that_nobody_is_left_and_once(world):
    concern = world.worry()
    for minutes in (16, 32, 48):
        with after(minutes=minutes):
            move_on_overdue()

    assert kinds(concern)[-1] == "end_of_line"
    told = Message.objects.filter(route__user=world.user, route__channel="inbox", about_id=concern.pk)
    assert told.count() == 1


@pytest.mark.parametrize("hours", [2, -3, 400 * 24])
def test_a_machine_whose_clock_is_wrong_moves_nothing_on_early_and_nothing_late(world, monkeypatch, hours):
    early, late = world.worry(), world.worry()
    Concern.objects.filter(pk=late.pk).update(moves_at=clock.now() - timedelta(seconds=1))
    true = clock.now
    monkeypatch.setattr(clock, "now", lambda: true() + timedelta(hours=hours))

    assert move_on_overdue() == 1
    assert move_on_overdue() == 0
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.stands_with, late.stands_with) == (world.line[0], world.line[1])
    assert world.worry().stands_with == world.line[0]  # on call by the clock that is right


def test_a_clock_that_was_set_back_for_everybody_keeps_no_worry_waiting(world):
    concern = world.worry()

    with after(hours=-3):
        assert move_on_overdue() == 1
        assert move_on_overdue() == 0
    concern.refresh_from_db()
    assert concern.stands_with == world.line[1]
