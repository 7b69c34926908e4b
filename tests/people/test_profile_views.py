"""The peer's own page over HTTP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.audit.services import reading
from peersupport.core.principal import acting_as
from peersupport.people import services
from peersupport.people.models import SharedExperience
from tests.factories import make_admin, make_pairing, make_peer, make_person, sign_in


@pytest.fixture
def pairing():
    return make_pairing(person=make_person(name="Ana"))


@pytest.fixture
def client(pairing):
    return sign_in(pairing.peer.user)


@pytest.fixture
def admin(pairing):
    return make_admin(agency=pairing.agency)


def address(name, row, *more):
    return reverse(f"people:{name}", args=[row.pk, *more])


def test_a_peer_shares_changes_and_takes_back(client, pairing):
    share = reverse("people:experience_share", args=["helped"])
    assert client.get(share).status_code == 200
    assert client.post(share, {"text": "Swimming,\r\nevery day.", "audience": "choosing"}).status_code == 302
    line = SharedExperience.objects.get()
    with (
        acting_as(pairing.peer.user.pk),
        reading(by=pairing.peer.user, purpose="own_record", via="self") as opened,
    ):
        assert opened.open(line).text == "Swimming,\nevery day."
    assert b"Swimming," in client.get(reverse("people:peer_profile")).content

    assert client.post(address("experience_audience", line), {"audience": "nobody"}).status_code == 302
    assert client.post(address("experience_audience", line), {"audience": "everybody"}).status_code == 422
    assert client.post(address("experience_take_back", line)).status_code == 302
    assert not SharedExperience.objects.exists()
    assert client.post(address("experience_take_back", line)).status_code == 404


@pytest.mark.parametrize("words", [{"text": ""}, {"text": "\x00"}, {"text": "x" * 1001}, {"audience": "all"}])
def test_a_shared_line_with_bad_words_is_refused_and_kept_in_the_form(client, words):
    sent = {"text": "Still here.", "audience": "nobody", **words}

    response = client.post(reverse("people:experience_share", args=["was_hard"]), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, list(words))
    assert "text" in words or b"Still here." in response.content


def test_the_own_page_is_the_peers_alone(client, pairing, admin):
    client.post(
        reverse("people:experience_share", args=["helped"]), {"text": "Swimming", "audience": "paired"}
    )
    line = SharedExperience.objects.get()
    colleague = sign_in(make_peer(agency=pairing.agency).user)

    assert sign_in(admin).get(reverse("people:peer_profile")).status_code == 404
    for name in ("experience_audience", "experience_take_back"):
        assert colleague.post(address(name, line)).status_code == 404
        assert client.get(address(name, line)).status_code == 405
    assert client.get(reverse("people:experience_share", args=["achievements"])).status_code == 404
    assert b"Swimming" not in colleague.get(reverse("people:peer_profile")).content


def test_a_peer_changes_what_stands_before_the_choice(client, pairing):
    url = reverse("people:peer_edit")
    assert client.get(url).status_code == 200

    assert (
        client.post(url, {"pronouns": "she", "languages": ["en", "so"], "has_room": "on"}).status_code == 302
    )
    assert client.post(url, {"languages": ["xx"]}).status_code == 422
    assert client.post(url, {}).status_code == 302

    pairing.peer.refresh_from_db()
    assert (pairing.peer.pronouns, pairing.peer.languages, pairing.peer.has_room) == ("", [], False)


def test_the_own_page_takes_as_many_queries_for_thirty_lines(client, pairing):
    counts = []
    for lines in (3, 30):
        while SharedExperience.objects.count() < lines:
            services.share_experience(
                peer=pairing.peer, topic="helped", text="Walks", audience="nobody", by=pairing.peer.user
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("people:peer_profile"))
        counts.append(len(queries))

    assert counts[0] == counts[1]
