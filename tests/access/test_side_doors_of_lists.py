"""What no page shows, no list of the API and no file gives away either."""

import pytest

from peersupport.exchange.services import take_people
from peersupport.people import services
from peersupport.people.models import Pairing, SupportedPerson
from tests import factories
from tests.api.caller import Caller, problem
from tests.sessions_app.world import Two


@pytest.fixture
def two():
    return Two()


def pairing_of(two):
    return Pairing.objects.get(person=two.person, peer=two.peer)


def test_a_supervisor_never_meets_a_colleague_who_is_supported_here(two):
    supervisor = Caller(factories.make_link(peer=two.peer).supervisor)
    two.person.also_staff = factories.make_user(agency=two.agency)
    two.person.save(update_fields=["also_staff"])
    address = f"pairings/{pairing_of(two).pk}/"

    assert supervisor.get("pairings/").json()["results"] == []
    problem(supervisor.get(address), 404)
    problem(supervisor.post(f"{address}end/", {"reason": "goodbye"}), 404)


def test_a_not_now_stands_in_no_list(two):
    office, other = factories.make_admin(agency=two.agency), factories.make_peer(agency=two.agency)
    pairing = services.offer_pairing(person=two.person, peer=other, by=office)
    services.decline_pairing(pairing=pairing, by=other.user)

    for user in (office, other.user):
        caller = Caller(user)
        assert caller.get("pairings/", state="not_now").json()["results"] == []
        problem(caller.get(f"pairings/{pairing.pk}/"), 404)


def test_who_walked_with_somebody_once_takes_the_name_along_and_no_more(two):
    two.person.pronouns = "they/them"
    two.person.save(update_fields=["pronouns"])
    services.end_pairing(pairing=pairing_of(two), by=two.user)
    people = SupportedPerson.objects.reached_by(two.user).listed()
    lines = list(take_people(people=people, why="moving", by=two.user))

    assert lines[1].strip() == f"{two.person.chosen_name},,,,{two.person.pk}"


def test_who_asked_to_come_back_hears_it_when_the_peer_leaves(two):
    office = factories.make_admin(agency=two.agency)
    factories.give_account(two.person)
    pairing = pairing_of(two)
    services.end_pairing(pairing=pairing, by=two.user)
    services.ask_back(pairing=pairing, by=two.person.user)
    services.end_relations_of(user=two.user, by=office)
    pairing.refresh_from_db()

    assert (pairing.back_asked_at is None, pairing.not_now_at is None) == (True, False)
