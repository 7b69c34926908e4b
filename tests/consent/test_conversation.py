"""The conversation page by page: what is shown, what is kept meanwhile, and what counts in the end."""

import pytest
from django.urls import reverse

from consent import services
from consent.models import ConsentNow, ConsentRecord, ConversationDraft
from peersupport.audit.services import reading
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import LeaveOut
from tests.consent.agreed import put_in_force
from tests.consent.talks import TalkOfTwo
from tests.factories import make_admin, make_link, make_peer, make_user, sign_in

DRAWN = "M10 20L30 40L50 20L70 40L90 20"


@pytest.fixture
def talk():
    return TalkOfTwo(name="Ivy M.")


def opened(consent, by):
    with acting_as(by.pk), reading(by=by, purpose="own_work", via="paired") as handle:
        return handle.open(consent)


def test_it_begins_with_what_a_peer_is_and_that_nothing_is_required(talk):
    page = talk.client.get(talk.at(name="conversation"), follow=True).content.decode()

    assert "Nothing here is required." in page
    assert "I am not a doctor or a therapist" in page
    assert "Did somebody tell you to come?" in page
    assert page.index("Nothing here is required.") < page.index('<form method="post" novalidate')


def test_the_short_version_comes_before_the_limits_and_each_has_a_page(talk):
    page = talk.look("promise").content.decode()
    about = talk.at("limit-3", name="conversation_about")

    assert page.index("There are six times") < page.index(about) < page.index("Let me check that I was clear")
    limit = talk.client.get(about).content.decode()
    assert "What this means" in limit
    assert "What does not count" in limit
    assert "{" not in limit[limit.index("<main") : limit.index("</main")]
    assert talk.client.get(talk.at("limit-99", name="conversation_about")).status_code == 404
    assert talk.look("nowhere").status_code == 404


def test_it_speaks_the_language_of_the_person_and_the_one_that_was_chosen(talk):
    talk.person.language = "es"
    talk.person.save()
    spanish = talk.look("promise").content.decode()

    talk.send("here", language="en")

    assert "Hay seis casos" in spanish
    assert "There are six times" in talk.look("promise").content.decode()
    assert "Hay seis casos" in talk.look("promise", "?language=es").content.decode()


def test_no_choice_is_filled_in_and_not_today_stands_first(talk):
    choices, answers = (talk.look(step).content.decode() for step in ("choices", "answer"))

    assert " checked" not in choices
    asked = answers[answers.index('name="answer"') :]
    assert asked.index('value="not_today"') < asked.index('value="yes"') < asked.index('value="no"')


def test_a_yes_is_sealed_with_its_choices_and_what_was_said_around_it(talk):
    talk.hear(
        interpreter="Noor", present="My sister", questions="Who reads it?", say_back="A judge", keep_say_back="on",
        choice_cover_narrative="yes", leave_out="my street\n\nwork\n",
    )  # fmt: skip
    answer = talk.answer(guardian="Aunt May")

    consent = ConsentRecord.objects.get()
    said = opened(consent, talk.peer)
    assert answer.status_code == 302
    assert dict(consent.choices.values_list("audience", "allowed"))["cover"] is True
    assert (said.interpreter, said.present, said.questions) == ("Noor", "My sister", "Who reads it?")
    assert (said.say_back, said.guardian, said.signature) == ("A judge", "Aunt May", "Ivy")
    assert LeaveOut.objects.filter(person=talk.person).count() == 2
    assert not ConversationDraft.objects.exists()


def test_their_words_are_kept_only_if_they_want_that(talk):
    talk.hear(say_back="When a judge says so")
    talk.answer()

    assert opened(ConsentRecord.objects.get(), talk.peer).say_back == ""


@pytest.mark.parametrize("answer", ["no", "not_today"])
def test_without_a_yes_nothing_of_the_talk_stays(talk, answer):
    talk.hear(interpreter="Noor", questions="Why?", choice_cover_narrative="yes")
    talk.answer(answer)

    consent = ConsentRecord.objects.get()
    assert consent.answer == answer
    assert not any((consent.interpreter, consent.questions, consent.signature, consent.way))
    assert ConsentNow.objects.get(person=talk.person).allows == 0
    page = talk.client.get(reverse("consent:agreement", args=[talk.person.pk])).content.decode()
    assert "What you can do together all the same" in page


@pytest.mark.parametrize("answer", ["no", "not_today"])
def test_a_no_and_a_not_today_need_no_page_before_them(talk, answer):
    assert talk.answer(answer).status_code == 302
    assert ConsentRecord.objects.get().answer == answer


def test_a_yes_needs_the_short_version_first(talk):
    refused = talk.answer("yes")

    assert refused.status_code == 422
    assert "go through the short version together" in refused.content.decode()
    assert not ConsentRecord.objects.exists()


def test_it_is_kept_on_the_way_and_counts_for_nothing(talk):
    talk.send("here", language="en", present="My sister")
    talk.send("promise", questions="Who reads it?", later="1")

    back = talk.client.get(talk.at(name="conversation"))
    assert back["Location"] == talk.at("choices")
    assert "My sister" in talk.look("here").content.decode()
    assert "Who reads it?" in talk.look("promise").content.decode()
    assert not ConsentRecord.objects.exists()
    assert ConsentNow.objects.get(person=talk.person).consent_id is None


