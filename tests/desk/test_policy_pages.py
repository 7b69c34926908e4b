"""The studio through its pages: nothing typed is lost, two tabs, the second person, and what people see."""

import re

import pytest
from django.urls import reverse

from consent import services
from consent.models import ConfidentialityPolicy, PolicyComment
from consent.querysets import may_read
from consent.rule import Rule
from peersupport.core.principal import acting_as
from tests.consent.agreed import COVER, days_are_over, published, say
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_cover,
    make_link,
    make_pairing,
    make_person,
    make_supervisor,
    sign_in,
)


@pytest.fixture
def office():
    return make_admin(name="Farah")


@pytest.fixture
def draft(office):
    published(office.agency)
    return services.start_policy(agency=office.agency, by=office)


def at(name, *args):
    return reverse(f"desk:{name}", args=args)


def seen_on(response):
    return re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]


def test_a_version_is_started_once(office):
    client = sign_in(office)

    first, again = client.post(at("policy_start")), client.post(at("policy_start"))

    policy = ConfidentialityPolicy.objects.get()
    assert (first.status_code, first.url, again.status_code) == (302, at("policy_page", policy.pk), 409)
    assert "Version 1" in client.get(at("policy_list")).content.decode()


def test_two_tabs_keep_both_texts(office, draft):
    client, address = sign_in(office), at("policy_text", draft.pk, "short")
    seen = seen_on(client.get(address))
    client.post(address, {"body_en": "The first tab.", "body_es": "Uno.", "seen": seen})

    late = client.post(address, {"body_en": "The second tab.", "body_es": "Dos.", "seen": seen})

    text = late.content.decode()
    assert late.status_code == 409
    assert "Somebody changed this since you opened the page." in text
    assert "The second tab." in text
    assert "The first tab." in text
    kept = client.post(
        address, {"body_en": "The second tab.", "body_es": "Dos.", "seen": seen_on(late)}, follow=True
    )
    assert kept.status_code == 200
    assert draft.texts.get(page="short", language="en").body == "The second tab."


def test_nothing_typed_is_lost_on_an_error(office, draft):
    client, address = sign_in(office), at("policy_limit", draft.pk, 1)
    form = {
        "title_en": "Mine",
        "plain_words_en": "x" * 20_001,
        "talk_first": "no",
        "within": "0",
        "told": ["name"],
    }

    response = client.post(address, form)

    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Mine"' in text
    assert "Please use at most 20000 characters" in text.replace(",", "")
    assert not draft.limits.filter(title="Mine").exists()


def test_a_reason_is_wanted_where_we_do_not_always_talk_first(office, draft):
    client, address = sign_in(office), at("policy_limit", draft.pk, 1)
    form = {"title_en": "Mine", "plain_words_en": "Words.", "talk_first": "no", "within": "0", "seen": ""}

    response = client.post(address, form | {"seen": seen_on(client.get(address))})

    assert response.status_code == 422
    assert "when we can&#x27;t talk about it first, and why" in response.content.decode()


def test_the_grade_is_told_without_saving_with_and_without_script(office, draft):
    client, words = sign_in(office), "We keep what you say between us. " * 20
    form = {"body_en": words, "body_es": "", "grade": "1"}

    plain = client.post(at("policy_text", draft.pk, "short"), form).content.decode()
    live = client.post(at("policy_grade"), {"language": "en", "body_en": words}).content.decode()

    assert "Reading grade" in plain
    assert "Reading grade" in live
    assert "The hardest sentences" in live
    assert client.post(at("policy_grade"), {"language": "xx"}).status_code == 404
    assert draft.texts.get(page="short", language="en").body.strip() != words.strip()


def test_a_sixth_question_is_refused_with_everything_kept(office, draft):
    client, address = sign_in(office), at("policy_readers", draft.pk)
    rules = dict.fromkeys(
        ("clinical_narrative", "senior_narrative", "cover_narrative", "paired_narrative", "responder_narrative",
         "responder_plan"), "1",
    )  # fmt: skip

    response = client.post(address, rules | {"paired_plan": "2", "seen": seen_on(client.get(address))})

    assert response.status_code == 422
    assert "These are 6 yes or no questions." in response.content.decode()
    assert "Somebody who checks the bills" in response.content.decode()
    assert draft.audiences.filter(rule=Rule.ASK).count() == 3


