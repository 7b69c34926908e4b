"""Leaving something out: taken out of a ready note, set aside in a finished one, put back, and who still reads it."""

import pytest

from consent.models import ConfidentialityPolicy
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.principal import acting_as
from sessions_app.models import Addendum, PersonResponse, SessionNote, SetAside
from sessions_app.reading_answers import open_versions
from sessions_app.sentences import Passage, cut
from sessions_app.services import add_addendum, leave_out, put_back
from tests import factories
from tests.sessions_app.two_voices import TEXT, Voices
from tests.sessions_app.world import Two, wall

JOB = "He told of the old job."
BILLABLE = {"way": "in_person", "place": "office", "next_step": "We meet again", "next_step_whose": "us"}
MARK = "[set aside at the person's request]"


def sentence(two, words=JOB):
    found = [
        passage for _label, items in two.read(two.own).sentences for passage, text in items if text == words
    ]
    return found[0]


def leave(two, *words, by=None, **more):
    passages = [sentence(two, text) for text in words or (JOB,)]
    return leave_out(note_id=two.note.pk, passages=passages, by=by or two.own, **more)


def test_in_a_ready_note_the_sentence_is_gone_and_the_two_see_how_it_stood():
    two = Voices(ready_days=2)

    response = leave(two)

    for reader in (two.own, two.user, two.clinical):
        assert two.read(reader).text.text == "We walked to the river. Then we wrote a letter."
    assert response.kind == "leave_out"
    assert not SetAside.objects.exists()
    with acting_as(two.user.pk):
        assert [version.texts for version in open_versions(two.note.pk, by=two.user)] == [{"text": TEXT}]


def test_in_a_finished_note_it_is_set_aside_for_everybody_but_the_two():
    two = Voices()

    leave(two)

    assert two.read(two.own).text.text == two.read(two.user).text.text == TEXT
    assert [words for _row, words in two.read(two.own).voice.passages] == [JOB]
    for reader in (two.clinical, two.senior):
        opened = two.read(reader)
        assert opened.text.text == f"We walked to the river. {MARK} Then we wrote a letter."
        assert (opened.voice.passages, opened.voice.hides) == ([], True)
    assert two.read(two.user, for_others=True).text.text == two.read(two.clinical).text.text
    assert SessionNote.objects.get().is_final


def test_sentences_side_by_side_are_marked_once():
    two = Voices()

    leave(two, JOB, "Then we wrote a letter.")

    assert two.read(two.clinical).text.text == f"We walked to the river. {MARK}"


def test_one_tap_puts_it_back():
    two = Voices()
    leave(two)
    passage = SetAside.objects.get()

    put_back(passage_id=passage.pk, by=two.own)
    put_back(passage_id=passage.pk, by=two.own)

    assert two.read(two.clinical).text.text == TEXT
    leave(two)
    assert MARK in two.read(two.clinical).text.text


def test_any_field_and_what_was_added_later():
    two = Voices(entry={"agenda": "The letter", "next_step": "Ring her", "taken_along": "Her patience"})
    with acting_as(two.user.pk):
        add_addendum(note=two.note, text="She rang. It went well.", by=two.user)

    leave(two, "The letter", "Ring her", "Her patience", "She rang.")

    opened = two.read(two.senior)
    assert {opened.text.agenda, opened.text.next_step, opened.text.taken_along} == {MARK}
    assert opened.addenda[0].text == f"{MARK} It went well."
    assert two.read(two.user).addenda[0].text == "She rang. It went well."
    assert SetAside.objects.get(field="addendum").addendum == Addendum.objects.get()


def test_their_own_words_are_set_aside_from_the_peer_too():
    two = Voices(entry={"own_words": "I was scared", "own_words_by": "them"})

    leave(two, "I was scared")

    assert two.read(two.own).text.own_words == "I was scared"
    assert two.read(two.user).text.own_words == MARK


def test_words_alone_are_enough_and_nothing_is_not():
    two = Voices()

    assert leave_out(note_id=two.note.pk, passages=[], words="the job", by=two.own).kind == "leave_out"
    with pytest.raises(DomainError) as nothing:
        leave_out(note_id=two.note.pk, passages=[], by=two.own)
    with pytest.raises(DomainError):
        leave_out(note_id=two.note.pk, passages=[Passage("text", 3, 9999)], by=two.own)

    assert nothing.value.field == "passages"


def test_it_is_the_persons_alone():
    two = Voices()
    leave(two)
    passage, stranger = SetAside.objects.get(), Two().user

    with pytest.raises(NotAllowed):
        put_back(passage_id=passage.pk, by=two.user)
    for other in (two.clinical, two.senior, stranger, factories.make_admin(agency=two.agency)):
        with pytest.raises(SetAside.DoesNotExist):
            put_back(passage_id=passage.pk, by=other)
        with pytest.raises(SessionNote.DoesNotExist):
            leave_out(note_id=two.note.pk, passages=[Passage("text", 0, 5)], by=other)
    assert PersonResponse.objects.count() == 1


def test_on_the_peers_screen_words_are_taken_out_but_nothing_is_set_aside_for_whoever_has_a_space():
    ready, done, alone = Voices(ready_days=2), Voices(), Voices(has_account=False)
    passage = Passage("text", TEXT.index(JOB), TEXT.index(JOB) + len(JOB))

    leave_out(note_id=ready.note.pk, passages=[passage], by=ready.user)
    leave_out(note_id=alone.note.pk, passages=[passage], by=alone.user)
    with pytest.raises(NotAllowed):
        leave_out(note_id=done.note.pk, passages=[passage], by=done.user)

    assert JOB not in ready.read(ready.user).text.text
    assert MARK in alone.read(alone.clinical).text.text
    assert done.read(done.clinical).text.text == TEXT


def test_where_a_payer_is_the_promise_names_who_still_reads_it():
    two = Voices(level="billable", kept_for=["clinical"], entry={**BILLABLE, "ends_local": wall()})

    leave(two)

    assert two.read(two.clinical).text.text == TEXT
    assert MARK in two.read(two.senior).text.text
    assert SetAside.objects.get().kept_for == ["clinical"]


def test_without_a_payer_it_is_kept_for_nobody():
    two = Voices(kept_for=["clinical"])

    leave(two)

    assert MARK in two.read(two.clinical).text.text


def test_a_wider_promise_later_opens_nothing_that_was_set_aside_before():
    two = Voices(level="billable", entry={**BILLABLE, "ends_local": wall()})
    leave(two)

    ConfidentialityPolicy.objects.filter(agency=two.agency).update(kept_for=["clinical"])

    assert MARK in two.read(two.clinical).text.text


def test_a_text_without_some_of_its_passages():
    text = "One. Two. Three."

    assert cut(text, [Passage("text", 5, 9)]) == "One. Three."
    assert cut(text, [Passage("text", 0, 4), Passage("text", 5, 9)], instead="x") == "x Three."
    assert cut(text, [Passage("text", 5, None)], instead="x") == "One. x"
    assert cut("", [Passage("text", 0, None)], instead="x") == ""


@pytest.mark.parametrize(
    "key", ["text.0.5.", "own_words.0..", f"addendum.1.2.{'0' * 8}-0000-0000-0000-{'0' * 12}"]
)
def test_a_form_carries_a_passage(key):
    assert Passage.read(key).key == key


@pytest.mark.parametrize(
    "key", ["", "text", "secret.0.5.", "text.-1.5.", "text.0.5.x", "addendum.0.5." + "-" * 36]
)
def test_what_no_form_of_ours_sent_is_nothing(key):
    assert Passage.read(key) is None
