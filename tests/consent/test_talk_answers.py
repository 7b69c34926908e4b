"""The last page of the talk: one answer, however often it is sent, and a sentence for what is missing."""

import re

import pytest
from django.urls import reverse

from consent import services
from consent.models import ConsentNow, ConsentRecord, ConversationDraft
from peersupport.audit.models import LedgerEntry
from peersupport.audit.services import reading
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import LeaveOut
from tests.consent.agreed import put_in_force
from tests.consent.talks import TalkOfTwo

DRAWN = "M10 20L30 40L50 20L70 40L90 20"


@pytest.fixture
def talk():
    return TalkOfTwo(name="Ivy M.")


def opened(consent, by):
    with acting_as(by.pk), reading(by=by, purpose="own_work", via="paired") as handle:
        return handle.open(consent)


def test_sent_twice_it_is_one_answer(talk):
    talk.hear(leave_out="my street")
    page = talk.look("answer").content.decode()
    said = {"answer": "yes", "way": "typed", "signature": "Ivy", "there_was_time": "1"}

    answers = [talk.send("answer", page=page, **said).status_code for _twice in range(2)]

    assert answers == [302, 302]
    assert ConsentRecord.objects.count() == 1
    assert LeaveOut.objects.count() == 1
    assert LedgerEntry.objects.filter(action="consent.answered").count() == 1


def test_of_two_windows_the_first_answer_counts(talk):
    talk.hear()
    window = talk.look("answer").content.decode()
    talk.answer("no")

    late = talk.send("answer", page=window, answer="yes", way="typed", signature="Ivy", there_was_time="1")

    assert late.status_code == 422
    assert [record.answer for record in ConsentRecord.objects.all()] == ["no"]
    early_page = talk.send("choices", page=window, leave_out="my street")
    assert "has its answer already" in early_page.content.decode()


def test_a_talk_under_a_minute_asks_the_peer_and_keeps_what_was_signed(talk):
    talk.hear()
    asked = talk.send("answer", answer="yes", way="typed", signature="Ivy M.")

    page = asked.content.decode()
    assert (asked.status_code, ConsentRecord.objects.count()) == (200, 0)
    assert "Was there time for questions?" in page
    assert "Ivy M." in page
    talk.slowly()
    assert talk.send("answer", answer="yes", way="typed", signature="Ivy M.").status_code == 302


def test_the_quick_question_is_in_the_language_of_the_peer(talk):
    talk.person.language = "es"
    talk.person.save()
    talk.hear()

    page = talk.send("answer", answer="yes", way="typed", signature="Ivy").content.decode()

    assert "Was there time for questions?" in page
    assert "Tu respuesta" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"signature": ""}, "Please write the name here"),
        ({"way": "paper", "signature": " "}, "Please write the name here"),
        ({"way": "spoken"}, "needs the name of somebody who heard it"),
        ({"way": "drawn"}, "Please draw your signature"),
        ({"way": "drawn", "drawing": "M1 1L2 2"}, "This is only a dot"),
        ({"way": "drawn", "drawing": "M1 1L2 2<script>"}, "This drawing can&#x27;t be kept"),
        ({"way": "drawn", "drawing": "M1 1" + "L700 2" * 9}, "This drawing can&#x27;t be kept"),
        ({"way": "drawn", "drawing": "M1 1" + "L2 2" * 9000}, "This drawing can&#x27;t be kept"),
        ({"answer": "no", "guardian": "Aunt May"}, "Nobody signs beside a no"),
    ],
)
def test_what_is_missing_gets_a_sentence_and_nothing_is_lost(talk, said, sentence):
    talk.hear(leave_out="my street")
    answer = talk.answer(**{"answer": "yes", **said})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ConsentRecord.objects.exists()
    assert not LeaveOut.objects.exists()
    assert "my street" in talk.look("choices").content.decode()


