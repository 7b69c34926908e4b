"""The table of the levels, as data. A row that changes here changes what people were promised."""

import pytest

from sessions_app import levels
from sessions_app.entry import SessionEntry
from tests.sessions_app.world import wall

FACTS = {"way", "kinds"}
SHORT = FACTS | {
    "place",
    "agenda_by",
    "agenda",
    "shared_story",
    "why_shared",
    "own_words",
    "own_words_by",
    "text",
    "rest_stays_between_us",
    "next_step",
    "next_step_whose",
    "taken_along",
    "how_written",
}
TABLE = [
    ("none", set(), set()),
    ("attendance", FACTS, set()),
    ("brief", SHORT, {"kinds", "text"}),
    ("together", SHORT | {"read_together", "not_read_because"}, {"kinds", "text", "read_together"}),
    ("billable", SHORT, {"kinds", "text", "place", "next_step", "next_step_whose", "ends_local"}),
]
EVERYTHING = {
    "way": "phone",
    "place": "office",
    "kinds": ("emotional",),
    "agenda_by": "them",
    "agenda": "work",
    "shared_story": True,
    "why_shared": "asked",
    "own_words": "It was good.",
    "own_words_by": "them",
    "text": "We talked.",
    "rest_stays_between_us": True,
    "next_step": "Again",
    "next_step_whose": "us",
    "taken_along": "Patience",
    "how_written": "together",
    "read_together": True,
    "not_read_because": "tired",
}


def entry(**values):
    return SessionEntry(local_start=wall(hours=-1), minutes=30, **values)


@pytest.mark.parametrize(("level", "allowed", "required"), TABLE)
def test_level_keeps_exactly_these_fields(level, allowed, required):
    assert {problem.field for problem in levels.problems(entry(), level)} == required
    full = entry(**EVERYTHING, ends_local=wall())
    assert {problem.field for problem in levels.problems(full, level)} == set(EVERYTHING) - allowed


@pytest.mark.parametrize("level", ["brief", "together", "billable"])
def test_the_rest_stays_between_us_is_a_complete_note(level):
    silent = entry(rest_stays_between_us=True)

    assert "text" not in {problem.field for problem in levels.problems(silent, level)}


@pytest.mark.parametrize(
    ("read", "because", "wanted"),
    [
        (True, "", set()),
        (False, "tired", set()),
        (False, "", {"read_together"}),
        (None, "", {"read_together"}),
    ],
)
def test_written_together_asks_whether_it_was_read(read, because, wanted):
    said = entry(kinds=("emotional",), text="x", read_together=read, not_read_because=because)

    assert {problem.field for problem in levels.problems(said, "together")} == wanted


@pytest.mark.parametrize(("level", "most"), [("brief", 600), ("together", 10_000), ("billable", 10_000)])
def test_note_has_room_for_so_many_letters(level, most):
    def fields(letters):
        return {
            problem.field for problem in levels.problems(entry(**EVERYTHING | {"text": "a" * letters}), level)
        }

    assert ("text" in fields(most), "text" in fields(most + 1)) == (False, True)
