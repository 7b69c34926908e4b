from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.models import User
from sessions_app.models import SupportSession
from sessions_app.querysets import PAGE
from tests import factories
from tests.sessions_app.world import Two, an_entry, wall

LIST = reverse("sessions_app:session_list")


def rows(response):
    return [row.pk for row in response.context["found"].rows]


def many(two, count):
    return [two.complete(an_entry(local_start=wall(hours=-2 * n - 1))).pk for n in range(count)]


def queries(client, address=LIST):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_list_shows_the_newest_first_and_goes_on():
    two = Two()
    keys = many(two, PAGE + 3)
    client = factories.sign_in(two.user)

    first = client.get(LIST)
    second = client.get(LIST, {"before": first.context["found"].older})

    assert (rows(first), rows(second)) == (keys[:PAGE], keys[PAGE:])
    assert second.context["found"].older == ""


def test_number_of_queries_is_the_same_for_3_and_30_rows():
    two = Two()
    supervisor = factories.make_link(peer=two.peer).supervisor
    peer, boss = factories.sign_in(two.user), factories.sign_in(supervisor)
    many(two, 3)
    few = queries(peer), queries(boss)

    many(Two(peer=two.peer), 27)

    assert (queries(peer), queries(boss)) == few
    assert max(few) <= 8


@pytest.mark.parametrize("state", ["planned", "completed", "not_met", "cancelled"])
def test_filter_by_state(state):
    two = Two()
    two.plan()
    two.complete()

    response = factories.sign_in(two.user).get(LIST, {"state": state})

    assert {row.state for row in SupportSession.objects.filter(pk__in=rows(response))} <= {state}
    assert len(rows(response)) == (1 if state in {"planned", "completed"} else 0)


def test_filter_by_ids():
    two = Two()
    other = Two(peer=two.peer, name="Joy")
    mine, theirs = two.complete().pk, other.complete().pk
    client = factories.sign_in(two.user)

    assert rows(client.get(LIST, {"person": other.person.pk})) == [theirs]
    assert rows(client.get(LIST, {"program": two.program.pk})) == [mine]
    assert rows(client.get(LIST, {"peer": two.peer.pk, "person": two.person.pk, "state": "completed"})) == [
        mine
    ]


def test_person_and_program_narrow_together():
    two = Two()
    many(two, 2)
    client, other = factories.sign_in(two.user), factories.make_program(agency=two.agency)

    def found(program):
        return len(rows(client.get(LIST, {"person": two.person.pk, "program": program.pk})))

    assert (found(two.program), found(other)) == (2, 0)


def test_strangers_persons_filter_shows_nothing():
    two, stranger = Two(), Two()
    stranger.complete()

    assert rows(factories.sign_in(two.user).get(LIST, {"person": stranger.person.pk})) == []


@pytest.mark.parametrize("query", [{"state": "x"}, {"person": "x"}, {"peer": "\x00"}, {"program": "1"}])
def test_filter_that_is_none_says_so(query):
    assert factories.sign_in(Two().user).get(LIST, query).status_code == 422


@pytest.mark.parametrize(
    "before", ["x", "2026-01-01,", "2026-01-01T00:00+00:00,x", "2026-01-01T00:00,0", ",", "\x00"]
)
def test_place_that_is_none_is_not_there(before):
    assert factories.sign_in(Two().user).get(LIST, {"before": before}).status_code == 404


def test_empty_list_says_what_will_stand_here():
    two = Two()

    assert "No meetings yet" in factories.sign_in(two.user).get(LIST).content.decode()


def test_supervisor_sees_facts_of_linked_peers_only_and_names_them():
    two, other = Two(), Two()
    session = two.complete()
    other.complete()
    supervisor = factories.make_link(peer=two.peer).supervisor

    response = factories.sign_in(supervisor).get(LIST)

    assert rows(response) == [session.pk]
    assert {"Ana R.", two.user.name} <= set(response.context["found"].rows[0].text.split(" · ")) | {
        response.context["found"].rows[0].title
    }


def test_colleague_supported_here_is_in_no_supervisors_list():
    two = Two()
    two.complete()
    supervisor = factories.make_link(peer=two.peer).supervisor
    type(two.person).objects.filter(pk=two.person.pk).update(
        also_staff=factories.make_user(agency=two.agency)
    )

    assert rows(factories.sign_in(supervisor).get(LIST)) == []


def test_list_ladder():
    assert factories.sign_in(factories.make_admin()).get(LIST).status_code == 404
    assert factories.sign_in(factories.make_user()).get(LIST).status_code == 404
    assert factories.sign_in(factories.make_user(kind=User.Kind.PERSON)).get(LIST).status_code == 404
    assert factories.Client().get(LIST).status_code == 302
    assert factories.sign_in(Two().user).post(LIST).status_code == 405


def test_active_filter_can_be_let_go():
    two = Two()
    query = {"state": "planned", "person": str(two.person.pk)}

    response = factories.sign_in(two.user).get(LIST, query | {"before": ""})

    assert [chip["url"] for chip in response.context["active"]] == [
        "?" + urlencode({"person": query["person"], "before": ""}).removesuffix("&before="),
        "?state=planned",
    ]
