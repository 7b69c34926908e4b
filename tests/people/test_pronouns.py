import pytest
from django.utils import translation

from peersupport.people.pronouns import in_words, suggestions
from tests import factories
from tests.factories import sign_in


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("she", "she/her"),
        ("Ella", "she/her"),
        ("él", "he/him"),
        ("They / them", "they/them"),
        ("elle", "they/them"),
        ("ze/zir", "ze/zir"),
        ("", ""),
    ],
)
def test_usual_pronouns_show_in_the_language_of_who_reads(typed: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(typed) == words


def test_the_usual_ones_are_suggested_and_anything_else_stays_as_it_was_typed() -> None:
    peer = factories.make_peer()
    client = sign_in(peer.user)

    form = client.get("/people/profile/edit/").content.decode()
    client.post("/people/profile/edit/", {"pronouns": "ze/zir", "languages": ["en"]})

    assert [word for word in suggestions() if f'<option value="{word}">' not in form] == []
    peer.refresh_from_db()
    assert (peer.pronouns, peer.pronouns_in_words) == ("ze/zir", "ze/zir")
