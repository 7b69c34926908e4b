"""No number on the office's page lets anybody work out a hidden one."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peersupport.home.queries.office import SMALLEST_CELL, part, shown
from tests import factories
from tests.factories import make_admin, make_agency, make_peer, sign_in
from tests.sessions_app.world import Two, facts_only

counts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8)
small = st.integers(0, SMALLEST_CELL - 1)


def published(cells):
    """Everything that leaves the query: one value a cell, and no sum of any kind."""
    return [shown(meetings, people) for meetings, people in cells]


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine the first draw waits
@given(counts, st.data())
def test_every_hidden_cell_could_be_any_other_small_number(cells, data):
    others = [
        (meetings, people)
        if shown(meetings, people) is not None
        else (data.draw(small), data.draw(st.integers(0, 40)))
        for meetings, people in cells
    ]

    assert published(cells) == published(others)


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_number_is_shown_only_from_five_meetings_with_five_people_on(meetings, people):
    is_large = meetings >= SMALLEST_CELL and people >= SMALLEST_CELL

    assert shown(meetings, people) == (meetings if is_large else None)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_hidden_with_its_small_rest(count, rest):
    is_large = count >= SMALLEST_CELL and rest >= SMALLEST_CELL

    assert part(count, count + rest) == (count if is_large else None)


def meet(agency, program, *, people, meetings_each=1, kind="companionship"):
    peer = make_peer(agency=agency)
    for number in range(people):
        two = Two(peer=peer, agreed=False, name=f"P{number}")
        two.person.program = program
        two.person.save(update_fields=["program"])
        for _ in range(meetings_each):
            two.complete(facts_only(kinds=(kind,)))


def numbers_on(page):
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", page)]


def test_the_page_shows_the_large_program_and_neither_the_small_one_nor_a_sum():
    agency = make_agency()
    large, little = (
        factories.make_program(agency=agency, names={"en": name}) for name in ("Large", "Little")
    )
    meet(agency, large, people=6)
    meet(agency, little, people=4)

    page = sign_in(make_admin(agency=agency)).get("/").content.decode()

    # Six in the large program, and six by kind: ten would tell the four of the little one.
    assert numbers_on(page) == [6, 6]


def test_many_meetings_with_few_people_stay_hidden():
    agency = make_agency()
    program = factories.make_program(agency=agency)
    meet(agency, program, people=3, meetings_each=3)

    page = sign_in(make_admin(agency=agency)).get("/").content.decode()

    assert numbers_on(page) == []


def test_a_kind_that_all_but_a_few_meetings_had_stays_hidden():
    agency = make_agency()
    program = factories.make_program(agency=agency)
    meet(agency, program, people=6)
    meet(agency, program, people=2, kind="emotional")

    page = sign_in(make_admin(agency=agency)).get("/").content.decode()

    # Eight meetings; six of one kind beside it would tell the two of the other.
    assert numbers_on(page) == [8]
