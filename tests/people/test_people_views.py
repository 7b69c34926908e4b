"""The list, the search, adding, confirming and a death, as each role meets them."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.people.models import SupportedPerson
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    sign_in,
)

LIST, SEARCH, ADD = (f"people:person_{verb}" for verb in ("list", "search", "add"))


@pytest.fixture
def program():
    return make_program()


@pytest.fixture
def admin(program):
    return make_admin(agency=program.agency)


@pytest.fixture
def peer(program):
    return make_peer(program=program)


def names_on(response):
    key = "listed" if "listed" in response.context else "found"
    return [row.person.chosen_name for row in response.context[key].rows]


def test_the_list_is_in_natural_order_and_within_reach(program, admin, peer):
    for name in ("zoë", "Álvaro", "ana", "Émile"):
        make_person(program=program, name=name)
    make_pairing(person=make_person(program=program, name="Bo"), peer=peer)
    make_person(name="Elsewhere")
    supervisor = make_link(peer=peer).supervisor

    assert names_on(sign_in(admin).get(reverse(LIST))) == ["Álvaro", "ana", "Bo", "Émile", "zoë"]
    assert names_on(sign_in(peer.user).get(reverse(LIST))) == ["Bo"]
    assert names_on(sign_in(supervisor).get(reverse(LIST))) == ["Bo"]


def test_the_list_starts_with_who_walks_with_me(peer):
    make_pairing(person=make_person(agency=peer.agency, name="Ana"), peer=peer, rhythm="weekly")
    make_pairing(person=make_person(agency=peer.agency, name="Bo"), peer=peer, state="ended")
    client = sign_in(peer.user)

    assert names_on(client.get(reverse(LIST))) == ["Ana"]
    rows = client.get(reverse(LIST), {"who": "all"}).context["listed"].rows
    assert [(row.person.chosen_name, row.text, row.tag) for row in rows] == [
        ("Ana", "about weekly", ""),
        ("Bo", "", "said goodbye for now"),
    ]


def test_the_list_filters_by_program_and_ignores_nonsense(program, admin):
    other = make_program(agency=program.agency)
    make_person(program=program, name="Ana")
    make_person(program=other, name="Bo")
    make_person(program=other, name="Cy", confirmed_at=None, confirmed_by=None)
    client = sign_in(admin)

    assert names_on(client.get(reverse(LIST), {"program": other.pk})) == ["Bo", "Cy"]
    assert names_on(client.get(reverse(LIST), {"who": "office"})) == ["Cy"]
    for nonsense in ("\x00", "abc", str(uuid.uuid4()), "'--", "9" * 1000):
        query = {"program": nonsense, "who": nonsense, "after": nonsense, "before": nonsense}
        response = client.get(reverse(LIST), query)
        assert (response.status_code, names_on(response)) == (200, ["Ana", "Bo", "Cy"])


def test_the_dead_and_the_hidden_stand_in_no_list(program, admin, peer):
    make_person(program=program, name="Dee", died_on=clock.now().date())
    make_person(program=program, name="Colleague", also_staff=peer.user)
    make_block(person=make_person(program=program, name="Away"), user=admin)
    client = sign_in(admin)

    assert names_on(client.get(reverse(LIST))) == []
    assert names_on(client.post(reverse(SEARCH), {"q": "d"})) == []
    assert names_on(client.post(reverse(SEARCH), {"q": "co"})) == []


def test_pages_follow_each_other_and_name_nobody_in_their_addresses(program, admin):
    everybody = [f"Ana {number:02}" for number in range(60)]
    for name in everybody:
        make_person(program=program, name=name, added_by=admin)
    client = sign_in(admin)

    seen, query = [], {}
    while True:
        response = client.get(reverse(LIST), query)
        seen += names_on(response)
        if response.context["listed"].after is None:
            break
        query = {"after": response.context["listed"].after}
    assert seen == everybody
    back = client.get(reverse(LIST), {"before": response.context["listed"].before})
    assert names_on(back) == everybody[25:50]
    assert (back.context["listed"].before, back.context["listed"].after) != (None, None)


@pytest.mark.parametrize("who", ["admin", "peer", "supervisor"])
def test_the_list_takes_few_queries_and_as_many_for_thirty_rows(who, program, admin, peer):
    user = {"admin": admin, "peer": peer.user, "supervisor": make_link(peer=peer, made_by=admin).supervisor}[
        who
    ]
    client = sign_in(user)
    counts = []
    for rows in (3, 30):
        while SupportedPerson.objects.count() < rows:
            make_pairing(person=make_person(program=program, added_by=admin), peer=peer)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 8, [query["sql"] for query in queries.captured_queries]


def test_an_empty_list_says_what_to_do(peer, admin):
    assert b"Nobody walks with you yet" in sign_in(peer.user).get(reverse(LIST)).content
    assert b"Nobody here yet" in sign_in(admin).get(reverse(LIST)).content
    assert b"Nobody waits for you" in sign_in(admin).get(reverse(LIST), {"who": "office"}).content


def test_an_offer_stands_above_the_list(peer):
    make_pairing(person=make_person(agency=peer.agency, name="Ana"), peer=peer, state="offered")

    assert b"Would you like to walk together for a while?" in sign_in(peer.user).get(reverse(LIST)).content


def test_search_finds_the_beginning_of_any_word_within_reach(program, admin, peer):
    for name in ("Ana María", "Maria", "Ramona", "100%", "a_b"):
        make_person(program=program, name=name)
    make_person(name="Maria Elsewhere")
    client = sign_in(admin)

    assert names_on(client.post(reverse(SEARCH), {"q": "MARÍ"})) == ["Ana María", "Maria"]
    assert names_on(client.post(reverse(SEARCH), {"q": "%"})) == []
    assert names_on(client.post(reverse(SEARCH), {"q": "_"})) == []
    assert names_on(client.post(reverse(SEARCH), {"q": "100%"})) == ["100%"]
    assert names_on(sign_in(peer.user).post(reverse(SEARCH), {"q": "maria"})) == []


@pytest.mark.parametrize("words", ["", "  ", "\x00", "a" * 81, "\u202e"])
def test_search_answers_what_it_cannot_search_with_a_sentence(admin, words):
    response = sign_in(admin).post(reverse(SEARCH), {"q": words})

    assert response.status_code == 422
    assert response.context["form"].errors["q"]


def test_people_pages_do_not_exist_for_people_and_strangers(program):
    own = sign_in(give_account(make_person(program=program)))
    person = make_person(program=program)

    assert own.get(reverse(LIST)).status_code == 404
    assert own.post(reverse(SEARCH), {"q": "a"}).status_code == 404
    assert own.get(reverse(ADD)).status_code == 404
    for name in ("confirm", "died"):
        assert own.post(reverse(f"people:person_{name}", args=[person.pk])).status_code == 404


def test_a_supervisor_adds_nobody(peer):
    supervisor = make_link(peer=peer).supervisor

    assert sign_in(supervisor).get(reverse(ADD)).status_code == 404


@pytest.mark.parametrize(
    ("name", "method"),
    [("list", "post"), ("search", "get"), ("add", "delete"), ("confirm", "get"), ("died", "put")],
)
def test_wrong_methods_are_refused(admin, name, method):
    person = make_person(agency=admin.agency)
    args = [person.pk] if name in {"confirm", "died"} else []

    assert getattr(sign_in(admin), method)(reverse(f"people:person_{name}", args=args)).status_code == 405


def test_the_office_confirms_and_nobody_else(peer, admin):
    person = make_person(agency=peer.agency, added_by=peer.user, confirmed_at=None, confirmed_by=None)
    make_pairing(person=person, peer=peer)
    url = reverse("people:person_confirm", args=[person.pk])

    assert sign_in(peer.user).post(url).status_code == 403
    assert sign_in(make_admin()).post(url).status_code == 404
    assert sign_in(admin).post(url).status_code == 302
    assert sign_in(admin).post(url).status_code == 409


def test_a_death_takes_two_steps(peer):
    person = make_pairing(peer=peer, person=make_person(agency=peer.agency)).person
    url = reverse("people:person_died", args=[person.pk])
    client = sign_in(peer.user)
    today = person.program.today()

    assert client.get(url).status_code == 200
    for wrong in ("", "2026-13-45", "10000-01-01", "\x00", (today + timedelta(days=1)).isoformat()):
        assert client.post(url, {"died_on": wrong}).status_code == 422
    asked = client.post(url, {"died_on": today.isoformat()})
    assert b"Is this about" in asked.content
    person.refresh_from_db()
    assert person.died_on is None
    assert client.post(url, {"died_on": today.isoformat(), "is_sure": "on"}).status_code == 302
    person.refresh_from_db()
    assert person.died_on == today
    assert sign_in(make_admin(agency=peer.agency)).get(url).url == reverse(
        "home:person_page", args=[person.pk]
    )
    assert not AccessEvent.objects.exists()


def test_a_death_is_written_by_who_walks_with_them_or_the_office(peer, admin):
    person = make_pairing(peer=peer, person=make_person(agency=peer.agency)).person
    url = reverse("people:person_died", args=[person.pk])

    assert sign_in(make_link(peer=peer).supervisor).get(url).status_code == 403
    assert sign_in(make_peer(agency=peer.agency).user).get(url).status_code == 404
    assert sign_in(admin).get(url).status_code == 200
