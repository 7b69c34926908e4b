"""The meetings of one person: however full the calendar is, the last one held is there."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app.person_meetings import meetings_of
from sessions_app.querysets import Cursor
from sessions_app.services import cancel_session
from tests.factories import give_account, sign_in
from tests.sessions_app.world import Two, an_entry, wall


def found(two, before=None):
    with acting_as(two.user.pk):
        return meetings_of(two.person.pk, before=before)


def ids(sessions):
    return [session.pk for session in sessions]


@pytest.fixture
def two():
    return Two()


def test_next_ones_first_then_what_else_is_planned_and_what_was(two):
    older, newer = (two.complete(an_entry(local_start=wall(days=-days))) for days in (9, 2))
    plans = [two.plan(local_start=wall(days=days)) for days in (3, 1, 2, 4)]
    off = cancel_session(session=plans[2], by=two.user)

    page = found(two)

    assert ids(page.soonest) == [plans[1].pk, plans[0].pk]
    assert ids(page.further) == [off.pk, plans[3].pk]
    assert (ids(page.past), page.last_held.pk, page.older) == ([newer.pk, older.pk], newer.pk, "")


def test_a_full_calendar_hides_nothing_that_was_held(two):
    held = [two.complete(an_entry(local_start=wall(days=-days))) for days in range(1, 31)]
    for hours in range(1, 31):
        two.plan(local_start=wall(days=1, hours=hours), minutes=15)

    first = found(two)
    second = found(two, Cursor.read(first.older))

    assert (len(first.coming), first.last_held.pk) == (30, held[0].pk)
    assert ids(first.past) + ids(second.past) == ids(held)
    assert (second.coming, second.last_held) == ([], None)


def test_one_planned_and_past_stands_with_what_was(two):
    with clock.set_to(clock.now() - timedelta(days=2)):
        unwritten = two.plan(local_start=wall(days=1))

    page = found(two)

    assert (page.coming, ids(page.past), page.last_held) == ([], [unwritten.pk], None)


@pytest.mark.parametrize("side", ["peer", "person"])
def test_both_pages_fold_what_is_beyond_the_next_two(two, side):
    two.complete()
    for days in (1, 2, 3):
        two.plan(local_start=wall(days=days))
    own = give_account(two.person)

    if side == "peer":
        page = sign_in(two.user).get(f"/people/{two.person.pk}/").content.decode()
    else:
        page = sign_in(own).get("/my/meetings/").content.decode()

    assert 'id="further"' in page
    assert "1 more in the calendar" in page
