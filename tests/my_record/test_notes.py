"""The pages on which the person answers a note, by hand and without script."""

import pytest
from django.urls import reverse

from consent.models import ConfidentialityPolicy, PolicyText
from sessions_app.models import PersonResponse, ResponseWords, SetAside
from sessions_app.sentences import Passage
from sessions_app.services import answer_note, reply_to_answer
from tests.factories import sign_in
from tests.sessions_app.two_voices import TEXT, Voices
from tests.sessions_app.world import wall


def url(name, row):
    return reverse(f"my_record:{name}", args=[row.pk])


def page(two):
    return sign_in(two.own).get(f"/my/meetings/{two.met.pk}/").content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("kind", ["right", "different"])
def test_one_tap_is_an_answer(kind):
    two = Voices()

    response = sign_in(two.own).post(url("note_answer", two.note), {"kind": kind}, follow=True)

    assert "Your answer stands beside the note" in response.content.decode()
    assert PersonResponse.objects.get().kind == kind
    assert ("You see it differently" in page(two)) == (kind == "different")


def test_words_without_a_word_come_back_with_a_sentence():
    two = Voices()

    response = sign_in(two.own).post(url("note_answer", two.note), {"kind": "words", "words": " "})

    assert response.status_code == 422
    assert "Please write something here." in response.content.decode()


def test_leave_something_out_leads_to_the_sentences():
    two = Voices()
    client = sign_in(two.own)
    response = client.post(url("note_answer", two.note), {"kind": "leave_out"})
    assert response.url == url("note_leave_out", two.note)
    first = Passage("text", 0, TEXT.index(" He told"))

    client.post(response.url, {"passages": [first.key]})

    assert SetAside.objects.get().end == first.end
    assert client.post(response.url, {}).status_code == 422
    assert client.post(response.url, {"passages": ["text.0.9999."]}).status_code == 422
    client.post(url("passage_back", SetAside.objects.get()))
    assert not SetAside.objects.filter(lifted=None).exists()


def test_the_reason_of_a_payer_is_shown_word_for_word_before():
    billable = {"way": "in_person", "place": "office", "next_step": "We meet", "next_step_whose": "us"}
    two = Voices(level="billable", kept_for=["clinical"], entry={**billable, "ends_local": wall()})
    policy = ConfidentialityPolicy.objects.published_for(two.agency)
    ConfidentialityPolicy.objects.filter(pk=policy.pk).update(state="draft", valid_from=None)
    PolicyText.objects.create(
        agency=two.agency, policy=policy, language="en", page="kept", body="Whoever pays may look for a year."
    )
    ConfidentialityPolicy.objects.filter(pk=policy.pk).update(state="published", valid_from=policy.valid_from)

    seen = sign_in(two.own).get(url("note_leave_out", two.note)).content.decode()

    assert "Whoever pays may look for a year." in seen


def test_the_person_writes_in_their_box_while_the_note_is_ready():
    two = Voices(ready_days=2)
    client = sign_in(two.own)

    client.post(url("note_words", two.note), {"own_words": "I sang."})

    assert two.read(two.own).text.own_words == "I sang."
    assert "Ready for you to read" in page(two)
    assert "Nothing stood there." in client.get(url("note_versions", two.note)).content.decode()
    client.post(url("note_strike", two.note))
    assert two.read(two.user).text.own_words != "I sang."


def test_a_finished_box_is_not_written_in():
    two = Voices()

    response = sign_in(two.own).post(url("note_words", two.note), {"own_words": "I sang."})

    assert response.status_code in {409, 422}


def test_reply_and_taking_back_on_the_page():
    two = Voices()
    said = answer_note(note_id=two.note.pk, kind="words", words="I sang.", by=two.own)
    reply_to_answer(response_id=said.pk, by=two.user)
    assert "I read it. Thank you." in page(two)

    sign_in(two.own).post(url("answer_back", said))

    assert "I sang." not in page(two)
    assert "was taken back" in page(two)
    assert not ResponseWords.objects.exists()


@pytest.mark.parametrize(
    ("level", "words"),
    [("brief", "You two agreed on a short note"), ("together", "You two agreed to write notes")],
)
def test_the_page_says_which_level_applies(level, words):
    entry = {"read_together": True} if level == "together" else {}

    assert words in page(Voices(level=level, entry=entry))


def test_nobody_else_has_these_pages():
    two, other = Voices(), Voices()
    said = answer_note(note_id=two.note.pk, kind="right", by=two.own)

    for user in (two.user, two.clinical, two.senior, other.own):
        client = sign_in(user)
        for name in ("note_leave_out", "note_words", "note_versions"):
            assert client.get(url(name, two.note)).status_code == 404
        assert client.post(url("note_answer", two.note), {"kind": "right"}).status_code == 404
        assert client.post(url("answer_back", said)).status_code == 404
