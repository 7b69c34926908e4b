"""A peer's own hours: what is counted, what nobody paid, and what others get to see of it."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from sessions_app.models import SupportSession
from supervision.models import HoursChoice, SeniorMeeting, SeniorPlace, WorkWeek
from supervision.queries.hours import WEEK, hours_page, hours_total
from supervision.queries.my_work import my_work
from supervision.services import include_hours, write_week
from supervision.weeks import monday_of
from tests import factories

NOTHING = {"paid_minutes": None, "minutes": {}, "not_paid": []}


@pytest.fixture
def peer():
    return factories.make_peer(program=factories.make_program())


@pytest.fixture
def admin(peer):
    return factories.make_admin(agency=peer.agency)


def this(peer):
    return monday_of(peer.agency.today())


def write(peer, week, **said):
    return write_week(week=week, by=peer.user, **{**NOTHING, **said})


def met(peer, week, minutes):
    at = clock.now().replace(year=week.year, month=week.month, day=week.day, hour=18)
    program = peer.user.memberships.get().program
    SupportSession.objects.create(
        agency=peer.agency, peer=peer, program=program, level="attendance", state="completed", minutes=minutes,
        local_start=f"{week}T13:00", time_zone=program.time_zone, starts_at=at, closed_at=at,
    )  # fmt: skip


def supervised(peer, day, minutes):
    senior = factories.make_supervisor("senior", agency=peer.agency)
    meeting = SeniorMeeting.objects.create(
        agency=peer.agency, supervisor=senior, made_by=senior, form="individual", state="held", held_on=day,
        minutes=minutes,
    )  # fmt: skip
    SeniorPlace.objects.create(agency=peer.agency, meeting=meeting, peer=peer)


def waiting(user):
    return [(str(line.title), str(line.tag)) for line in my_work(user).waiting]


# --- a week ---


def test_meetings_and_supervision_are_counted_and_the_rest_is_said(peer):
    week = this(peer) - WEEK
    met(peer, week, 120)
    met(peer, week - WEEK, 45)
    supervised(peer, week + timedelta(days=6), 60)
    write(peer, week, minutes={"preparation": 30, "notes": 90})

    shown = {one.monday: one for one in hours_page(peer).weeks}

    assert shown[week].minutes == {
        "direct": 120, "supervision": 60, "preparation": 30, "travel": 0, "notes": 90, "training": 0,
    }  # fmt: skip
    assert (shown[week].done, shown[week - WEEK].done) == (300, 45)


@pytest.mark.parametrize(
    ("paid", "not_paid", "unpaid"),
    [
        (None, [], 0),
        (600, [], 0),
        (200, [], 100),
        (None, ["notes"], 90),
        (200, ["notes"], 100),
        (100, ["notes", "travel"], 200),
        (0, [], 300),
    ],
)
def test_not_paid_is_what_nobody_pays_for_and_what_goes_beyond(peer, paid, not_paid, unpaid):
    week = this(peer) - WEEK
    met(peer, week, 120)
    supervised(peer, week, 60)
    write(peer, week, paid_minutes=paid, minutes={"preparation": 30, "notes": 90}, not_paid=not_paid)

    page = hours_page(peer)

    assert (page.unpaid, page.written) == (unpaid, 1)


def test_a_week_that_was_not_written_down_says_nothing_about_pay(peer):
    met(peer, this(peer), 120)

    assert [week.unpaid for week in hours_page(peer).weeks] == [None] * 8


def test_two_weeks_that_were_written_down_are_drawn_and_the_others_are_gaps(peer):
    week = this(peer)
    write(peer, week, minutes={"travel": 90, "notes": 60}, not_paid=["travel"])
    assert hours_page(peer).chart is None
    write(peer, week - 2 * WEEK, paid_minutes=600, minutes={"notes": 660})

    drawn = hours_page(peer).chart
    paid, unpaid = drawn.lines

    assert (paid.values, unpaid.values) == ([*[None] * 5, 600, None, 60], [*[None] * 5, 60, None, 90])
    assert [words.replace("\u00a0", " ") for _worth, words in drawn.ticks] == ["0 min", "5 h", "10 h"]
    assert [drawn.in_words.format(value).replace("\u00a0", " ") for value in unpaid.values[-3::2]] == [
        "1 h",
        "1 h 30 min",
    ]
    page = factories.sign_in(peer.user).get("/supervision/hours/").content.decode()
    assert page.count('class="ps-chart"') == 1


def test_a_week_is_changed_and_not_doubled(peer):
    write(peer, this(peer), minutes={"travel": 60})
    write(peer, this(peer), minutes={"travel": 30})

    assert WorkWeek.objects.get().travel == 30


def test_weeks_that_cannot_be_are_refused_in_plain_words(peer, admin):
    for week, minutes in (
        (this(peer) + WEEK, {}),
        (this(peer) - timedelta(days=1), {}),
        (this(peer), {"travel": 5041, "notes": 5041}),
    ):
        with pytest.raises(DomainError):
            write(peer, week, minutes=minutes)
    with pytest.raises(NotAllowed):
        write_week(week=this(peer), by=admin, **NOTHING)


def test_a_new_week_begins_with_what_was_said_about_pay(peer):
    write(peer, this(peer) - WEEK, paid_minutes=1230, not_paid=["travel"])
    client = factories.sign_in(peer.user)
    address = f"/supervision/hours/{this(peer)}/"
    shown = client.get(address).content.decode()
    assert 'value="20.5"' in shown

    said = {
        "preparation": "60",
        "travel": "0",
        "notes": "0",
        "training": "30",
        "paid": "20.5",
        "not_paid": ["travel"],
    }
    assert client.post(address, said).status_code == 302

    row = WorkWeek.objects.get(week=this(peer))
    assert (row.paid_minutes, row.preparation, row.training, row.not_paid) == (1230, 60, 30, ["travel"])


@pytest.mark.parametrize("week", ["x", "2026-02-30", "1999-01-04", "2999-01-07", "2026-11-24"])
def test_a_week_that_is_none_has_no_page(peer, week):
    assert factories.sign_in(peer.user).get(f"/supervision/hours/{week}/").status_code == 404


def test_last_week_waits_only_for_who_writes_hours_down(peer):
    write(peer, this(peer) - 2 * WEEK)
    assert waiting(peer.user) == [("Your hours of last week", "")]
    write(peer, this(peer) - WEEK)
    assert waiting(peer.user) == []


# --- the total of the house ---


def counted(agency, number, **said):
    """So many peers whose last week is in the total."""
    week = monday_of(agency.today()) - WEEK
    for _ in range(number):
        peer = factories.make_peer(program=factories.make_program(agency=agency))
        HoursChoice.objects.create(agency=agency, peer=peer, counts_from=week)
        write(peer, week, **said)


def cells(total):
    return {cell.label: (cell.paid, cell.unpaid) for cell in total.cells if cell.paid or cell.unpaid}


def test_four_peers_are_too_few_and_five_are_shown_in_steps(peer):
    said = {"minutes": {"travel": 130, "notes": 70}, "not_paid": ["travel"]}
    counted(peer.agency, 4, **said)
    assert hours_total(peer.agency).cells == []

    counted(peer.agency, 1, **said)
    total = hours_total(peer.agency)

    assert cells(total) == {"Travel": (None, 600), "Notes and paperwork": (300, None)}
    assert (total.paid, total.unpaid) == (300, 600)


def test_a_kind_of_work_of_few_stands_neither_alone_nor_in_the_sum(peer):
    counted(peer.agency, 5, minutes={"travel": 120})
    counted(peer.agency, 2, minutes={"training": 3000})

    assert cells(hours_total(peer.agency)) == {"Travel": (600, None)}
    assert hours_total(peer.agency).paid == 600


def test_what_goes_beyond_the_paid_hours_is_spread_over_the_work(peer):
    counted(peer.agency, 5, paid_minutes=120, minutes={"travel": 120, "notes": 120})

    assert cells(hours_total(peer.agency)) == {"Travel": (300, 300), "Notes and paperwork": (300, 300)}


def test_nobody_is_counted_who_did_not_say_so_nor_for_the_weeks_before(peer):
    counted(peer.agency, 5, minutes={"travel": 120})
    week = this(peer) - WEEK
    write(peer, week, minutes={"travel": 6000})
    assert cells(hours_total(peer.agency)) == {"Travel": (600, None)}

    include_hours(included=True, by=peer.user)
    choice = HoursChoice.objects.get(peer=peer)
    assert choice.counts_from == this(peer) + WEEK
    assert cells(hours_total(peer.agency)) == {"Travel": (600, None)}

    HoursChoice.objects.filter(peer=peer).update(counts_from=week)
    assert cells(hours_total(peer.agency)) == {"Travel": (6600, None)}
    include_hours(included=False, by=peer.user)
    assert cells(hours_total(peer.agency)) == {"Travel": (600, None)}


def test_the_switch_is_off_until_the_peer_turns_it(peer):
    client = factories.sign_in(peer.user)
    assert "You are not counted." in client.get("/supervision/hours/").content.decode()
    client.post("/supervision/hours/count/", {"included": "yes"})
    assert "You are counted" in client.get("/supervision/hours/").content.decode()
    client.post("/supervision/hours/count/", {"included": "no"})
    assert HoursChoice.objects.get().counts_from is None
