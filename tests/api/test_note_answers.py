"""A note with its two by token: answered, changed, replied to, set aside and put back."""

import pytest

from sessions_app.models import PersonResponse, SetAside
from tests.api.caller import Caller, problem, wrong_fields
from tests.sessions_app.two_voices import TEXT, Voices

START = TEXT.index("He told")
PASSAGE = {"field": "text", "start": START, "end": START + 23}


@pytest.fixture
def two():
    return Voices()


def note(two, user):
    return Caller(user).get(f"notes/{two.note.pk}/", purpose="documentation").json()


def test_an_answer_is_made_once_for_a_key_and_taken_back(two):
    me, address = Caller(two.own), f"notes/{two.note.pk}/answers/"
    body = {"kind": "different", "words": "It was mine."}

    first, again = me.post(address, body, key="k"), me.post(address, body, key="k")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["href"] == f"/api/v1/notes/{two.note.pk}/"
    (said,) = note(two, two.clinical)["answers"]
    assert (said["kind"], said["words"], said["given"]) == ("different", "It was mine.", "own_account")
    assert me.post(f"note-answers/{said['id']}/take-back/").status_code == 204
    assert note(two, two.clinical)["answers"] == []
    assert [answer["taken_back"] for answer in note(two, two.own)["answers"]] == [True]


def test_a_reply_by_whom_it_is_for(two):
    Caller(two.own).post(f"notes/{two.note.pk}/answers/", {"kind": "words", "words": "x", "to_senior": True})
    address = f"note-answers/{PersonResponse.objects.get().pk}/reply/"

    assert Caller(two.user).post(address, {"text": "I read it"}).status_code == 404
    assert Caller(two.senior).post(address, {"text": "I read it"}).status_code == 204
    assert note(two, two.own)["answers"][0]["reply"]["text"] == "I read it"
    assert note(two, two.user)["answers"][0]["elsewhere"]


def test_a_passage_is_set_aside_and_put_back(two):
    me, address = Caller(two.own), f"notes/{two.note.pk}/answers/"

    assert me.post(address, {"kind": "leave_out", "passages": [PASSAGE]}).status_code == 201

    assert "old job" not in note(two, two.clinical)["text"]
    assert note(two, two.own)["set_aside"][0]["text"] == "He told of the old job."
    assert me.post(f"set-aside/{SetAside.objects.get().pk}/put-back/").status_code == 204
    assert note(two, two.clinical)["text"] == TEXT
    assert wrong_fields(me.post(address, {"kind": "right", "passages": [PASSAGE]})) == {"passages"}


def test_change_and_versions():
    two = Voices(ready_days=2)
    peer, me = Caller(two.user), Caller(two.own)

    assert peer.post(f"notes/{two.note.pk}/change/", {"text": "We walked."}).status_code == 204
    assert me.post(f"notes/{two.note.pk}/change/", {"own_words": "I sang."}).status_code == 204

    found = me.get(f"notes/{two.note.pk}/versions/").json()["results"]
    assert [version["before"] for version in found] == [{"own_words": ""}, {"text": TEXT}]
    problem(Caller(two.clinical).get(f"notes/{two.note.pk}/versions/"), 404)
    assert me.post(f"notes/{two.note.pk}/strike/").status_code == 204
    assert note(two, two.user)["own_words"] == "[set aside at the person's request]"


def test_a_finished_note_is_refused(two):
    problem(Caller(two.user).post(f"notes/{two.note.pk}/change/", {"text": "x"}), 409)
