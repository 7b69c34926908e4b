"""Words a person uses for themselves, and words they never want to read."""

import uuid

import pytest

from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people import services
from peersupport.people.models import PersonWord, SupportedPerson
from tests.factories import give_account, make_admin, make_pairing, make_peer, sign_in

BAD = ["", "   ", "\u200b", "a\x00b", "x" * 61, "two\nlines"]


@pytest.fixture
def two():
    return make_pairing()


def test_they_come_and_go_by_the_person_and_by_who_walks_with_them(two):
    own = give_account(two.person)
    word = services.add_word(person=two.person, text="survivor", use="mine", by=own)

    services.remove_word(word=word, by=two.peer.user)

    assert not PersonWord.objects.exists()


def test_the_office_does_not_speak_for_anybody_and_a_strange_peer_finds_nobody(two):
    with pytest.raises(NotAllowed):
        services.add_word(person=two.person, text="x", use="mine", by=make_admin(agency=two.agency))
    with pytest.raises(SupportedPerson.DoesNotExist):
        services.add_word(person=two.person, text="x", use="mine", by=make_peer(agency=two.agency).user)
    with pytest.raises(DomainError):
        services.add_word(person=two.person, text=" ", use="mine", by=two.peer.user)


@pytest.mark.parametrize("bad", BAD)
def test_a_word_that_says_nothing_or_is_broken_is_refused_on_both_pages(two, bad):
    own = give_account(two.person)
    for client, path in (
        (sign_in(own), "/my/words/"),
        (sign_in(two.peer.user), f"/people/{two.person.pk}/words/"),
    ):
        response = client.post(path, {"text": bad, "use": "mine"})

        assert (response.status_code, list(response.context["form"].errors)) == (422, ["text"])
    assert not PersonWord.objects.exists()


def test_a_use_nobody_offers_is_refused(two):
    response = sign_in(two.peer.user).post(f"/people/{two.person.pk}/words/", {"text": "x", "use": "always"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["use"])


def test_both_pages_show_the_list_and_take_a_word_off(two):
    own = sign_in(give_account(two.person))
    own.post("/my/words/", {"text": "survivor", "use": "mine"})
    own.post("/my/words/", {"text": "broken", "use": "never"})
    page = own.get("/my/words/").content.decode()
    assert "survivor" in page
    assert "I never want to read it" in page
    assert (
        "they never want to read it"
        in sign_in(two.peer.user).get(f"/people/{two.person.pk}/words/").content.decode()
    )

    own.post(f"/my/words/{PersonWord.objects.get(use='mine').pk}/remove/")

    assert [word.use for word in PersonWord.objects.all()] == ["never"]


def test_words_of_others_are_not_mine_to_take_off(two):
    other = make_pairing()
    word = services.add_word(person=other.person, text="theirs", use="mine", by=other.peer.user)
    own, peer = sign_in(give_account(two.person)), sign_in(two.peer.user)

    assert own.post(f"/my/words/{word.pk}/remove/").status_code == 404
    assert own.get(f"/my/words/{word.pk}/remove/").status_code == 405
    assert peer.post(f"/people/{two.person.pk}/words/{word.pk}/remove/").status_code == 404
    assert peer.post(f"/people/{two.person.pk}/words/{uuid.uuid4()}/remove/").status_code == 404