@pytest.mark.parametrize(
    ("step", "bad"),
    [
        ("here", {"language": "xx"}), ("here", {"language": ""}), ("here", {"language": "en", "present": "a\x00b"}),
        ("here", {"language": "en", "interpreter": "x" * 121}), ("promise", {"questions": "a\u202eb"}),
        ("promise", {"questions": "x" * 2001}), ("choices", {"choice_cover_narrative": "perhaps"}),
        ("choices", {"leave_out": "a\x00b"}), ("answer", {"answer": ""}), ("answer", {"answer": "maybe"}),
        ("answer", {"answer": "yes", "way": "telepathy"}), ("answer", {"answer": "yes", "signature": "a\x00b"}),
        ("answer", {"answer": "yes", "signature": "x" * 121}), ("answer", {"answer": "no", "policy_read": "x"}),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_is_never_stored(talk, step, bad):
    answer = talk.send(step, **bad)

    assert answer.status_code == 422
    assert "govuk-error-message" in answer.content.decode() or "ps-error-summary" in answer.content.decode()
    assert not ConsentRecord.objects.exists()
    assert not ConversationDraft.objects.exists()


@pytest.mark.parametrize("began", ["", "x", "-1", "9" * 40])
def test_a_broken_clock_on_the_page_decides_nothing(talk, began):
    page = talk.look("here").content.decode()

    assert talk.send("here", page=page, language="en", began=began).status_code == 302
    assert talk.draft().started_at <= clock.now()


@pytest.mark.parametrize(
    ("way", "said", "kept"),
    [("drawn", {"drawing": DRAWN, "signature": ""}, "drawing"), ("paper", {"signature": "Ivy"}, "signature"),
     ("spoken", {"witness": "Noor", "signature": "typed before"}, "witness")],
)  # fmt: skip
def test_every_way_keeps_what_belongs_to_it_and_nothing_else(talk, way, said, kept):
    talk.hear()
    talk.answer(way=way, **said)

    found = opened(ConsentRecord.objects.get(), talk.peer)
    assert getattr(found, kept) == said[kept]
    assert [name for name in ("signature", "drawing", "witness") if getattr(found, name)] == [kept]


def test_renewing_asks_only_whether_it_is_still_right(talk):
    talk.hear(choice_cover_narrative="yes")
    talk.answer()

    first = talk.client.get(talk.at(name="conversation"), follow=True).content.decode()
    choices = talk.look("choices").content.decode()

    assert "Is it still right?" in first
    (cover,) = re.findall(r'<input[^>]*name="choice_cover_narrative"[^>]*value="yes"[^>]*>', choices)
    assert " checked" in cover
    assert choices.count(" checked") == len(talk.policy.audiences.filter(rule=1))
    assert "What you chose before. Is it still right?" in choices
    assert not ConsentRecord.objects.exclude(answer="yes").exists()


def test_another_promise_is_asked_about_the_difference(talk):
    talk.hear()
    talk.answer()
    newer = services.start_policy(agency=talk.person.agency, by=talk.admin)
    newer.audiences.filter(audience="clinical", content="narrative").update(rule=1)
    newer.audiences.filter(audience="responder", content="narrative").update(rule=0)
    put_in_force(newer)

    first = talk.client.get(talk.at(name="conversation"), follow=True).content.decode()
    choices = talk.look("choices").content.decode()

    assert "What is new since" in first
    assert "your clinical supervisor can read notes if you agree" in first
    new, old = choices.split("What you chose before. Is it still right?")
    assert "choice_clinical_narrative" in new
    assert "choice_clinical_narrative" not in old
    assert "choice_cover_narrative" in old


def test_not_today_leaves_a_yes_that_holds(talk):
    talk.hear(choice_cover_narrative="yes")
    talk.answer()
    before = ConsentNow.objects.get(person=talk.person)

    talk.answer("not_today")

    after = ConsentNow.objects.get(person=talk.person)
    page = talk.client.get(reverse("consent:agreement", args=[talk.person.pk])).content.decode()
    assert (after.consent_id, after.allows) == (before.consent_id, before.allows)
    assert "Yes to notes that they can read." in page
    talk.answer("no")
    assert ConsentNow.objects.get(person=talk.person).allows == 0


def test_what_a_peer_is_can_be_read_again_at_a_renewal(talk):
    about = talk.at("opening", name="conversation_about")
    assert about not in talk.look("promise").content.decode()
    talk.hear()
    talk.answer()

    assert about in talk.look("promise").content.decode()
    assert "I am not a doctor or a therapist" in talk.client.get(about).content.decode()
