"""What the house promises, by token: the version in force, and those of before."""

import uuid

import pytest

from consent.services import start_policy
from tests.api.caller import Caller, problem, wrong_fields
from tests.api.talk import CELL, Talk
from tests.consent.agreed import published
from tests.factories import make_admin, make_agency


@pytest.fixture
def talk():
    return Talk()


def test_everybody_of_the_house_reads_what_is_promised_in_their_language(talk):
    for user in (talk.own, talk.user, talk.clinical, talk.office):
        found = Caller(user).get("policy/", language="es").json()
        assert (found["id"], found["version"], found["state"]) == (str(talk.policy.pk), 1, "published")
        assert (found["language"], found["languages"]) == ("es", ["en", "es"])
        assert found["pages"]["short"]
        assert len(found["limits"]) == 6
        assert {**CELL, "rule": "ask"} in found["readers"]
        asked = [(one["audience"], one["content"]) for one in found["questions"]]
        assert ("clinical", "narrative") in asked

    english = talk.me.get("policy/").json()
    assert english["language"] == "en"
    assert english["pages"] != found["pages"]
    assert "{" not in "".join(english["pages"].values())
    assert wrong_fields(talk.me.get("policy/", language="fr")) == {"language"}
    assert wrong_fields(talk.me.get("policy/", speech="en")) == {"speech"}


def test_versions_are_for_those_who_work_under_them_and_a_draft_is_not_among_them(talk):
    old = talk.policy
    new = talk.newer()
    start_policy(agency=talk.agency, by=talk.office)

    for user in (talk.user, talk.office, talk.senior):
        rows = Caller(user).get("policy/versions/").json()["results"]
        assert [(row["id"], row["version"], row["state"], row["change"]) for row in rows] == [
            (str(new.pk), 2, "published", "wording"),
            (str(old.pk), 1, "retired", "first"),
        ]
    assert [
        row["version"] for row in talk.peer_calls.get("policy/versions/", before="2").json()["results"]
    ] == [1]
    assert wrong_fields(talk.peer_calls.get("policy/versions/", before="two")) == {"before"}
    problem(talk.me.get("policy/versions/"), 404)


def test_a_version_of_before_can_be_read_and_a_draft_or_another_houses_can_not(talk):
    old, _new = talk.policy, talk.newer()
    draft = start_policy(agency=talk.agency, by=talk.office)
    elsewhere = published(make_agency())

    assert talk.me.get(f"policy/{old.pk}/").json()["state"] == "retired"
    for pk in (draft.pk, elsewhere.pk, uuid.uuid4()):
        problem(talk.me.get(f"policy/{pk}/"), 404)
        problem(Caller(talk.office).get(f"policy/{pk}/"), 404)


def test_a_house_without_a_promise_has_none_to_read():
    problem(Caller(make_admin()).get("policy/"), 404)
