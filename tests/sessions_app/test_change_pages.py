"""From a plan to what became of it, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.people.models import Pairing
from peersupport.people.services import end_pairing
from sessions_app.services import cancel_session, mark_not_met
from tests import factories
from tests.sessions_app.world import Two


def url(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


CHANGES = ["session_not_met", "session_cancel", "session_reopen"]


def test_did_not_connect_is_one_tap_with_an_undo():
    two = Two()
    session, client = two.plan_now(), factories.sign_in(two.user)

    response = client.post(url("session_not_met", session), follow=True)

    assert url("session_reopen", session) in response.content.decode()
    client.post(url("session_reopen", session))
    session.refresh_from_db()
    assert session.state == "planned"


def test_did_not_connect_before_its_hour_is_not_said():
    two = Two()
    session, client = two.plan(), factories.sign_in(two.user)

    response = client.post(url("session_not_met", session), follow=True)

    session.refresh_from_db()
    assert session.state == "planned"
    page = response.content.decode()
    assert "You can call it off instead." in page
    assert url("session_cancel", session) in page
    assert url("session_not_met", session) not in page


@pytest.mark.parametrize("name", CHANGES)
def test_change_ladder(name):
    two = Two()
    session, done = two.plan(), two.complete()
    supervisor = factories.make_link(peer=two.peer).supervisor
    own = factories.sign_in(two.user)

    assert own.get(url(name, session)).status_code == 405
    assert factories.sign_in(Two().user).post(url(name, session)).status_code == 404
    assert factories.sign_in(supervisor).post(url(name, session)).status_code == 404
    assert own.post(url(name, done)).status_code == 409
    assert own.post(url(name, session)).status_code == 302


@pytest.mark.parametrize("name", [*CHANGES, "session_move", "session_met"])
def test_another_peer_who_sees_it_may_not_change_it(name):
    two = Two()
    session = two.plan()
    second = factories.make_pairing(person=two.person, peer=factories.make_peer(agency=two.agency)).peer.user

    assert factories.sign_in(second).post(url(name, session)).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/sessions/", "/sessions/"),
        ("https://elsewhere.example/", "/"),
        ("//x.example", "/"),
        ("javascript:alert(1)", "/"),
        ("a-word", "/"),
        ("{12345678-1234-1234-1234-123456789abc}", "/"),
    ],
)
def test_change_leads_back_only_to_this_house(wanted, led_to):
    two = Two()

    response = factories.sign_in(two.user).post(url("session_cancel", two.plan()), {"next": wanted})

    assert response["Location"] == led_to


def test_on_a_break_we_met_is_403():
    two = Two()
    session = two.plan()
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())

    assert factories.sign_in(two.user).get(url("session_met", session)).status_code == 403


# --- plan and move ---


def plan_url(two):
    return reverse("sessions_app:session_plan") + f"?person={two.person.pk}"


def when(days=3):
    day = clock.now() + timedelta(days=days)
    return {"start_date": day.date(), "start_time": "14:00", "minutes": "60"}


def test_plan_page_plans_once():
    two = Two()
    client = factories.sign_in(two.user)
    key = client.get(plan_url(two)).context["form"].initial["key"]

    codes = [client.post(plan_url(two), when() | {"key": key}).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert two.peer.sessions.get().local_start[-5:] == "14:00"


def test_plan_page_asks_with_whom_first():
    two = Two()

    page = factories.sign_in(two.user).get(reverse("sessions_app:session_plan")).content.decode()

    assert f"?person={two.person.pk}" in page


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"start_date": "2001-01-01"}, {"start_date"}),
        ({"start_date": "2099-01-01"}, {"start_date"}),
        ({"start_date": ""}, {"start_date"}),
        ({"start_time": ""}, {"start_time"}),
        ({"minutes": "other", "minutes_other": "0"}, {"minutes_other"}),
        ({"minutes": "other"}, {"minutes_other"}),
        ({"way": "rocket"}, {"way"}),
        ({"key": "x"}, {"key"}),
    ],
)
def test_plan_page_says_what_does_not_fit(values, wrong):
    two = Two()
    client = factories.sign_in(two.user)
    key = client.get(plan_url(two)).context["form"].initial["key"]

    response = client.post(plan_url(two), when() | {"key": key} | values)

    assert (response.status_code, set(response.context["form"].errors)) == (422, wrong)


def test_move_page():
    two = Two()
    session, client = two.plan(), factories.sign_in(two.user)

    assert client.get(url("session_move", session)).status_code == 200
    assert client.post(url("session_move", session), when(days=-9)).status_code == 422
    assert client.post(url("session_move", session), when(days=9)).status_code == 302
    cancel_session(session=session, by=two.user)
    assert client.get(url("session_move", session)).status_code == 409


def test_a_goodbye_leaves_nothing_to_plan_again():
    two = Two()
    session, client = two.plan_now(), factories.sign_in(two.user)
    mark_not_met(session=session, by=two.user)
    again = url("session_reopen", session)

    before = again in client.get(url("session_detail", session)).content.decode()
    end_pairing(pairing=two.pairing, reason="goodbye", by=two.user)
    after = again in client.get(url("session_detail", session)).content.decode()

    assert (before, after) == (True, False)
