"""Whom a person keeps away, by their own token alone."""

import uuid
from collections import Counter

import pytest

from peersupport.people.models import BlockedStaff
from tests.api.caller import Caller, problem, wrong_fields
from tests.api.talk import Talk
from tests.api.test_idempotency import at_once
from tests.factories import make_peer


@pytest.fixture
def talk():
    return Talk()


def test_a_person_keeps_somebody_away_and_lets_them_in_again_and_nobody_else_sees_it(talk):
    here = talk.me.get("keep-away/people-here/").json()["results"]
    assert str(talk.user.pk) in [one["id"] for one in here]

    made = talk.me.post("keep-away/", {"user": str(talk.user.pk)}, key="k")

    again = talk.me.post("keep-away/", {"user": str(talk.user.pk)}, key="another")
    assert made.json() == again.json()
    assert BlockedStaff.objects.count() == 1
    assert [row["user"]["id"] for row in talk.me.get("keep-away/").json()["results"]] == [str(talk.user.pk)]
    problem(talk.peer_calls.get(f"people/{talk.person.pk}/"), 404)
    for caller in (talk.peer_calls, Caller(talk.office), Caller(talk.clinical)):
        problem(caller.get("keep-away/"), 404)
        problem(caller.get(f"keep-away/{made.json()['id']}/"), 404)
        problem(caller.post("keep-away/", {"user": str(talk.user.pk)}), 404)
        problem(caller.post(f"keep-away/{made.json()['id']}/let-in/"), 404)

    assert talk.me.post(f"keep-away/{made.json()['id']}/let-in/").status_code == 204
    problem(talk.me.post(f"keep-away/{made.json()['id']}/let-in/"), 404)
    assert not BlockedStaff.objects.exists()


def test_who_does_not_work_here_can_not_be_kept_away(talk):
    elsewhere = make_peer()
    for wrong in (str(elsewhere.user_id), str(talk.own.pk), str(uuid.uuid4()), "me", None, 5):
        assert wrong_fields(talk.me.post("keep-away/", {"user": wrong})) == {"user"}
    assert not BlockedStaff.objects.exists()


def test_twenty_at_once_keep_one_away(talk):
    body = {"user": str(talk.user.pk)}

    answers = at_once(20, lambda: Caller(talk.own, talk.me.token).post("keep-away/", body))

    assert Counter(answer.status_code for answer in answers) == {201: 20}
    assert BlockedStaff.objects.count() == 1