def test_what_is_typed_is_kept_without_a_tap(talk):
    kept = talk.send("promise", "?keep=1", questions="Half a quest")
    bad = talk.send("promise", "?keep=1", questions="a\x00b")

    assert (kept.status_code, bad.status_code) == (200, 422)
    assert "Half a quest" in talk.look("promise").content.decode()
    assert talk.client.get(talk.at(name="conversation"))["Location"] == talk.at("promise")


def test_a_peer_keeps_only_their_own_talk_and_it_is_forgotten(talk):
    talk.send("here", language="en", present="My sister")
    other = make_peer(agency=talk.person.agency)
    assert sign_in(other.user).get(talk.at("here")).status_code == 404

    ConversationDraft.objects.update(expires_at=clock.now())

    assert "My sister" not in talk.look("here").content.decode()
    assert services.forget_talks() == 1
    assert services.forget_talks() == 0
    assert not ConversationDraft.objects.exists()


def test_it_can_be_begun_again(talk):
    talk.send("here", language="en", present="My sister")

    talk.client.post(talk.at(name="conversation_again"))

    assert not ConversationDraft.objects.exists()
    assert "My sister" not in talk.look("here").content.decode()


def test_nobody_signs_a_version_that_did_not_lie_on_the_table(talk):
    talk.hear(choice_cover_narrative="yes")
    page = talk.look("answer").content.decode()
    newer = put_in_force(services.start_policy(agency=talk.person.agency, by=talk.admin))

    refused = talk.send("answer", page=page, answer="yes", way="typed", signature="Ivy", there_was_time="1")

    assert refused.status_code == 422
    assert not ConsentRecord.objects.exists()
    begun = talk.client.get(talk.at(name="conversation"), follow=True).content.decode()
    assert "There is a new version since you began" in begun
    assert " checked" not in talk.look("choices").content.decode()
    talk.hear()
    assert talk.answer().status_code == 302
    assert ConsentRecord.objects.get().policy == newer


def test_a_page_of_the_talk_can_be_turned_round(talk):
    page = talk.look("promise", "?turned=1").content.decode()

    assert "ps-turned" in page
    assert "Turn it back" in page
    assert '/people/"' not in page
    assert talk.send("promise", "?turned=1")["Location"] == talk.at("choices") + "?turned=1"


def test_on_paper_it_is_whole(talk):
    page = talk.client.get(talk.at(name="conversation_paper")).content.decode()

    for words in (
        "There are six times",
        "A judge orders it",
        "Before you decide",
        "If I am away, can one other peer",
    ):
        assert words in page


def test_the_copy_is_there_at_once_for_both(talk):
    talk.hear(choice_cover_narrative="yes", questions="Who reads it?")
    talk.answer(way="drawn", drawing=DRAWN)
    own = make_user(agency=talk.person.agency, kind="person")
    talk.person.user = own
    talk.person.save()

    theirs = talk.client.get(reverse("consent:agreement_copy", args=[talk.person.pk])).content.decode()
    mine = sign_in(own).get(reverse("my_record:agreement_copy")).content.decode()

    for page in (theirs, mine):
        assert DRAWN in page
        assert "Who reads it?" in page
        assert "There are six times" in page


def test_strangers_find_nothing(talk):
    talk.send("here", language="en")
    addresses = [
        talk.at(name="conversation"), talk.at("here"), talk.at("limit-1", name="conversation_about"),
        talk.at(name="conversation_paper"), reverse("consent:agreement", args=[talk.person.pk]),
        reverse("consent:agreement_copy", args=[talk.person.pk]),
    ]  # fmt: skip
    agency = talk.person.agency
    strangers = [make_peer(agency=agency).user, make_peer().user, make_user(agency=agency)]

    found = {sign_in(user).get(url).status_code for user in strangers for url in addresses}

    assert found == {404}


def test_supervisor_and_office_see_that_not_what_was_chosen(talk):
    talk.hear(choice_cover_narrative="yes")
    talk.answer()
    agreement = reverse("consent:agreement", args=[talk.person.pk])
    question = "If I am away, can one other peer read our notes?"
    supervisor = make_link(peer=talk.pairing.peer).supervisor

    shows = {
        name: question in sign_in(user).get(agreement).content.decode()
        for name, user in (
            ("paired", talk.peer), ("clinical", supervisor), ("office", make_admin(agency=talk.person.agency)),
        )
    }  # fmt: skip

    assert shows == {"paired": True, "clinical": False, "office": False}


def test_taking_back_is_a_post_of_the_peer_who_walks_with_them(talk):
    talk.hear()
    talk.answer()
    address = reverse("consent:agreement_take_back", args=[talk.person.pk])

    seen = [
        talk.client.get(address).status_code,
        sign_in(make_admin(agency=talk.person.agency)).post(address).status_code,
        talk.client.post(address).status_code,
        talk.client.post(address).status_code,
    ]

    assert seen == [405, 404, 302, 409]
    assert ConsentNow.objects.get(person=talk.person).allows == 0
