"""The plan made together: whose it is, who may write it, and what becomes of its rows."""

import uuid
from datetime import timedelta

import pytest

from consent.models import ConsentNow
from consent.wording import CHOICES
from peersupport.accounts.models import Program
from peersupport.audit.models import AuditEvent
from peersupport.audit.services import Purpose
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.people.services import pause_pairing
from sessions_app.models import Connection, ConnectionStep, Goal, HelpsMe, Step
from sessions_app.plan import open_plan, readable_rows
from sessions_app.plan_choices import choices_of
from sessions_app.services import ConsentMissing
from sessions_app.services import plan as services
from tests import factories
from tests.sessions_app.world import ZONE, Two


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def own(two):
    return factories.give_account(two.person)


def goal_of(two, *, by=None, **values):
    said = {"text": "Sing in the choir again", "idea_of": "peer", **values}
    return services.add_goal(person=two.person, by=by or two.user, **said)


def shown(two, user):
    with acting_as(user.pk):
        return open_plan(readable_rows(two.person), zone=ZONE, by=user, purpose=Purpose.OTHER, via="paired")


@pytest.mark.parametrize("idea_of", ["them", "us", "peer", "someone"])
def test_what_a_peer_writes_down_stays_suggested_until_the_person_says_mine(two, own, idea_of):
    goal = goal_of(two, idea_of=idea_of)
    assert (goal.state, goal.mine_at, goal.peer_id) == ("suggested", None, two.peer.pk)

    services.say_mine(goal=goal, by=own)

    goal.refresh_from_db()
    assert (goal.state, goal.mine_recorded_by_id) == ("mine", own.pk)


def test_a_yes_that_was_spoken_names_who_heard_it(two):
    at_once = goal_of(two, said_mine=True)
    later = services.say_mine(goal=goal_of(two), by=two.user)

    assert (at_once.state, at_once.mine_recorded_by_id) == ("mine", two.user.pk)
    assert (later.state, later.mine_recorded_by_id) == ("mine", two.user.pk)


def test_the_persons_own_idea_is_theirs_at_once_and_somebody_elses_is_not(two, own):
    assert goal_of(two, by=own, idea_of="them").state == "mine"
    assert goal_of(two, by=own, idea_of="someone").state == "suggested"
    assert {goal.peer_id for goal in Goal.objects.all()} == {None}


def test_only_one_of_a_double_tap_is_kept_and_other_words_are_not_lost(two):
    key = uuid.uuid4()

    first, again = goal_of(two, key=key), goal_of(two, key=key)
    other = goal_of(two, key=key, text="Sing on Sundays")

    assert first.pk == again.pk != other.pk
    assert Goal.objects.count() == 2


def test_every_way_of_a_goal_and_back(two):
    goal = goal_of(two)
    with pytest.raises(WrongState):
        services.reach(goal=goal, by=two.user)
    services.let_go(goal=goal, by=two.user)
    assert services.reopen_goal(goal=goal, by=two.user).state == "suggested"
    services.say_mine(goal=goal, by=two.user)
    assert services.take_mine_back(goal=goal, by=two.user).mine_at is None
    services.say_mine(goal=goal, by=two.user)
    assert services.reach(goal=services.reach(goal=goal, by=two.user), by=two.user).closed_at
    with pytest.raises(WrongState):
        services.let_go(goal=goal, by=two.user)
    assert [line.closed_on for line in shown(two, two.user).reached] == [clock.today(ZONE)]
    reopened = services.reopen_goal(goal=goal, by=two.user)

    assert (reopened.state, reopened.closed_at) == ("mine", None)


