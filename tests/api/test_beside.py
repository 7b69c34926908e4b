"""What stands beside a note, by token: read with it, answered by its author, copied on a permission that says so."""

import pytest

from consent.models import Disclosure
from sessions_app.models import NoteReview
from sessions_app.services import decide_passage, keep_review
from tests.api.caller import Caller, problem
from tests.factories import make_peer
from tests.parts.reviews import permit
from tests.sessions_app.reviewed import Reviewed


@pytest.fixture
def world():
    return Reviewed()


def read(world, user):
    return Caller(user).get(f"notes/{world.note.pk}/", purpose="documentation").json()["beside"]


def test_what_a_supervisor_asked_stands_with_the_note(world):
    keep_review(note=world.note, good="begun", comments={"text": "half"}, by=world.clinical)
    assert read(world, world.two.user)["reviews"] == []
    world.returned()

    for user in (world.two.user, world.clinical, world.me):
        (review,) = read(world, user)["reviews"]
        assert (review["good"], review["state"]) == ("You let her choose.", "returned")
        assert review["comments"] == [{"field": "text", "text": "What did she say then?"}]


def test_its_author_answers_once(world):
    review = world.returned()
    peer, address = Caller(world.two.user), f"reviews/{review.pk}/answer/"

    problem(peer.post(address, {}), 400)
    problem(Caller(world.clinical).post(address, {"left_because": "x"}), 404)
    problem(Caller(make_peer(agency=world.two.agency).user).post(address, {"left_because": "x"}), 404)
    assert peer.post(address, {"left_because": "It is hers."}).status_code == 201
    problem(peer.post(address, {"left_because": "Again."}), 409)
    assert NoteReview.objects.get().state == "answered"
    assert read(world, world.me)["reviews"][0]["left_because"] == "It is hers."


def test_what_is_withheld_is_never_in_what_the_person_gets(world):
    decide_passage(passage=world.asked_to_withhold(), agrees=True, by=world.clinical)

    texts = {
        user.pk: read(world, user)["withheld"]["text"] for user in (world.two.user, world.clinical, world.me)
    }

    assert list(texts.values()) == ["Her brother was there.", "Her brother was there.", ""]


def test_a_copy_is_looked_at_and_counts_as_gone_out(world):
    release = permit(world.two.person, world.two.user)
    peer, address = Caller(world.two.user), f"notes/{world.note.pk}/copies/"

    seen = peer.post(f"{address}preview/", {"permission": release.pk}).json()
    assert "We sat by the river." in seen["text"]
    assert {"what": "day and length", "why_not": ""} in seen["parts"]
    problem(peer.post(address, {"permission": release.pk, "looked_at": "x"}), 409)
    made = peer.post(address, {"permission": release.pk, "looked_at": seen["fingerprint"]})
    assert made.status_code == 201
    assert Disclosure.objects.get().sent_by == "copy"
    assert [one["by"] for one in read(world, world.two.user)["copied"]] == [world.two.user.name]


def test_no_copy_without_such_a_permission_or_for_who_does_not_walk_with_them(world):
    release = permit(world.two.person, world.two.user)
    for user in (world.clinical, world.me):
        problem(Caller(user).post(f"notes/{world.note.pk}/copies/preview/", {"permission": release.pk}), 404)
    wrong = {"permission": world.note.pk}
    problem(Caller(world.two.user).post(f"notes/{world.note.pk}/copies/preview/", wrong), 404)
