"""Adding somebody: one step, a hint at namesakes, and every kind of bad input."""

import uuid

import pytest
from django.urls import reverse

from peersupport.people.models import Pairing, SupportedPerson
from tests.factories import make_admin, make_pairing, make_peer, make_person, make_program, sign_in

LIST, ADD = "/people/", "/people/add/"
BAD = {
    "chosen_name": ["", " ", "\u200b", "a\x00b", "a\u202eb", "a\nb", "a" * 81, "a" * 1_000_000],
    "pronouns": ["\x00", "x" * 41, "\u2066x"],
    "language": ["", "xx", "\x00"],
    "phone": ["call me", "\x00", "5" * 41, "5\r\n5"],
    "safe_hours": ["\x1b[31m", "x" * 201],
    "email": [
        "ana at home",
        "a@b",
        "a@example.org\nBcc: b@example.org",
        "\x00@example.org",
        "x" * 250 + "@example.org",
    ],
    "other_way": ["\x00", "x" * 201],
}


@pytest.fixture
def program():
    return make_program()


@pytest.fixture
def admin(program):
    return make_admin(agency=program.agency)


@pytest.fixture
def peer(program):
    return make_peer(program=program)


def test_a_peer_adds_somebody_they_met_and_walks_with_them(peer):
    client = sign_in(peer.user)
    assert client.get(ADD).status_code == 200

    response = client.post(
        ADD,
        {"chosen_name": "Ana", "language": "es", "phone": "555-0142", "may_text": "on", "said_yes": "on"},
    )

    person = SupportedPerson.objects.get()
    assert response.url == reverse("home:person_page", args=[person.pk])
    assert (person.language, person.contact.may_text, person.contact.may_call) == ("es", True, False)
    assert Pairing.objects.get().state == "active"


def test_without_the_yes_it_stays_an_offer_and_leads_back_to_the_list(peer):
    response = sign_in(peer.user).post(ADD, {"chosen_name": "Ana", "language": "en"})

    assert response.url == LIST
    assert Pairing.objects.get().state == "offered"


def test_the_program_is_asked_only_when_there_are_several():
    admin = make_admin()
    client = sign_in(admin)
    assert b"no names are kept" in client.get(ADD).content
    first = make_program(agency=admin.agency)
    assert "program" not in client.get(ADD).context["form"].fields
    second = make_program(agency=admin.agency)

    missing = client.post(ADD, {"chosen_name": "Ana", "language": "en"})
    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["program"])
    for wrong in ("\x00", str(make_program().pk)):
        assert client.post(ADD, {"chosen_name": "A", "language": "en", "program": wrong}).status_code == 422
    assert client.post(ADD, {"chosen_name": "Ana", "language": "en", "program": second.pk}).status_code == 302
    assert SupportedPerson.objects.get().program == second != first


def test_somebody_of_the_same_name_is_pointed_out_within_reach_only(program, admin, peer):
    known = make_person(program=program, name="José")
    make_pairing(person=known, peer=peer)
    make_person(program=program, name="Bo")
    client = sign_in(peer.user)
    words = {"chosen_name": "jose", "language": "en"}

    response = client.post(ADD, words)
    assert response.status_code == 422
    assert response.context["namesakes"] == [known]
    assert client.post(ADD, {**words, "chosen_name": "Bo"}).status_code == 302
    assert client.post(ADD, {**words, "is_somebody_else": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in BAD.items() for value in values]
)
def test_bad_input_gets_a_sentence_at_its_field_and_loses_nothing(peer, program, field, value):
    words = {"chosen_name": "Ana", "language": "en", "safe_hours": "after <b>six</b>", field: value}

    response = sign_in(peer.user).post(ADD, words)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    if field != "safe_hours":
        assert b"after &lt;b&gt;six&lt;/b&gt;" in response.content
    assert not SupportedPerson.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        'D\'Arcy "Q" <3 & co',
        "مريم",
        "👩‍👩‍👧‍👦",
        "王小明",
        "null",
        "{{7*7}}{% x %}",
        "=1+1",
        "\u0338x",
        "\u0301",
    ],
)
def test_names_come_back_exactly_as_written(admin, program, name):
    client = sign_in(admin)

    client.post(ADD, {"chosen_name": name, "language": "en"})

    assert SupportedPerson.objects.get().chosen_name == name
    assert client.get(LIST).status_code == 200


def test_extra_keys_change_nothing(peer, program, admin):
    sign_in(peer.user).post(
        ADD,
        {
            "chosen_name": "Ana",
            "language": "en",
            "confirmed_by": admin.pk,
            "agency": uuid.uuid4(),
            "id": uuid.uuid4(),
        },
    )

    assert SupportedPerson.objects.get().confirmed_by is None
