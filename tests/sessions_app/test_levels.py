"""The levels of documentation, field by field, as people were promised them. A cell that changes changes a promise.

`-` not written down · `may` under "Add more" · `open` stands on the form, may stay empty · `must` needed, and never
folded away. Length and start are asked at every level that knows a person.
"""

from datetime import date

import pytest

from sessions_app import levels
from sessions_app.entry import ALWAYS, WORDS, SessionEntry
from tests.sessions_app.world import wall

LEVELS = ("none", "attendance", "brief", "together", "billable")
PROMISED = """
field                  none   attendance  brief  together  billable
way                    -      may         may    may       must
place                  -      -           may    may       must
kinds                  -      may         must   must      must
agenda                 -      -           may    may       may
agenda_by              -      -           may    may       may
shared_story           -      -           may    may       may
why_shared             -      -           may    may       may
taken_along            -      -           may    may       may
text                   -      -           must   must      must
rest_stays_between_us  -      -           may    may       may
own_words              -      -           may    open      open
own_words_by           -      -           may    open      open
next_step              -      -           may    open      must
next_step_whose        -      -           may    open      must
read_together          -      -           -      must      -
not_read_because       -      -           -      open      -
their_signature        -      -           -      open      -
their_signature_by     -      -           -      open      -
goal_ids               -      -           may    may       open
tags                   -      -           may    may       may
says                   -      -           -      -         open
connection             -      -           may    may       may
connection_id          -      -           may    may       may
connection_state       -      -           may    may       may
connection_with        -      -           may    may       may
connection_on          -      -           may    may       may
how_written            -      -           may    may       may
ends_local             -      -           -      -         must
"""
ALWAYS_IN_SIGHT = {"kinds", "text", "ends_local"}  # the form has its own place for them at every level
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
    "their_signature": "Ana",
    "their_signature_by": "them",
    "tags": ("rights",),
    "says": ("purpose",),
    "goal_ids": ("a goal",),
    "connection": "The choir",
    "connection_state": "planned",
    "connection_with": "Gabe",
    "connection_on": date(2027, 1, 31),
}
ONE_THAT_IS_THERE = EVERYTHING | {"connection": "", "connection_id": "the choir"}


def promised(level):
    """Each field and what was promised about it at this level."""
    head, *rows = (line.split() for line in PROMISED.strip().splitlines())
    return {row[0]: row[head.index(level)] for row in rows}


def named(level, *words):
    return {field for field, word in promised(level).items() if word in words}


def entry(**values):
    return SessionEntry(local_start=wall(hours=-1), minutes=30, **values)


def wrong(said, level, **known):
    return {problem.field for problem in levels.problems(said, level, **known)}


def test_every_field_has_its_row():
    fields = SessionEntry.__dataclass_fields__.keys() - ALWAYS | {"ends_local"}

    assert promised("brief").keys() == fields
    assert EVERYTHING.keys() | {"connection_id", "ends_local"} == fields
    assert fields >= WORDS


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_not_promised_is_refused_and_everything_else_is_kept(level):
    for whole in (EVERYTHING, ONE_THAT_IS_THERE):
        full = entry(**whole, ends_local=wall())

        assert wrong(full, level) == named(level, "-") & full.filled()


@pytest.mark.parametrize("level", LEVELS)
def test_what_must_be_there_is_asked_for_and_nothing_else(level):
    assert wrong(entry(), level) == named(level, "must")
    assert wrong(entry(), level, has_goals=True) == named(level, "must") | (
        {"goal_ids"} if level == "billable" else set()
    )


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_that_is_needed_or_asked_is_folded_away(level):
    in_sight = named(level, "open", "must") - ALWAYS_IN_SIGHT

    assert levels.RULES[level].unfolded == in_sight


@pytest.mark.parametrize("level", ["brief", "together", "billable"])
def test_the_rest_stays_between_us_is_a_complete_note(level):
    silent = entry(rest_stays_between_us=True)

    assert "text" not in wrong(silent, level)


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

    assert wrong(said, "together") == wanted


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"their_signature": "Ana", "their_signature_by": "them"}, set()),
        ({"their_signature": "Ana"}, {"their_signature_by"}),
        ({"their_signature_by": "them"}, {"their_signature"}),
        (
            {
                "their_signature": "Ana",
                "their_signature_by": "them",
                "read_together": False,
                "not_read_because": "tired",
            },
            {"their_signature"},
        ),
        ({"connection": "Choir", "connection_state": "went", "connection_with": "Gabe"}, {"connection_with"}),
        ({"connection": "Choir", "connection_state": "went", "connection_on": date(2027, 1, 31)}, {"connection_on"}),
        ({"connection": "Choir", "connection_id": "x", "connection_state": "went"}, {"connection_id"}),
        ({"connection_id": "x"}, {"connection_state"}),
    ],
)  # fmt: skip
def test_what_belongs_together_is_said_together(values, wanted):
    said = entry(**{"kinds": ("emotional",), "text": "x", "read_together": True} | values)

    assert wrong(said, "together") == wanted


@pytest.mark.parametrize(("level", "most"), [("brief", 600), ("together", 10_000), ("billable", 10_000)])
def test_note_has_room_for_so_many_letters(level, most):
    def fields(letters):
        return wrong(entry(**EVERYTHING | {"text": "a" * letters}), level)

    assert ("text" in fields(most), "text" in fields(most + 1)) == (False, True)
