"""Wishes are answered, endings are ordinary, telling waits 72 hours at most, and afterwards it is talked through."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.notifications.models import Message
from peersupport.people.models import ContactDetails, SupportedPerson
from peersupport.safety.models import Concern, RepairTalk
from peersupport.safety.queries.concern import open_concern
from peersupport.safety.services import (
    agree_to_wait,
    answer_wish,
    ask_to_wait,
    choose_repair,
    close_concern,
    give_account,
    hold_repair,
    record_report,
    say_ground,
    say_more,
    start_acting,
    take_concern,
    tell_person,
    write_step,
)
from tests import factories
from tests.safety.concern_world import World, kinds


@pytest.fixture
def world():
    return World()


@pytest.fixture
def taken(world):
    concern = world.worry()
    return take_concern(concern=concern, by=world.line[0])


@pytest.fixture
def ana(world):
    return factories.give_account(world.person)


def test_what_is_said_once_stays_and_each_wish_is_a_row(world):
    concern = world.worry()
    say_more(
        concern=concern, said={"where": "At home"}, wishes=("No sirens.", "My sister first."), by=world.user
    )
    before = bytes(Concern.objects.get().where.data)
    say_more(concern=concern, said={"where": "Elsewhere", "talked_first": "yes"}, by=world.user)
    steps = concern.steps.count()
    say_more(concern=concern, said={}, wishes=("My sister first.",), by=world.user)  # sent once more

    concern = Concern.objects.get()
    assert concern.steps.count() == steps
    assert (bytes(concern.where.data), concern.talked_first) == (before, "yes")
    assert [wish.number for wish in concern.wishes.all()] == [1, 2]
    with pytest.raises(Concern.DoesNotExist):
        say_more(concern=concern, said={}, by=world.line[0])


def test_every_wish_has_an_answer_before_it_is_closed(world, taken):
    say_more(concern=taken, said={}, wishes=("No sirens.", "My sister first."), by=world.user)
    first, second = taken.wishes.all()
    answer_wish(wish=first, answer="followed", by=world.line[0])
    with pytest.raises(DomainError) as refused:
        answer_wish(wish=second, answer="not", by=world.line[0])
    assert refused.value.field == "because"
    with pytest.raises(DomainError):
        close_concern(concern=taken, ending="together", by=world.line[0])

    answer_wish(wish=second, answer="not", because="She was away.", by=world.line[0])
    close_concern(concern=taken, ending="together", by=world.line[0])

    with pytest.raises((WrongState, Concern.DoesNotExist)):
        write_step(concern=taken, words="x", by=world.line[0])
    assert RepairTalk.objects.get().due_on == world.program.today() + timedelta(days=14)


def test_who_has_it_acts_and_closes_and_nobody_else(world, taken):
    for act in (start_acting, lambda **more: close_concern(ending="other", **more)):
        with pytest.raises((NotAllowed, Concern.DoesNotExist)):
            act(concern=taken, by=world.user)
        with pytest.raises((NotAllowed, Concern.DoesNotExist)):
            act(concern=taken, by=world.line[1])

    start_acting(concern=taken, tried="Called.", asked="Yes.", smallest="A call.", by=world.line[0])
    assert Concern.objects.get().state == "acting"
    write_step(concern=taken, words="She is at her sister's.", by=world.user)
    assert kinds(taken)[-2:] == ["acting", "said"]


def test_after_the_days_it_opens_to_nobody(world, taken):
    close_concern(concern=taken, ending="not_needed", by=world.line[0])
    assert Concern.objects.read_by(world.user).exists()

    with clock.set_to(clock.now() + timedelta(days=91)):
        assert not Concern.objects.read_by(world.user).exists()
        assert not Concern.objects.read_by(world.line[0]).exists()


def test_the_person_follows_it_at_once_unless_two_people_wait(world, taken, ana):
    assert Concern.objects.known_to_person(ana).get() == taken
    delay = ask_to_wait(concern=taken, hours=48, reason="He reads her phone.", by=world.user)
    assert Concern.objects.known_to_person(ana).exists()  # one alone delays nothing
    with pytest.raises(NotAllowed):
        agree_to_wait(delay=delay, by=world.user)

    agree_to_wait(delay=delay, by=world.line[0])

    assert not Concern.objects.known_to_person(ana).exists()
    with clock.set_to(taken.created_at + timedelta(hours=48, seconds=1)):
        assert Concern.objects.known_to_person(ana).exists()


def test_two_others_renew_it_and_nobody_waits_longer_than_72_hours(world, taken, ana):
    agree_to_wait(delay=ask_to_wait(concern=taken, hours=72, reason="x", by=world.user), by=world.line[0])
    for hours, field in ((73, "hours"), (0, "hours")):
        with pytest.raises(DomainError) as refused:
            ask_to_wait(concern=taken, hours=hours, reason="x", by=world.user)
        assert refused.value.field == field
    for same in (world.user, world.line[0]):
        with pytest.raises(NotAllowed):
            ask_to_wait(concern=taken, hours=24, reason="x", by=same)
    others = [factories.make_link(peer=world.peer, kind=kind).supervisor for kind in ("clinical", "senior")]

    with clock.set_to(taken.created_at + timedelta(hours=71)):
        again = ask_to_wait(concern=taken, hours=24, reason="Still.", by=others[0])
        agree_to_wait(delay=again, by=others[1])
    with clock.set_to(taken.created_at + timedelta(hours=94)):
        assert not Concern.objects.known_to_person(ana).exists()
    with clock.set_to(taken.created_at + timedelta(hours=96)):
        assert Concern.objects.known_to_person(ana).exists()


def test_on_a_shared_phone_it_waits_for_being_told_face_to_face(world, taken, ana):
    ContactDetails.objects.filter(person=world.person).update(phone_is_shared=True)
    assert not Concern.objects.known_to_person(ana).exists()

    tell_person(concern=taken, how="face", by=world.user)

    assert Concern.objects.known_to_person(ana).exists()


def test_it_is_talked_through_with_whom_they_choose_or_not_at_all(world, taken, ana):
    close_concern(concern=taken, ending="together", by=world.line[0])
    talk = RepairTalk.objects.get()
    give_account(talk=talk, account="I was only asleep.", by=ana)
    choose_repair(talk=talk, wish="peer", by=ana)
    with pytest.raises(RepairTalk.DoesNotExist):
        give_account(talk=talk, account="x", by=world.user)

    assert hold_repair(talk=talk, by=world.user).held_by == world.user
    with pytest.raises(WrongState):
        hold_repair(talk=talk, by=world.user)


def test_not_at_all_is_an_answer(world, taken, ana):
    close_concern(concern=taken, ending="together", by=world.line[0])
    choose_repair(talk=RepairTalk.objects.get(), wish="no", by=ana)

    with pytest.raises(WrongState):
        hold_repair(talk=RepairTalk.objects.get(), by=world.user)


def report(concern, by, **more):
    said = {"made_at": clock.now(), "to_whom": "The county line", "prepared": "together", **more}
    return record_report(concern=concern, by=by, **said)


def test_a_report_says_who_when_and_to_whom(world, taken):
    with pytest.raises(DomainError):
        report(taken, world.user)  # no exception of the promise is named
    say_more(concern=taken, said={"limit": "child"}, by=world.user)
    for wrong, field in (
        ({"to_whom": ""}, "to_whom"),
        ({"made_at": clock.now() + timedelta(hours=1)}, "made_at"),
    ):
        with pytest.raises(DomainError) as refused:
            report(taken, world.user, **wrong)
        assert refused.value.field == field

    assert report(taken, world.user, reference="77").code == "child"


def test_under_part_2_a_clinical_supervisor_says_the_ground_first():
    world = World(part2=True)
    concern = world.worry()
    say_more(concern=concern, said={"limit": "child"}, by=world.user)
    with pytest.raises(DomainError):
        report(concern, world.user)
    with pytest.raises(Concern.DoesNotExist):
        say_ground(concern=concern, basis="child", by=world.user)
    clinical = factories.make_link(peer=world.peer, kind="clinical").supervisor
    assert Concern.objects.asking_for_a_ground(clinical).exists()
    assert not Concern.objects.read_by(clinical).exists()

    say_ground(concern=concern, basis="child", by=clinical)

    assert report(concern, world.user).by == world.user


def test_hours_that_are_over_delay_nothing(world, taken):
    delay = ask_to_wait(concern=taken, hours=12, reason="x", by=world.user)
    with clock.set_to(clock.now() + timedelta(hours=13)), pytest.raises(WrongState):
        agree_to_wait(delay=delay, by=world.line[0])
    delay.delete()

    with clock.set_to(clock.now() + timedelta(hours=10)), pytest.raises(WrongState):
        ask_to_wait(concern=taken, hours=5, reason="x", by=world.user)


def test_what_the_person_could_read_already_is_not_taken_away(world, taken, ana):
    others = [factories.make_link(peer=world.peer, kind=kind).supervisor for kind in ("clinical", "senior")]
    agree_to_wait(delay=ask_to_wait(concern=taken, hours=5, reason="x", by=world.user), by=world.line[0])
    with clock.set_to(clock.now() + timedelta(hours=4)):
        late = ask_to_wait(concern=taken, hours=72, reason="Still.", by=others[0])

    with clock.set_to(clock.now() + timedelta(hours=6)):
        with pytest.raises(WrongState):
            agree_to_wait(delay=late, by=others[1])
        assert Concern.objects.known_to_person(ana).exists()


def test_who_was_told_is_not_told_later(world, taken):
    tell_person(concern=taken, how="face", by=world.user)

    with pytest.raises(WrongState):
        ask_to_wait(concern=taken, hours=5, reason="x", by=world.user)


def test_who_could_be_the_second_hears_of_it(world, taken):
    asked = [factories.make_link(peer=world.peer, kind=kind).supervisor for kind in ("clinical", "senior")]
    away = factories.make_link(peer=world.peer, kind="clinical").supervisor
    factories.make_block(person=world.person, user=away)

    ask_to_wait(concern=taken, hours=5, reason="x", by=world.user)

    told = Message.objects.filter(kind="concern_course", route__channel="inbox")
    told = told.exclude(route__user=world.user)
    assert set(told.values_list("route__user", flat=True)) == {user.pk for user in (*asked, world.line[0])}


def test_the_ground_said_before_stands_in_the_course():
    world = World(part2=True)
    concern = world.worry()
    clinical = factories.make_link(peer=world.peer, kind="clinical").supervisor
    say_more(concern=concern, said={"limit": "child"}, by=world.user)
    assert Message.objects.filter(route__user=clinical, about_id=concern.pk).exists()
    for basis in ("none", "child"):
        say_ground(concern=concern, basis=basis, by=clinical)

    with acting_as(world.user.pk):
        shown = open_concern(Concern.objects.get(pk=concern.pk), by=world.user, via="author")
    assert [step.words.split(" ")[0] for step in shown.steps[-2:]] == ["There", "A"]


def test_no_clinical_supervisor_says_the_ground_about_themselves():
    world = World(part2=True)
    concern = world.worry()
    say_more(concern=concern, said={"limit": "child"}, by=world.user)
    clinical = factories.make_link(peer=world.peer, kind="clinical").supervisor
    SupportedPerson.objects.filter(pk=world.person.pk).update(also_staff=clinical)

    assert not Concern.objects.asking_for_a_ground(clinical).exists()
