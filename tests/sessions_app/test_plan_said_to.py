"""Who heard it: a yes and a turn that the person spoke name who wrote them down, what they tapped themselves nobody."""

from datetime import timedelta

import pytest

from consent.models import ConsentNow
from peersupport.audit.services import Purpose
from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app.plan import open_plan, readable_rows
from sessions_app.services import plan as services
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.world import ZONE, Two


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def own(two):
    return factories.give_account(two.person)


def shown(two, user):
    with acting_as(user.pk):
        return open_plan(readable_rows(two.person), zone=ZONE, by=user, purpose=Purpose.OTHER, via="paired")


def pages(two, own):
    theirs = sign_in(two.user).get(f"/people/{two.person.pk}/plan/").content.decode()
    return theirs, sign_in(own).get("/my/plan/").content.decode()


@pytest.mark.parametrize("writes", ["peer", "person"])
@pytest.mark.parametrize("says", ["peer", "person"])
def test_a_yes_names_who_wrote_it_down_whoever_wrote_the_goal(two, own, writes, says):
    ConsentNow.objects.filter(person=two.person).update(allows=sum(1 << bit for bit in range(20)))
    users = {"peer": two.user, "person": own}
    goal = services.add_goal(person=two.person, text="Sing", idea_of="someone", by=users[writes])
    services.say_mine(goal=goal, by=users[says])

    heard = two.user.name if says == "peer" else ""
    assert [line.said_to for line in shown(two, own).goals] == [heard]
    theirs, mine = pages(two, own)
    assert (f"said to {two.user.name}: this is mine" in theirs) is (says == "peer")
    assert (f"I said so to {two.user.name}" in mine) is (says == "peer")


def test_a_suggestion_was_said_to_nobody(two):
    services.add_goal(person=two.person, text="Sing", idea_of="peer", by=two.user)

    assert [line.said_to for line in shown(two, two.user).goals] == [""]


def test_the_course_of_a_connection_says_to_whom_it_was_told(two, own):
    line = services.add_connection(person=two.person, text="Choir", state="talked", by=two.user)
    today = clock.today(ZONE)
    earlier = today - timedelta(days=2)
    services.move_connection(connection=line, state="went", on=earlier, by=own)

    course = shown(two, own).connections[0].course
    assert [(turn.on, turn.told_to) for turn in course] == [(earlier, ""), (today, two.user.name)]
    assert all(page.count(f"told to {two.user.name}") == 1 for page in pages(two, own))
