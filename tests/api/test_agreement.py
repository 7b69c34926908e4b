"""The agreement by token: what somebody answered, who may know of it, and how it is taken back."""

import uuid
from collections import Counter
from datetime import timedelta

import pytest

from consent.models import ConsentRecord, ConsentReminder
from consent.querysets import may_read
from consent.rule import Rule
from consent.services import find_reminders, start_policy
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import LeaveOut, News
from tests.api.caller import Caller, problem, wrong_fields
from tests.api.talk import CELL, Talk
from tests.api.test_idempotency import at_once
from tests.consent.agreed import put_in_force, say
from tests.factories import make_peer


@pytest.fixture
def talk():
    return Talk()


# --- the answer ---


@pytest.mark.parametrize("who", ["peer_calls", "me"])
def test_the_two_of_them_answer_and_the_state_says_so(talk, who):
    caller = getattr(talk, who)
    assert caller.get(talk.path).json()["state"] == "none"

    made = talk.agree(caller, leave_out=["My sister", "The river house"])

    assert made.status_code == 201, made.content
    state = caller.get(talk.path).json()
    assert (state["state"], state["answer"], state["policy"]) == (
        "yes", made.json()["id"], {"id": str(talk.policy.pk), "version": 1},
    )  # fmt: skip
    assert [(one["audience"], one["allowed"]) for one in state["choices"] if one["allowed"]] == [
        ("clinical", True)
    ]
    assert ConsentRecord.objects.get().held_by == caller.user
    assert LeaveOut.objects.filter(person=talk.person).count() == 2
    one = caller.get(made.json()["href"].removeprefix("/api/v1/")).json()
    assert (one["answer"], one["became"], one["way"]) == ("yes", "in_force", "typed")
    assert "Sam" not in str(one)


def test_choices_are_for_the_two_and_the_state_for_those_who_know_of_it(talk):
    talk.agree()
    answer = ConsentRecord.objects.get().pk

    for user in (talk.clinical, talk.senior, talk.office):
        found = Caller(user).get(talk.path).json()
        assert (found["state"], found["choices"]) == ("yes", None)
        problem(Caller(user).get(f"answers/{answer}/"), 404)
        problem(Caller(user).post(f"{talk.path}answers/", talk.said()), 403)
        problem(Caller(user).post(f"{talk.path}take-back/"), 403)
        problem(Caller(user).post(f"{talk.path}take-back-choice/", CELL), 403)
    stranger = Caller(make_peer(agency=talk.agency).user)
    for path in (talk.path, f"answers/{answer}/"):
        problem(stranger.get(path), 404)
    for path in ("answers/", "take-back/", "take-back-choice/"):
        problem(stranger.post(talk.path + path, talk.said()), 404)
    assert ConsentRecord.objects.in_force().count() == 1


def test_what_was_answered_before_is_the_persons_to_read(talk):
    talk.agree()
    talk.agree(answer="no")

    rows = talk.me.get(f"{talk.path}answers/").json()["results"]

    assert [(row["answer"], row["became"]) for row in rows] == [("no", "answered"), ("yes", "replaced")]
    assert [one["allowed"] for one in rows[0]["choices"]].count(True) == 0
    problem(talk.peer_calls.get(f"{talk.path}answers/"), 404)
    assert talk.me.get(f"answers/{rows[1]['id']}/").json() == rows[1]
    problem(talk.peer_calls.get(f"answers/{rows[1]['id']}/"), 404)
    assert talk.peer_calls.get(f"answers/{rows[0]['id']}/").json() == rows[0]


def test_an_answer_to_another_version_than_the_one_in_force_is_refused(talk):
    old = talk.policy
    talk.newer()

    problem(talk.agree(policy_read=str(old.pk)), 409)
    problem(talk.agree(policy_read=str(uuid.uuid4())), 409)

    assert not ConsentRecord.objects.exists()
    assert not LeaveOut.objects.exists()


BAD = {
    "policy_read": [None, "", "one", [], "DROP"],
    "answer": [None, "", "maybe", True, 1, ["yes"]],
    "language": [None, "", "fr", "english", 1],
    "way": ["shouted", 1, None, []],
    "signature": ["", " ", "x" * 121, None, 5, []],
    "choices": [None, "yes", {}, [None], ["clinical"], [{}], [{**CELL}], [{**CELL, "allowed": "yes"}],
                [{**CELL, "allowed": None}], [{**CELL, "allowed": True, "why": ""}],
                [{"audience": "office", "content": "narrative", "allowed": True}],
                [{**CELL, "allowed": True}, {**CELL, "allowed": False}]],
    "leave_out": [None, "one", {}, [""], [None], ["x" * 201], ["a"] * 21],
}  # fmt: skip


@pytest.mark.parametrize("field", BAD)
def test_what_is_no_answer_is_refused_at_its_field_and_nothing_is_kept(talk, field):
    for value in BAD[field]:
        wrong = wrong_fields(talk.agree(**{field: value}))
        assert {name.partition(".")[0] for name in wrong} == {field}, (field, value)
    assert not ConsentRecord.objects.exists()
    assert not LeaveOut.objects.exists()


