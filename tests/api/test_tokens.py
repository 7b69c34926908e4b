"""Tokens: shown once, ended at once, worth what their user may do today."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from peersupport.api.models import Token
from peersupport.api.services import end_stale_tokens, end_token, make_token
from peersupport.api.tokens import PerToken
from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError
from tests.api.caller import Caller, problem
from tests.factories import give_account, make_admin, make_peer, make_person, make_user, sign_in
from tests.parts import gathered

PAGE = "/account/tokens/"


@pytest.fixture
def peer():
    return make_peer().user


def test_the_token_is_shown_once_and_nowhere_kept(peer):
    browser = sign_in(peer)

    made = browser.post(PAGE, {"name": "Our calendar"}).content.decode()
    text = made.partition('<code class="ps-text">')[2].partition("</code>")[0]

    assert Caller(peer, token=text).get("people/").status_code == 200
    page = browser.get(PAGE).content.decode()
    assert "Our calendar" in page
    assert text[-8:] in page
    assert text not in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM api_token t")
        assert text not in cursor.fetchone()[0]
    assert AuditEvent.objects.filter(action="token.made", actor_id=peer.pk).count() == 1


def test_an_ended_token_opens_nothing_from_the_next_request_on(peer):
    caller = Caller(peer)
    token = Token.objects.get()
    assert caller.get("people/").status_code == 200

    answer = sign_in(peer).post(f"{PAGE}{token.pk}/end/")

    assert answer.status_code == 302
    assert problem(caller.get("people/"), 401)["type"] == "urn:peersupport:problem:not-signed-in"
    assert sign_in(peer).get(PAGE).content.decode().count("ps-row__title") == 0


def test_nobody_ends_the_token_of_somebody_else(peer):
    token, _text = make_token(name="mine", by=peer)

    assert sign_in(make_admin(agency=peer.agency)).post(f"{PAGE}{token.pk}/end/").status_code == 404
    with pytest.raises(Token.DoesNotExist):
        end_token(token=token, by=make_admin(agency=peer.agency))


def test_after_ninety_days_it_is_over(peer):
    caller = Caller(peer)
    with clock.set_to(clock.now() + timedelta(days=91)):
        assert caller.get("people/").status_code == 401


@pytest.mark.parametrize("how", ["role", "account"])
def test_whoever_leaves_takes_every_token_along(peer, how):
    caller = Caller(peer)
    if how == "role":
        peer.memberships.update(ended_at=clock.now())
    else:
        type(peer).objects.filter(pk=peer.pk).update(is_active=False)

    assert caller.get("people/").status_code == 401
    assert end_stale_tokens() == 1
    peer.memberships.update(ended_at=None)
    type(peer).objects.filter(pk=peer.pk).update(is_active=True)
    assert caller.get("people/").status_code == 401


def test_tokens_of_those_who_work_here_and_of_people_stay(peer):
    Caller(peer), Caller(give_account(make_person()))

    assert end_stale_tokens() == 0


def test_a_session_is_no_way_in_and_every_address_asks_for_a_token(peer):
    browser = sign_in(peer)
    views = {f"api:{entry.name}" for entry in get_resolver("peersupport.api.urls").url_patterns}

    by_token = {route for route in gathered("OPEN", set()) if route.startswith("api:")}
    assert views - {"api:schema", "api:docs"} == by_token
    for name in ("people/", "sessions/", "pairings/", "notes/"):
        answer = browser.get(f"/api/v1/{name}")
        problem(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer a b", "Bearer ps_x", "Basic YTpi", "Bearer \x00", "Bearer " + "9" * 9_999, "Bearer ñ"],
)  # fmt: skip
def test_a_broken_token_is_nobody(peer, header):
    answer = Client().get("/api/v1/people/", headers={"Authorization": header})

    problem(answer, 401)


def test_ten_tokens_and_five_an_hour(peer):
    for number in range(5):
        make_token(name=f"number {number}", by=peer)

    page = sign_in(peer).post(PAGE, {"name": "one more"})
    assert page.status_code == 422
    assert "enough for this hour" in page.content.decode()
    with clock.set_to(clock.now() + timedelta(hours=2)):
        for number in range(5):
            make_token(name=f"later {number}", by=peer)
    with clock.set_to(clock.now() + timedelta(hours=4)), pytest.raises(DomainError, match="ten tokens"):
        make_token(name="an eleventh", by=peer)


def test_without_a_role_there_is_no_page():
    assert sign_in(make_user()).get(PAGE).status_code == 404


def test_too_many_requests_in_a_minute_wait(peer, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    caller = Caller(peer)
    with clock.set_to(clock.now().replace(second=5)):
        codes = [caller.get("people/").status_code for _ in range(5)]
        waits = caller.get("people/").headers["Retry-After"]

    assert codes == [200, 200, 200, 429, 429]
    assert waits == "55"
    with clock.set_to(clock.now() + timedelta(minutes=1)):
        assert caller.get("people/").status_code == 200


def test_a_wide_limit_is_counted_in_steps(peer, settings):
    settings.API_REQUESTS_A_MINUTE = 600
    token, _text = make_token(name="mine", by=peer)
    asked = SimpleNamespace(auth=token)
    with clock.set_to(clock.now().replace(second=5)):
        for _ in range(400):
            PerToken().allow_request(asked, None)
        token.refresh_from_db()

        assert token.requests % 10 == 0
        assert 150 < token.requests < 750
        assert PerToken().allow_request(asked, None) == (token.requests < 600)