def test_said_differently_keeps_the_old_words_and_takes_the_steps_along(two, own):
    goal = services.say_mine(goal=goal_of(two), by=own)
    step = services.add_step(
        person=two.person, text="Ask when they sing", whose="them", goal=goal, by=two.user
    )

    by_peer = services.reword_goal(goal=goal, text="Sing with others", by=two.user)
    by_them = services.reword_goal(goal=by_peer, text="Sing", by=own)

    step.refresh_from_db()
    line = shown(two, own).goals[0]
    assert (by_peer.state, by_them.state, step.goal_id) == ("suggested", "mine", by_them.pk)
    assert (line.text, line.said_before) == ("Sing", ["Sing with others", "Sing in the choir again"])
    with pytest.raises(WrongState):
        services.reword_goal(goal=goal, text="Once more", by=own)


def test_a_step_is_done_on_a_day_and_stays_among_what_they_did(two):
    goal, today = goal_of(two), clock.today(ZONE)
    step = services.add_step(person=two.person, text="Called them", whose="them", goal=goal, by=two.user)
    services.finish_step(step=step, done_on=today - timedelta(days=3), by=two.user)
    with pytest.raises(WrongState):
        services.let_go_step(step=step, by=two.user)
    with pytest.raises(DomainError, match="still to come"):
        services.finish_step(step=step, done_on=today + timedelta(days=1), by=two.user)

    done = shown(two, two.user).done
    assert [(line.text, line.done_on) for line in done] == [("Called them", today - timedelta(days=3))]
    assert services.reopen_step(step=step, by=two.user).done_on is None
    assert services.let_go_step(step=step, by=two.user).state == "let_go"
    with pytest.raises(WrongState):
        services.finish_step(step=step, by=two.user)


def test_a_step_hangs_on_an_open_goal_of_the_same_person(two):
    goal = services.let_go(goal=goal_of(two), by=two.user)
    other = Two(peer=two.peer, agency=two.agency, name="Bo")
    common = {"text": "x", "whose": "us", "by": two.user}

    with pytest.raises(WrongState):
        services.add_step(person=two.person, goal=goal, **common)
    with pytest.raises(Goal.DoesNotExist):
        services.add_step(person=other.person, goal=goal, **common)


def test_a_connection_tells_its_course_with_days(two):
    today = clock.today(ZONE)
    row = services.add_connection(
        person=two.person, text="Thursday football", state="planned", goes_along="Gabe",
        planned_on=today + timedelta(days=2), by=two.user,
    )  # fmt: skip
    services.move_connection(connection=row, state="went", on=today - timedelta(days=1), by=two.user)
    services.move_connection(connection=row, state="went", by=two.user)
    moved = services.move_connection(connection=row, state="part_of_it", by=two.user)

    line = shown(two, two.user).connections[0]
    assert [str(turn.words) for turn in line.course] == ["went once", "part of it"]
    assert (moved.planned_on, line.goes_along, ConnectionStep.objects.count()) == (None, "", 3)

    services.move_connection(connection=row, state="part_of_it", on=today - timedelta(days=2), by=two.user)
    course = shown(two, two.user).connections[0].course
    assert [(str(turn.words), (today - turn.on).days) for turn in course] == [
        ("part of it", 2),
        ("went once", 1),
    ]


def test_days_that_cannot_be_are_told_at_their_field(two):
    today, yesterday = clock.today(ZONE), clock.today(ZONE) - timedelta(days=1)
    with pytest.raises(DomainError) as wanted:
        goal_of(two, wanted_by=yesterday)
    with pytest.raises(DomainError) as planned:
        services.add_connection(
            person=two.person, text="x", state="planned", planned_on=yesterday, by=two.user
        )
    row = services.add_connection(person=two.person, text="x", state="talked", by=two.user)
    with pytest.raises(DomainError) as on:
        services.move_connection(connection=row, state="went", on=today + timedelta(days=1), by=two.user)

    assert [error.value.field for error in (wanted, planned, on)] == ["wanted_by", "planned_on", "on"]


ADDING = [
    (services.add_goal, {"text": "x", "idea_of": "us"}),
    (services.add_step, {"text": "x", "whose": "us"}),
    (services.add_help, {"text": "x"}),
    (services.add_connection, {"text": "x", "state": "talked"}),
]


