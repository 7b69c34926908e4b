"""The level in force stands in words wherever somebody writes or reads, for the person too."""

import pytest
from django.urls import reverse

from tests.factories import give_account, sign_in
from tests.sessions_app.world import Two, an_entry, facts_only, wall

# level: log form, page of the meeting, the person's own page of it, staff page of the person, my space
WORDS = {
    "attendance": (
        "only that you met is written down",
        "only that you met",
        "Only that we met",
        "Only that we met",
        "Only that we met",
    ),
    "brief": (
        "a short note that Ana R. can read",
        "a short note they can read",
        "A short note that you can read",
        "A short note that you can read",
        "A short note that you can read",
    ),
    "together": (
        "a note you write together",
        "a note you write together",
        "A note we write together",
        "A note we write together",
        "A note we write together",
    ),
    "billable": (
        "also used for payment",
        "a note that is also used for payment",
        "A note that is also used for payment",
        "A note that is also used for payment",
        "A note that is also used for payment",
    ),
}


def whole_entry(level):
    if level == "attendance":
        return facts_only(kinds=("emotional",))
    return an_entry(
        read_together=True if level == "together" else None,
        **(
            {
                "way": "phone",
                "place": "office",
                "next_step": "Again",
                "next_step_whose": "us",
                "ends_local": wall(),
            }
            if level == "billable"
            else {}
        ),
    )


@pytest.mark.parametrize("level", WORDS)
def test_a_level_stands_in_words(level):
    two = Two(level=level)
    own, peer = sign_in(give_account(two.person)), sign_in(two.user)
    session = two.complete(whole_entry(level))

    pages = [
        peer.get(f"/sessions/log/?person={two.person.pk}", follow=True),
        peer.get(f"/sessions/{session.pk}/"),
        own.get(f"/my/meetings/{session.pk}/"),
        peer.get(f"/people/{two.person.pk}/"),
        own.get(reverse("my_record:agreement")),
    ]

    for page, words in zip(pages, WORDS[level], strict=True):
        assert words in page.content.decode()


def test_where_nothing_is_written_it_is_said():
    two = Two(level="none", agreed=False)
    own, peer = sign_in(give_account(two.person)), sign_in(two.user)
    plan = two.plan()

    assert "nothing but a number" in peer.get(f"/sessions/{plan.pk}/").content.decode()
    assert "nothing is written about anybody" in peer.get(f"/people/{two.person.pk}/").content.decode()
    assert "Nothing is written about you here" in own.get(f"/my/meetings/{plan.pk}/").content.decode()
    assert "nothing is written about anybody" in own.get("/").content.decode()
