"""Contact details, what is left out, pairings and the peer's own page, as each role meets them."""

import uuid

import pytest
from django.urls import reverse

from peersupport.audit.models import AccessEvent, AuditEvent
from peersupport.people import services
from peersupport.people.models import LeaveOut
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_cover,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    sign_in,
)


@pytest.fixture
def pairing():
    return make_pairing(person=make_person(name="Ana"))


@pytest.fixture
def person(pairing):
    return pairing.person


@pytest.fixture
def client(pairing):
    return sign_in(pairing.peer.user)


@pytest.fixture
def admin(person):
    return make_admin(agency=person.agency)


def address(name, row, *more):
    return reverse(f"people:{name}", args=[row.pk, *more])


def test_contact_opens_with_a_trace_and_only_what_changed_is_written(client, person, pairing):
    services.update_contact(person=person, by=pairing.peer.user, phone="555-0142", may_text=True)
    url = address("contact_edit", person)

    page = client.get(url)
    assert b"555-0142" in page.content
    assert [(event.purpose, event.contents) for event in AccessEvent.objects.all()] == [
        ("contact", ["contact"])
    ]
    words = {
        "chosen_name": "Ana",
        "language": "en",
        "phone": "555-0142",
        "may_text": "on",
        "address": "3 Elm St",
    }
    assert client.post(url, words).status_code == 302

    changed = AuditEvent.objects.filter(action="contact.changed").order_by("at").last()
    assert changed.fields == ["address"]
    assert not AuditEvent.objects.filter(action="person.changed").exists()


def test_contact_is_for_who_walks_with_them_and_the_office(person, pairing, admin):
    url = address("contact_edit", person)
    blocked = make_admin(agency=person.agency)
    make_block(person=person, user=blocked)
    former = make_pairing(person=person, state="ended").peer.user

    codes = {
        "admin": sign_in(admin).get(url).status_code,
        "supervisor": sign_in(make_link(peer=pairing.peer).supervisor).get(url).status_code,
        "former": sign_in(former).get(url).status_code,
        "stranger": sign_in(make_peer(agency=person.agency).user).get(url).status_code,
        "blocked": sign_in(blocked).get(url).status_code,
        "elsewhere": sign_in(make_admin()).get(url).status_code,
        "themselves": sign_in(give_account(person)).get(url).status_code,
    }
    assert codes == {
        "admin": 200,
        "supervisor": 403,
        "former": 403,
        "stranger": 404,
        "blocked": 404,
        "elsewhere": 404,
        "themselves": 404,
    }
    assert AccessEvent.objects.count() == 1


BAD = {
    "chosen_name": ["", "\x00", "a" * 81],
    "other_languages": ["xx", "\x00"],
    "address": ["\x00", "x" * 201, "a\nb"],
    "email": ["x", "a@example.org\r\nX: y"],
    "phone": ["--", "\u202e555"],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in BAD.items() for value in values]
)
def test_bad_contact_gets_a_sentence_at_its_field(client, person, field, value):
    words = {"chosen_name": "Ana", "language": "en", "safe_hours": "after six", field: value}

    response = client.post(address("contact_edit", person), words)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert b"after six" in response.content


def test_leave_out_is_for_the_two_alone(client, person, admin):
    url = address("leave_out", person)
    assert client.post(url, {"text": "My sister's name"}).status_code == 302
    assert b"My sister&#x27;s name" in client.get(url).content
    for wrong in ("", "\x00", "x" * 201):
        assert client.post(url, {"text": wrong}).status_code == 422
    remove = address("leave_out_remove", person, LeaveOut.objects.get().pk)

    assert sign_in(admin).get(url).status_code == 403
    assert sign_in(admin).post(remove).status_code == 403
    assert client.get(remove).status_code == 405
    assert client.post(address("leave_out_remove", person, uuid.uuid4())).status_code == 404
    other = make_pairing(person=make_person(agency=person.agency))
    crossed = address("leave_out_remove", other.person, LeaveOut.objects.get().pk)
    assert sign_in(other.peer.user).post(crossed).status_code == 404
    assert client.post(remove).status_code == 302
    assert not LeaveOut.objects.exists()


@pytest.mark.parametrize(("reader", "via"), [("peer", "paired"), ("cover", "cover"), ("office", "admin")])
def test_the_trace_names_the_relation_that_led_to_it(reader, via, pairing, person, admin):
    services.update_contact(person=person, by=pairing.peer.user, phone="555-0142")
    services.add_leave_out(person=person, text="My sister", by=pairing.peer.user)
    user = {"peer": pairing.peer.user, "cover": make_cover(pairing=pairing).peer.user, "office": admin}[
        reader
    ]
    client = sign_in(user)

    client.get(address("contact_edit", person))
    client.post(reverse("home:person_reach", args=[person.pk]))
    client.get(address("leave_out", person))
    client.get(reverse("home:person_page", args=[person.pk]))

    assert set(AccessEvent.objects.values_list("via", flat=True)) == {via}
