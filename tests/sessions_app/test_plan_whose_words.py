"""A line of the plan belongs to who wrote it: a peer takes nothing away that the person wrote, said or did."""

from datetime import timedelta

import pytest

from consent.models import ConsentNow
from peersupport.core import clock
from peersupport.core.errors import NotAllowed
from sessions_app.models import HelpsMe
from sessions_app.services import plan as services
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.world import Two


@pytest.fixture
def two():
    """The person lets their peer read everything, also what they wrote alone."""
    two = Two()
    two.own = factories.give_account(two.person)
    ConsentNow.objects.filter(person=two.person).update(allows=(1 << 20) - 1)
    return two


def test_a_peer_takes_away_only_what_they_typed(two):
    mine = services.add_help(person=two.person, text="Tea with honey", by=two.user)
    theirs = services.add_help(person=two.person, text="A walk by the lake", by=two.own)
    stand_in = factories.make_cover(pairing=two.pairing).peer.user
    client = sign_in(two.user)

    page = client.get(f"/people/{two.person.pk}/plan/").content.decode()
    refused = client.post(f"/plan/help/{theirs.pk}/remove/")
    with pytest.raises(NotAllowed, match="Another peer"):
        services.remove_help(line=mine, by=stand_in)
    services.remove_help(line=mine, by=two.user)

    assert f"/plan/help/{mine.pk}/remove/" in page
    assert "A walk by the lake" in page
    assert f"/plan/help/{theirs.pk}/remove/" not in page
    assert (refused.status_code, list(HelpsMe.objects.all())) == (403, [theirs])
    services.remove_help(line=theirs, by=two.own)
    assert not HelpsMe.objects.exists()


def test_a_goal_in_their_words_and_their_own_yes_stay(two):
    typed = services.add_goal(person=two.person, text="See the sea", idea_of="them", by=two.own)
    suggested = services.add_goal(person=two.person, text="Sing again", idea_of="peer", by=two.user)
    services.say_mine(goal=suggested, by=two.own)

    page = sign_in(two.user).get(f"/people/{two.person.pk}/plan/").content.decode()
    with pytest.raises(NotAllowed, match="wrote this"):
        services.reword_goal(goal=typed, text="Go to the beach", by=two.user)
    for said in (typed, suggested):
        with pytest.raises(NotAllowed, match="said that it is theirs"):
            services.take_mine_back(goal=said, by=two.user)

    assert f"/plan/goal/{typed.pk}/reach/" in page
    assert f'"/plan/goal/{typed.pk}/"' not in page
    assert f'"/plan/goal/{suggested.pk}/"' in page
    assert services.reword_goal(goal=suggested, text="Sing in the choir", by=two.user).peer_id == two.peer.pk
    assert services.take_mine_back(goal=typed, by=two.own).state == "suggested"


def test_what_they_did_stays_done_but_for_a_slip_of_the_same_day(two):
    step = services.add_step(person=two.person, text="Call the choir", whose="them", by=two.own)
    goal = services.add_goal(person=two.person, text="See the sea", idea_of="them", by=two.own)
    for done in (services.finish_step(step=step, by=two.user), services.reach(goal=goal, by=two.user)):
        assert done.state in {"done", "reached"}
    services.reopen_step(step=step, by=two.user)
    services.reopen_goal(goal=goal, by=two.user)
    services.finish_step(step=step, by=two.own)
    services.reach(goal=goal, by=two.own)

    with clock.set_to(clock.now() + timedelta(days=2)):
        page = sign_in(two.user).get(f"/people/{two.person.pk}/plan/").content.decode()
        for change in (
            lambda: services.reopen_step(step=step, by=two.user),
            lambda: services.finish_step(step=step, done_on=two.person.program.today(), by=two.user),
            lambda: services.reopen_goal(goal=goal, by=two.user),
        ):
            with pytest.raises(NotAllowed):
                change()
        again = (
            services.reopen_step(step=step, by=two.own).state,
            services.reopen_goal(goal=goal, by=two.own).state,
        )

    assert "Call the choir" in page
    assert "/reopen/" not in page
    assert again == ("open", "mine")
