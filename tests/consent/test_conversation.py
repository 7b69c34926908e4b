import re

import pytest
from django.urls import reverse

from consent import services
from consent.models import ConsentNow, ConsentRecord
from peersupport.people.models import LeaveOut
from tests.consent.agreed import put_in_force
from tests.factories import (
    make_admin,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    make_user,
    sign_in,
)


@pytest.fixture
def pairing():
    pairing = make_pairing(person=make_person(program=make_program(level="billable"), name="Ivy M."))
    admin = make_admin(agency=pairing.agency)
    services.publish_policy(policy=services.start_policy(agency=pairing.agency, by=admin), by=admin)
    return pairing


@pytest.fixture
def address(pairing):
    return reverse("consent:conversation", args=[pairing.person_id])


def said(**values):
    return {"answer": "yes", "way": "typed", "signature": "Ivy", **values}


def test_the_short_version_comes_first_and_the_form_last(pairing, address):
    page = sign_in(pairing.peer.user).get(address).content.decode()

    short, first_limit, form = (
        page.index("There are six times"),
        page.index('id="limit-1"'),
        page.index("<form method"),
    )
    assert short < first_limit < page.index("Your choices")
    assert form
    assert "{" not in page[short:].split("<script")[0].replace("{}", "")


def test_it_speaks_the_language_of_the_person(pairing, address):
    pairing.person.language = "es"
    pairing.person.save()

    page = sign_in(pairing.peer.user).get(address).content.decode()

    assert "Hay seis casos" in page
    assert "There are six times" not in page


def test_the_language_can_be_changed_for_one_page(pairing, address):
    page = sign_in(pairing.peer.user).get(address + "?language=es").content.decode()

    assert "Hay seis casos" in page


def test_no_choice_is_filled_in_and_not_today_stands_first(pairing, address):
    page = sign_in(pairing.peer.user).get(address).content.decode()
    answers = page[page.index('name="answer"') :]

    assert 'name="choice_cover_narrative" value="yes" checked' not in page
    assert answers.index('value="not_today"') < answers.index('value="yes"') < answers.index('value="no"')


def test_a_yes_is_sealed_with_its_choices_and_what_is_left_out(pairing, address):
    answer = sign_in(pairing.peer.user).post(
        address, said(choice_cover_narrative="yes", leave_out="my street\n\nwork\n")
    )

    consent = ConsentRecord.objects.get()
    assert answer.status_code == 302
    assert consent.answer == "yes"
    assert dict(consent.choices.values_list("audience", "allowed"))["cover"] is True
    assert LeaveOut.objects.filter(person=pairing.person).count() == 2


def test_an_answer_without_a_signature_loses_nothing(pairing, address):
    answer = sign_in(pairing.peer.user).post(address, said(signature="", leave_out="my street"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "my street" in page
    assert "Please write the name here" in page
    assert not ConsentRecord.objects.exists()
    assert not LeaveOut.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [{"answer": ""}, {"answer": "maybe"}, {"way": "telepathy"}, {"signature": "a\x00b"}, {"leave_out": "\ud800"},
     {"choice_cover_narrative": "perhaps"}, {"signature": "x" * 121}],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_is_never_stored(pairing, address, bad):
    values = {key: value.encode("utf-8", "surrogatepass") for key, value in said(**bad).items()}

    answer = sign_in(pairing.peer.user).post(address, values)

    assert answer.status_code == 422
    assert not ConsentRecord.objects.exists()


def test_strangers_find_nothing(pairing, address):
    agreement = reverse("consent:agreement", args=[pairing.person_id])
    strangers = [
        make_peer(agency=pairing.agency).user,
        make_peer().user,
        make_user(agency=pairing.agency),
    ]

    found = {sign_in(user).get(url).status_code for user in strangers for url in (address, agreement)}

    assert found == {404}


def test_supervisor_and_office_see_that_not_what_was_chosen(pairing, address):
    services.record_answer(
        person=pairing.person,
        answer="yes",
        choices={("cover", "narrative"): True},
        language="en",
        way="typed",
        signature="Ivy",
        by=pairing.peer.user,
    )
    agreement = reverse("consent:agreement", args=[pairing.person_id])
    question = "If I am away, can one other peer read our notes?"
    supervisor = make_link(peer=pairing.peer).supervisor

    shows = {
        name: question in sign_in(user).get(agreement).content.decode()
        for name, user in (
            ("paired", pairing.peer.user),
            ("clinical", supervisor),
            ("office", make_admin(agency=pairing.agency)),
        )
    }

    assert shows == {"paired": True, "clinical": False, "office": False}


def test_taking_back_is_a_post_of_the_peer_who_walks_with_them(pairing):
    services.record_answer(
        person=pairing.person, answer="yes", language="en", way="typed", signature="Ivy", by=pairing.peer.user
    )
    address = reverse("consent:agreement_take_back", args=[pairing.person_id])

    seen = [
        sign_in(pairing.peer.user).get(address).status_code,
        sign_in(make_admin(agency=pairing.agency)).post(address).status_code,
        sign_in(pairing.peer.user).post(address).status_code,
        sign_in(pairing.peer.user).post(address).status_code,
    ]

    assert seen == [405, 404, 302, 409]
    assert ConsentNow.objects.get(person=pairing.person).allows == 0


def test_nobody_signs_a_version_that_did_not_lie_on_the_table(pairing, address):
    client, field = sign_in(pairing.peer.user), re.compile(r'name="policy_read" value="([\w-]+)"')
    (read,) = field.findall(client.get(address).content.decode())
    admin = make_admin(agency=pairing.agency)
    newer = put_in_force(services.start_policy(agency=pairing.agency, by=admin))

    response = client.post(address, said(policy_read=read))

    assert response.status_code == 422
    assert "There is a new version since you opened this page." in response.content.decode()
    assert not ConsentRecord.objects.exists()
    assert field.findall(response.content.decode()) == [str(newer.pk)]
    assert client.post(address, said(policy_read=newer.pk)).status_code == 302
