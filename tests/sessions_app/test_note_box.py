"""The box a note is written in: lines to start from, its language, and how it reads. Nothing of it holds anybody up."""

import uuid

import pytest
from django.urls import reverse

from sessions_app.ease import ease_of, longest_sentence
from sessions_app.models import SessionNote
from tests import factories
from tests.sessions_app.circle import Circle
from tests.sessions_app.test_day_page import DAY, card, yesterday
from tests.sessions_app.world import Two, an_entry

LONG = "we walked and talked " * 7
EASY = "We walked by the river. It was cold. " * 16
HARD = (
    "Notwithstanding considerable administrative complications, representatives facilitated comprehensive "
    "accommodation considerations, subsequently necessitating additional interdepartmental correspondence. "
) * 8


def log_page(two, **values):
    address = reverse("sessions_app:session_log")
    return (
        factories.sign_in(two.user)
        .get(address, {"person": two.person.pk, "draft": uuid.uuid4(), **values})
        .content.decode()
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("We walked. It was cold.", ""),
        (LONG, "Long sentences: the longest has 28 words."),
        (EASY, "Reads easily."),
        (HARD, "Shorter words would read more easily."),
        (HARD.replace(". ", ", "), "Long sentences: the longest has 112 words."),
    ],
)
def test_how_it_reads(text, said):
    assert ease_of(text, "en") == said


def test_spanish_reads_by_its_own_measure():
    assert ease_of("Fuimos al río. Hacía frío. " * 25, "es") == "Reads easily."
    assert longest_sentence("Uno dos. Tres cuatro cinco…\nSeis") == 3


def test_each_saved_draft_says_how_it_reads():
    two, key = Two(), uuid.uuid4()

    answer = factories.sign_in(two.user).post(
        reverse("sessions_app:draft_save", args=[key]),
        {"person": two.person.pk, "text": EASY, "language": "en"},
    )

    assert answer.json()["ease"] == "Reads easily."


def test_lines_to_start_from_stand_there_in_both_languages():
    page = log_page(Two())

    for line in ("What mattered to them", "What we did", "What was strong", "What comes next"):
        assert f'data-en="{line}"' in page
    assert page.count("data-es=") == 4


@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_the_box_speaks_the_language_of_the_note(language):
    two = Two()
    type(two.person).objects.filter(pk=two.person.pk).update(language=language)
    page = log_page(two)
    code = language if language in {"en", "es"} else "en"

    box = page[page.index('<textarea name="text"') :].partition(">")[0]
    for attribute in (f'lang="{code}"', 'spellcheck="true"', 'autocapitalize="sentences"'):
        assert attribute in box
    assert "autocorrect" not in box
    assert page.index('name="language"') < page.index('name="rest_stays_between_us"')


def test_one_tap_changes_the_language_that_is_kept():
    two = Two()
    factories.sign_in(two.user).post(DAY, card(yesterday(two), text="Caminamos.", language="es"))

    assert SessionNote.objects.get().language == "es"


def test_the_same_box_stands_wherever_notes_are_written():
    two, circle = Two(), Circle()
    session = two.complete()
    yesterday(two)
    person = circle.walks_with("Bo")
    met = circle.met(people=(person,))
    client = factories.sign_in(two.user)
    pages = [
        log_page(two),
        client.get(DAY).content.decode(),
        client.get(reverse("sessions_app:session_read", args=[session.pk])).content.decode(),
        factories.sign_in(circle.user)
        .get(reverse("sessions_app:group_note", args=[met.pk, person.pk]))
        .content.decode(),
    ]

    assert ["data-note-box" in page for page in pages] == [True] * 4


def test_same_as_last_time_is_way_place_and_length_and_never_a_word():
    two = Two()
    said = {
        "way": "phone", "place": "outdoors", "minutes": 45, "text": "canary-text", "agenda": "canary-agenda",
        "agenda_by": "them", "own_words": "canary-own", "own_words_by": "them", "next_step": "canary-next",
        "next_step_whose": "us", "taken_along": "canary-taken", "shared_story": True, "why_shared": "me_too",
        "kinds": ("emotional", "instrumental"),
    }  # fmt: skip
    two.complete(an_entry(**said))

    page = log_page(two, same="1")

    assert "canary" not in page
    for kept in ('value="phone"', 'value="outdoors"', 'value="45"'):
        start = page.index(kept)
        assert "checked" in page[start : page.index(">", start)]
    for empty in (
        'name="kinds"',
        'name="agenda_by"',
        'name="why_shared"',
        'name="own_words_by"',
        'name="shared_story"',
    ):
        inputs = [
            part.partition(">")[0] for part in page.split("<input")[1:] if empty in part.partition(">")[0]
        ]
        assert inputs
        assert not any("checked" in one for one in inputs)
