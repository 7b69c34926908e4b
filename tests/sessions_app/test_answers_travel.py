"""What the person says to a note goes wherever the note goes: page, print, their own space, API, and what goes out."""

import uuid

import pytest

from consent.models import Kind
from peersupport.core.principal import acting_as
from peersupport.sharing.pieces import Picked, gather
from sessions_app.sentences import Passage
from sessions_app.services import answer_note, leave_out, reply_to_answer, take_back_answer
from tests.api.caller import Caller
from tests.factories import sign_in
from tests.sessions_app.two_voices import TEXT, Voices

WORDS, REPLY, JOB = "It was my idea to write.", "Yes, it was yours.", "He told of the old job."
MARK = "set aside at the person's request"


@pytest.fixture
def two():
    """A finished note with a disagreement, a reply, an answer taken back, and a sentence set aside."""
    two = Voices()
    response = answer_note(note_id=two.note.pk, kind="different", words=WORDS, by=two.own)
    reply_to_answer(response_id=response.pk, text=REPLY, by=two.user)
    gone = answer_note(note_id=two.note.pk, kind="words", words="gone-words", by=two.own)
    take_back_answer(response_id=gone.pk, by=two.own)
    start = TEXT.index(JOB)
    leave_out(
        note_id=two.note.pk, passages=[Passage("text", start, start + len(JOB))], words="the job", by=two.own
    )
    return two


def travels(text):
    text = text.replace("&#x27;", "'")
    assert WORDS in text
    assert REPLY in text
    assert "gone-words" not in text
    return text


def staff_page(two, user):
    return sign_in(user).post(f"/sessions/{two.met.pk}/read/", {"why": "documentation"}).content.decode()


def test_on_the_page_of_staff_and_on_paper(two):
    """Printed is the same page: nothing of it is ps-noprint."""
    seen = travels(staff_page(two, two.clinical))

    assert MARK in seen
    assert JOB not in seen
    assert seen.index("They see it differently") < seen.index("We walked to the river")
    assert "was taken back" not in seen


def test_on_the_page_of_the_author(two):
    seen = travels(staff_page(two, two.user))

    assert JOB in seen
    assert "was taken back" in seen


def test_in_their_own_space(two):
    seen = travels(sign_in(two.own).get(f"/my/meetings/{two.met.pk}/").content.decode())

    assert JOB in seen
    assert "was taken back" in seen
    assert "Put it back" in seen


def test_by_the_api(two):
    for user, sees in ((two.clinical, False), (two.user, True), (two.own, True)):
        response = Caller(user).get(f"notes/{two.note.pk}/", purpose="documentation")
        note = response.json()
        travels(response.content.decode())
        assert (note["state"], JOB in note["text"], note["hides"]) == ("finished", sees, not sees)
        assert [passage["text"] for passage in note["set_aside"]] == ([JOB] if sees else [])
        kinds = [answer["kind"] for answer in note["answers"]]
        assert kinds == (["different", "", "leave_out"] if sees else ["different", "leave_out"])
        assert note["answers"][0]["reply"]["text"] == REPLY
        assert note["final_at"]


@pytest.mark.parametrize("who", ["user", "own"])
def test_in_what_goes_out(two, who):
    by = getattr(two, who)
    with acting_as(by.pk):
        (item,) = gather(two.person, Picked(note=two.met.pk), by=by)

    assert item.kind == Kind.NOTE
    seen = travels(item.text)
    assert MARK in seen
    assert JOB not in seen
    assert seen.startswith("They see it differently")


def test_in_what_the_person_takes_along(two):
    form = {"note": str(two.met.pk), "recipient": "my sister", "key": str(uuid.uuid4())}

    seen = travels(sign_in(two.own).post("/my/going-out/take/", form).content.decode())

    assert JOB not in seen