def test_a_field_is_missing_or_unknown(talk):
    path = f"{talk.path}answers/"
    for name in ("policy_read", "answer", "language"):
        assert wrong_fields(talk.me.post(path, {k: v for k, v in talk.said().items() if k != name})) == {name}
    assert wrong_fields(talk.me.post(path, talk.said(held_by="me"))) == {"held_by"}
    assert wrong_fields(talk.agree(way="spoken", witness="")) == {"witness"}
    assert wrong_fields(talk.me.post(path, talk.said(), key=None)) == {"Idempotency-Key"}
    assert not ConsentRecord.objects.exists()


def test_a_refused_yes_keeps_no_line_that_was_to_be_left_out(talk):
    assert wrong_fields(talk.agree(leave_out=["My sister"], signature="")) == {"signature"}

    assert not LeaveOut.objects.exists()


def test_a_choice_that_nobody_asks_about_is_no_choice(talk):
    talk.agree(choices=[{"audience": "responder", "content": "check_ins", "allowed": True}])

    assert not any(one["allowed"] for one in talk.me.get(talk.path).json()["choices"])


def test_twenty_at_once_make_one_answer(talk):
    caller, body = talk.peer_calls, talk.said()

    answers = at_once(
        20, lambda: Caller(talk.user, caller.token).post(f"{talk.path}answers/", body, key="same")
    )

    assert Counter(answer.status_code for answer in answers) == {201: 20}
    assert len({answer.content for answer in answers}) == 1
    assert ConsentRecord.objects.count() == 1


def test_the_same_key_with_another_answer_is_refused(talk):
    path = f"{talk.path}answers/"
    first = talk.me.post(path, talk.said(), key="k")

    assert talk.me.post(path, talk.said(), key="k").content == first.content
    problem(talk.me.post(path, talk.said(answer="no"), key="k"), 409)
    assert ConsentRecord.objects.count() == 1


def test_a_drawn_yes_and_one_beside_which_a_guardian_signed(talk):
    assert wrong_fields(talk.agree(way="drawn", drawing="no path")) == {"drawing"}
    assert wrong_fields(talk.agree(answer="no", guardian="An aunt")) == {"guardian"}

    assert (
        talk.agree(
            way="drawn", signature="", drawing="M10 20L30 40L50 20L70 40L90 20", guardian="An aunt"
        ).status_code
        == 201
    )


def test_the_person_renews_what_is_still_right_and_a_wider_promise_is_talked_over_first(talk):
    talk.agree()
    path, said = f"{talk.path}renew/", {"signature": "Sam"}

    made = talk.me.post(path, said, key="k")

    assert made.status_code == 201, made.content
    assert talk.me.post(path, said, key="k").content == made.content
    assert talk.me.get(talk.path).json()["answer"] == made.json()["id"]
    assert wrong_fields(talk.me.post(path, {})) == {"signature"}
    problem(talk.peer_calls.post(path, said), 403)
    draft = start_policy(agency=talk.agency, by=talk.office)
    draft.audiences.filter(audience="responder", content="narrative").update(rule=Rule.ASK)
    assert put_in_force(draft).change == "wider"
    problem(talk.me.post(path, said), 409)


# --- taken back ---


@pytest.mark.parametrize("who", ["peer_calls", "me"])
def test_a_yes_is_taken_back_in_one_request_and_counts_at_once(talk, who):
    talk.agree()
    caller = getattr(talk, who)
    with acting_as(talk.clinical.pk):
        assert may_read(person_id=talk.person.pk, content="narrative", author_id=talk.peer.pk)

    found = caller.post(f"{talk.path}take-back/")

    assert found.json()["state"] == "withdrawn"
    with acting_as(talk.clinical.pk):
        assert not may_read(person_id=talk.person.pk, content="narrative", author_id=talk.peer.pk)
    problem(caller.post(f"{talk.path}take-back/"), 409)
    assert wrong_fields(caller.post(f"{talk.path}take-back/", {"reason": "x"})) == {"reason"}


def test_one_choice_is_taken_back_and_the_rest_stays(talk):
    talk.agree()

    found = talk.me.post(f"{talk.path}take-back-choice/", CELL).json()

    assert found["state"] == "yes"
    (choice,) = [one for one in found["choices"] if one["audience"] == "clinical"]
    assert (choice["allowed"], choice["taken_back_at"] is None) == (False, False)
    problem(talk.me.post(f"{talk.path}take-back-choice/", CELL), 409)
    for body, field in (({}, "audience"), ({**CELL, "audience": "all"}, "audience"), ({**CELL, "x": 1}, "x")):
        assert field in wrong_fields(talk.me.post(f"{talk.path}take-back-choice/", body))


def test_twenty_times_taken_back_at_once_is_once(talk):
    talk.agree()

    answers = at_once(20, lambda: Caller(talk.user, talk.peer_calls.token).post(f"{talk.path}take-back/"))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 19}
    assert News.objects.filter(kind="taken_back").count() == 1


def test_an_agreement_that_ran_out_says_so_at_the_moment(talk):
    consent = say(talk.pairing)
    said = {}
    for seconds in (-1, 0):
        with clock.set_to(consent.expires_at + timedelta(seconds=seconds)):
            found = Caller(talk.own).get(talk.path).json()
            said[seconds] = found["state"], found["ends_soon"]

    assert said == {-1: ("yes", True), 0: ("expired", False)}


def test_an_answer_by_token_closes_what_was_to_be_talked_over(talk):
    find_reminders(agency_id=talk.agency.pk)
    assert ConsentReminder.objects.open().count() == 1

    talk.agree()

    assert ConsentReminder.objects.open().count() == 0