@pytest.mark.parametrize(("service", "values"), ADDING)
def test_a_peer_writes_only_with_a_yes_in_force_and_a_level_that_keeps_words(service, values):
    without, facts = Two(agreed=False), Two(level=Program.Level.ATTENDANCE)
    broken = Two()
    broken.withdraw()

    for two, error in ((without, ConsentMissing), (broken, ConsentMissing), (facts, DomainError)):
        with pytest.raises(error) as refused:
            service(person=two.person, by=two.user, **values)
        assert refused.value.field == "text"
    assert not AuditEvent.objects.filter(action__startswith="goal").exists()


@pytest.mark.parametrize(("service", "values"), ADDING)
def test_the_person_writes_always_and_nobody_else_but_who_walks_with_them(service, values):
    two = Two(agreed=False, level=Program.Level.ATTENDANCE)
    own, other = factories.give_account(two.person), factories.give_account(factories.make_person())
    paused = Two()
    pause_pairing(pairing=paused.pairing, by=paused.user)

    assert service(person=two.person, by=own, **values).peer_id is None
    for by in (
        other,
        factories.make_peer(agency=two.agency).user,
        factories.make_link(peer=two.peer).supervisor,
    ):
        with pytest.raises((Pairing.DoesNotExist, SupportedPerson.DoesNotExist)):
            service(person=two.person, by=by, **values)
    with pytest.raises(NotAllowed):
        service(person=paused.person, by=paused.user, **values)


def test_nothing_said_or_too_much_is_told_at_the_field(two):
    for text in ("", "   ", "\u200b", "x" * 501, "a\x00b"):
        with pytest.raises(DomainError) as refused:
            goal_of(two, text=text)
        assert refused.value.field == "text"


def test_what_the_person_wrote_alone_reaches_their_peer_by_choice_and_no_supervisor(two, own):
    goal_of(two, by=own, text="Mine alone", idea_of="them")
    goal_of(two, text="By the peer")
    links = [factories.make_link(peer=two.peer, kind=kind).supervisor for kind in ("clinical", "senior")]
    every_cell = sum(1 << bit for bit in range(20))
    for allows, reached in ((every_cell, {"Mine alone", "By the peer"}), (0, {"By the peer"})):
        ConsentNow.objects.filter(person=two.person).update(allows=allows)
        assert {goal.text for goal in shown(two, two.user).goals} == reached
    ConsentNow.objects.filter(person=two.person).update(allows=every_cell)

    assert [{goal.text for goal in shown(two, user).goals} for user in links] == [{"By the peer"}] * 2
    assert CHOICES


def test_a_row_a_peer_cannot_read_is_not_theirs_to_change(two, own):
    hidden = goal_of(two, by=own, idea_of="them")
    ConsentNow.objects.filter(person=two.person).update(allows=0)

    with pytest.raises(Goal.DoesNotExist):
        services.let_go(goal=hidden, by=two.user)


def test_what_helps_is_gone_at_once(two, own):
    line = services.add_help(person=two.person, text="The radio, low", by=two.user)
    services.remove_help(line=line, by=own)

    assert not HelpsMe.objects.exists()
    assert list(
        AuditEvent.objects.filter(target_id=line.pk).values_list("action", flat=True).order_by("at")
    ) == [
        "help.added",
        "help.removed",
    ]


def test_goals_to_choose_are_the_open_ones_theirs_first(two, own):
    goal_of(two, text="Suggested")
    goal_of(two, text="Theirs", said_mine=True)
    services.let_go(goal=goal_of(two, text="Gone"), by=two.user)

    with acting_as(two.user.pk):
        found = choices_of(person=two.person, by=two.user).goals

    assert [(goal.text, goal.is_theirs) for goal in found] == [("Theirs", True), ("Suggested", False)]


def test_nothing_of_a_plan_is_a_number_to_reach():
    words = ("percent", "progress", "count", "target", "score", "due")
    names = {f.name for model in (Goal, Step, HelpsMe, Connection) for f in model._meta.fields}

    assert [name for name in names if any(word in name for word in words)] == []
