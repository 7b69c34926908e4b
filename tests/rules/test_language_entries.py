"""What a house sets about the hints: one entry a word, by its office, with a history everybody there can read."""

import pytest

from peersupport.core.errors import DomainError, NotAllowed
from peersupport.rules.models import LanguageEntry
from peersupport.rules.services import end_language_entry, set_language_entry
from tests.factories import make_admin, make_peer, sign_in

WHY = "We say people here."


@pytest.fixture
def admin():
    return make_admin()


def add(by, term="Clients", **more):
    return set_language_entry(language="en", term=term, change="add", why=WHY, by=by, **more)


def test_a_new_entry_about_the_same_word_takes_the_place_of_the_old(admin):
    add(admin)
    set_language_entry(language="en", term="clients", change="off", by=admin)

    (entry,) = LanguageEntry.objects.in_force(admin.agency_id)

    assert (entry.term, entry.change) == ("clients", "off")


def test_the_same_word_in_two_languages_is_two_entries(admin):
    add(admin)
    set_language_entry(language="es", term="clients", change="off", by=admin)

    assert LanguageEntry.objects.in_force(admin.agency_id).count() == 2


@pytest.mark.parametrize(("term", "why", "field"), [(" ", WHY, "term"), ("clients", "", "why")])
def test_what_is_missing_is_said_at_its_field(admin, term, why, field):
    with pytest.raises(DomainError) as refused:
        set_language_entry(language="en", term=term, change="add", why=why, by=admin)

    assert refused.value.field == field
    assert not LanguageEntry.objects.exists()


def test_only_the_office_of_the_house(admin):
    entry = add(admin)
    with pytest.raises(NotAllowed):
        add(make_peer(agency=admin.agency).user)
    with pytest.raises(LanguageEntry.DoesNotExist):
        end_language_entry(entry=entry, by=make_admin())
    end_language_entry(entry=entry, by=admin)

    assert not LanguageEntry.objects.in_force(admin.agency_id).exists()


def test_everybody_there_can_read_what_changed_and_by_whom(admin):
    client = sign_in(admin)
    client.post("/manage/words/", {"term": "clients", "language": "en", "change": "add", "why": WHY})
    client.post(f"/manage/words/{LanguageEntry.objects.get().pk}/end/")

    page = sign_in(make_peer(agency=admin.agency).user).get("/manage/changes/").content.decode()

    assert "set how hints speak of “clients”" in page
    assert "took “clients” off the words of the house" in page


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"term": "", "language": "en", "change": "off"}, ["term"]),
        ({"term": "a\x00b", "language": "en", "change": "off"}, ["term"]),
        ({"term": "x" * 61, "language": "en", "change": "off"}, ["term"]),
        ({"term": "x", "language": "tlh", "change": "off"}, ["language"]),
        ({"term": "x", "language": "en", "change": "forbid"}, ["change"]),
        ({"term": "x", "language": "en", "change": "add"}, ["why"]),
    ],
)
def test_bad_input_is_told_at_its_place(admin, said, fields):
    response = sign_in(admin).post("/manage/words/", said)

    assert (response.status_code, list(response.context["form"].errors)) == (422, fields)


def test_a_sentence_can_be_tried_and_is_kept_nowhere(admin):
    add(admin, suggestion="people")

    page = sign_in(admin).post("/manage/words/try/", {"try-text": "All clients came.", "try-language": "en"})

    assert WHY in page.content.decode()
    assert (
        sign_in(admin).post("/manage/words/try/", {"try-text": "", "try-language": "en"}).status_code == 422
    )