def test_a_whole_way_from_draft_to_promise(office, draft):
    agency = office.agency
    person, senior = make_person(agency=agency), make_supervisor("senior", agency=agency)
    own, writer = sign_in(give_account(person)), sign_in(office)
    writer.post(at("policy_text", draft.pk, "closing"), {"body_en": "Bye.", "body_es": "Adiós."})
    assert writer.post(at("policy_propose", draft.pk), {}).status_code == 422
    assert writer.post(at("policy_propose", draft.pk), {"words": "no"}).status_code == 302

    page = own.get(reverse("my_record:promise_draft")).content.decode()
    own.post(reverse("my_record:promise_draft"), {"text": "Too short a goodbye."})
    comment = PolicyComment.objects.get()
    listed = writer.get(at("policy_page", draft.pk)).content.decode()
    writer.post(at("comment_answer", comment.pk), {"answer": "We wrote more."})
    days_are_over(draft)
    mine = writer.post(at("policy_publish", draft.pk))
    theirs = sign_in(senior).post(at("policy_publish", draft.pk))

    assert "Bye." in page
    assert "Too short a goodbye." in listed
    assert person.chosen_name not in listed
    assert "We wrote more." in own.get(reverse("my_record:promise_draft")).content.decode()
    assert (mine.status_code, theirs.status_code) == (409, 302)
    assert ConfidentialityPolicy.objects.published_for(agency).pk == draft.pk
    done = writer.get(at("policy_page", draft.pk)).content.decode()
    assert "one person who is supported here" in done
    assert "Nobody who made this version works here as a peer." not in done


def test_the_second_person_reads_names_only_of_people_they_know(office, draft):
    pairing = make_pairing(person=make_person(agency=office.agency, name="Ana Known"))
    away = make_pairing(person=make_person(agency=office.agency, name="Bo Kept"), peer=pairing.peer)
    for one in (pairing, away):
        say(one)
    senior = make_link(peer=pairing.peer, kind="senior").supervisor
    stranger = make_supervisor("senior", agency=office.agency)
    make_block(person=away.person, user=senior)
    services.propose_policy(policy=draft, by=office)

    known, nobody = (
        sign_in(user).get(at("policy_publish", draft.pk)).content.decode() for user in (senior, stranger)
    )

    assert ("Ana Known" in known, "Bo Kept" in known) == (True, False)
    assert ("Ana Known" in nobody, "Bo Kept" in nobody) == (False, False)
    assert "2 people have said yes" in known
    assert "2 people have said yes" in nobody


def test_what_is_published_on_the_page_narrows_at_once_and_widens_nothing(office, draft):
    pairing = make_pairing(person=make_person(agency=office.agency))
    say(pairing, choices={COVER: True})
    cover = make_cover(pairing=pairing).peer.user
    clinical = make_link(peer=pairing.peer).supervisor
    client = sign_in(office)
    rules = {"paired_narrative": 1, "paired_plan": 2, "clinical_narrative": 1, "senior_narrative": 0,
             "cover_narrative": 0, "responder_narrative": 0, "responder_plan": 1}  # fmt: skip
    client.post(at("policy_readers", draft.pk), rules)
    client.post(at("policy_propose", draft.pk), {})
    days_are_over(draft)
    before = _reads(pairing, cover), _reads(pairing, clinical)

    sign_in(make_admin(agency=office.agency)).post(at("policy_publish", draft.pk))

    assert before == (True, False)
    assert (_reads(pairing, cover), _reads(pairing, clinical)) == (False, False)
    draft.refresh_from_db()
    assert draft.change == "wider"


def _reads(pairing, user):
    with acting_as(user.pk):
        return may_read(person_id=pairing.person_id, content="narrative", author_id=pairing.peer_id)


def test_a_colleague_writes_down_what_a_person_said_aloud(office, draft):
    peer = make_pairing(person=make_person(agency=office.agency)).peer.user
    services.propose_policy(policy=draft, by=office)
    client = sign_in(peer)

    client.post(at("policy_open"), {"who": "person", "text": "She wants pictures."})
    empty = client.post(at("policy_open"), {"who": "me", "text": "  "})

    assert empty.status_code == 422
    assert "She wants pictures." in sign_in(office).get(at("policy_page", draft.pk)).content.decode()
    assert PolicyComment.objects.values_list("voice", "on_paper").get() == ("person", True)
    assert "lies open" in client.get("/").content.decode()


def test_a_draft_that_is_not_open_is_nobodys_but_the_offices(office, draft):
    peer = make_pairing(person=make_person(agency=office.agency)).peer.user
    person = give_account(make_person(agency=office.agency))

    for user, address in ((peer, at("policy_open")), (person, reverse("my_record:promise_draft"))):
        response = sign_in(user).get(address)
        assert response.status_code == 200
        assert "Nothing lies open" in response.content.decode()


def test_a_person_reads_on_the_first_page_that_one_made_it_alone(office, draft):
    pairing = make_pairing(person=make_person(agency=office.agency))

    page = sign_in(pairing.peer.user).get(
        reverse("consent:conversation_step", args=[pairing.person_id, "promise"])
    )

    assert "Nobody who made this version works here as a peer." in page.content.decode()
    assert "One person put it in force alone" in page.content.decode()
