"""The peer's pages of a note with two voices, and what is told to whom on the first page."""

import pytest
from django.urls import reverse

from sessions_app.models import PeerReply, PersonResponse
from sessions_app.services import answer_note
from tests.factories import sign_in
from tests.sessions_app.two_voices import TEXT, Voices

TO_READ = "Something to read"


def url(name, row=None):
    return reverse(f"sessions_app:{name}", args=[row.pk] if row else [])


def get(user, address):
    return sign_in(user).get(address).content.decode().replace("&#x27;", "'")


def test_home_says_only_that_there_is_something_to_read():
    two = Voices()
    assert TO_READ not in get(two.user, "/")
    for _ in range(3):
        answer_note(note_id=two.note.pk, kind="words", words="secret-words", by=two.own)

    home = get(two.user, "/")

    assert home.count(TO_READ) == 1
    assert "secret-words" not in home
    for other in (two.clinical, two.senior, two.own):
        assert TO_READ not in get(other, "/")


def test_the_senior_peer_supervisor_reads_what_was_sent_to_them():
    two = Voices()
    said = answer_note(note_id=two.note.pk, kind="words", words="for-you", to_senior=True, by=two.own)
    assert TO_READ in get(two.senior, "/")
    assert TO_READ not in get(two.user, "/")
    assert "for-you" in get(two.senior, url("answers_waiting"))
    assert "for-you" not in get(two.user, url("answers_waiting"))

    sign_in(two.senior).post(url("answer_reply", said), {"text": "Thank you for telling me."})

    assert TO_READ not in get(two.senior, "/")
    assert PeerReply.objects.get().author == two.senior


def test_one_tap_says_i_read_it():
    two = Voices()
    said = answer_note(note_id=two.note.pk, kind="different", words="It was mine.", by=two.own)
    client = sign_in(two.user)

    response = client.post(url("answer_reply", said), {"text": ""}, follow=True)

    assert "They see that you read it." in response.content.decode()
    assert client.post(url("answer_reply", said), {"text": ""}).status_code == 409


@pytest.mark.parametrize("given", ["paper", "aloud", "peers_screen"])
def test_an_answer_on_paper_or_aloud_is_written_down_as_theirs(given):
    two = Voices(has_account=False)
    address = url("answer_record", two.note)

    response = sign_in(two.user).post(address, {"kind": "words", "words": "I sang.", "given": given})

    assert response.url == url("session_read", two.met)
    assert PersonResponse.objects.get().given == given
    assert sign_in(two.user).post(address, {"kind": "words", "given": given}).status_code == 422


def test_the_author_changes_a_ready_note_and_sees_how_it_stood():
    two = Voices(ready_days=2)
    assert TEXT in get(two.user, url("note_change", two.note))

    said = {"text": "We walked.", "agenda": "", "next_step": "", "taken_along": ""}
    response = sign_in(two.user).post(url("note_change", two.note), said, follow=True)

    assert "We walked." in response.content.decode()
    assert TEXT in get(two.user, url("note_versions", two.note))
    assert "How it stood before" in get(two.user, url("session_read", two.met))
    assert (
        "How it stood before"
        not in sign_in(two.clinical)
        .post(url("session_read", two.met), {"why": "documentation"})
        .content.decode()
    )


def test_a_finished_note_has_no_way_to_change_it():
    two = Voices()

    assert url("note_change", two.note) not in get(two.user, url("session_read", two.met))
    assert sign_in(two.user).post(url("note_change", two.note), {"text": "x"}).status_code == 422


def test_read_together_speaks_their_language_and_gives_the_phone_back():
    two = Voices(has_account=False)
    type(two.person).objects.filter(pk=two.person.pk).update(language="es")
    address = url("together", two.met)
    client = sign_in(two.user)

    assert TEXT in client.get(address).content.decode()
    assert client.post(address, {"kind": "right"}).url == address
    assert client.post(address, {"kind": "leave_out"}).status_code == 200
    assert client.post(address, {"leave": "1"}).status_code == 422
    assert client.post(address, {"kind": "words"}).status_code == 422
    assert client.post(address, {"done": "1"}).url == url("session_detail", two.met)
    assert [row.given for row in PersonResponse.objects.all()] == ["peers_screen"]
