"""Past meetings out of a file: facts and nothing else, in the clock of the program."""

from datetime import UTC, datetime

import pytest

from peersupport.core import clock
from peersupport.exchange import services
from peersupport.people.models import SupportedPerson
from sessions_app.models import Attendance, SessionNote, SupportSession
from tests import factories
from tests.sessions_app.world import Two, facts_only

from .world import House, counts, work


@pytest.fixture
def house():
    house = House()
    house.ana = factories.make_person(program=house.program, name="Ana R.", added_by=house.office)
    return house


def test_a_meeting_comes_in_as_facts(house):
    run = house.brought(
        house.meetings("Ana R.,{peer},2026-03-02,14:30,45,phone,Listened and understood; companionship",
                       head="Person,Peer,Date,Start,Minutes,Way,Kinds"), "sessions"
    )  # fmt: skip

    assert counts(run) == (1, 0, 0, 0)
    session = SupportSession.objects.get()
    assert (session.state, session.level, session.imported, session.first_contact, session.has_note) == (
        "completed", "attendance", True, False, False,
    )  # fmt: skip
    assert (session.local_start, session.starts_at, session.minutes, session.way, session.kinds) == (
        "2026-03-02T14:30", datetime(2026, 3, 2, 19, 30, tzinfo=UTC), 45, "phone", ["companionship", "emotional"],
    )  # fmt: skip
    assert list(Attendance.objects.values_list("person", "peer", "starts_at")) == [
        (house.ana.pk, house.peer.pk, session.starts_at)
    ]
    assert not SessionNote.objects.exists()


def test_the_same_meetings_again_change_nothing(house):
    file = house.meetings("Ana R.,{peer},2026-03-02,14:30,45", "Ana R.,{peer},2026-03-09,14:30,45")
    house.brought(file, "sessions")

    assert counts(house.checked(file, "sessions")) == (0, 2, 0, 0)
    assert SupportSession.objects.count() == 2


def test_what_a_peer_wrote_down_themselves_is_not_brought_again():
    two = Two(level="attendance")
    session = two.complete(facts_only())
    house = House(agency=two.agency)
    row = f"Ana R.,{two.user.email},{session.local_start.replace('T', ',')},60"

    assert counts(house.checked(house.meetings(row), "sessions")) == (0, 1, 0, 0)


def test_imported_meetings_use_up_no_first_contact():
    two = Two(level="attendance", agreed=False)
    house = House(agency=two.agency)
    rows = [f"Ana R.,{two.user.email},2026-03-{day:02},14:30,45" for day in range(2, 12)]
    house.brought(house.meetings(*rows), "sessions")

    for _ in range(3):
        assert two.complete(facts_only(local_start=facts_only().local_start)).first_contact


def test_people_are_known_by_their_number_or_by_the_house(house):
    house.brought("name,reference\nBo,0017\nBo,0018\n")
    head = "reference,peer,date,start,minutes"
    run = house.brought(
        house.meetings(
            "0018,{peer},2026-03-02,9:00,30", f"{house.ana.pk},{{peer}},2026-03-02,10:00,30", head=head
        ),
        "sessions",
    )

    assert run.new_rows == 2
    assert Attendance.objects.get(person=house.ana).starts_at.hour == 15


def test_what_cannot_be_is_said_in_its_line(house):
    factories.make_person(program=house.program, name="Sam", added_by=house.office)
    factories.make_person(program=house.program, name="SAM", added_by=house.office)
    later = clock.now().year + 1
    run = house.checked(
        house.meetings(
            "Nobody,{peer},2026-03-02,14:30,45",
            "Sam,{peer},2026-03-02,14:30,45",
            "Ana R.,who@example.org,2026-03-02,14:30,45",
            "Ana R.,{peer},2026-02-30,14:30,45",
            "Ana R.,{peer},2026-03-02,25:00,45",
            "Ana R.,{peer},2026-03-02,,45",
            "Ana R.,{peer},2026-03-08,2:30,45",
            "Ana R.,{peer},2025-11-02,1:30,45",
            "Ana R.,{peer},2026-03-02,14:30,0",
            f"Ana R.,{{peer}},{later}-03-02,14:30,45",
            "Ana R.,{peer},1999-03-02,14:30,45",
            ",{peer},2026-03-02,14:30,45",
        ),
        "sessions",
    )

    said = {line: (column, sentence) for line, column, sentence in house.problems(run)}
    assert sorted(said) == list(range(2, 14))
    assert said[2] == ("The person’s name", "Nobody here is called “Nobody”. Bring the people in first.")
    assert said[3] == (
        "The person’s name",
        "Several people here are called “Sam”. Please write their number from the old system.",
    )
    assert said[8][0] == "Start"
    assert "twice" in said[9][1]
    assert (said[10][0], said[11][0], said[12][0], said[13][0]) == (
        "Minutes",
        "Start",
        "Day",
        "The person’s name",
    )


def test_the_second_of_two_hours_can_be_said(house):
    house.brought(
        house.meetings("Ana R.,{peer},2025-11-02,1:30 first,45", "Ana R.,{peer},2025-11-02,1:30 (2),45"),
        "sessions",
    )

    assert [at.hour for at in SupportSession.objects.order_by("starts_at").values_list("starts_at", flat=True)] == [
        5, 6,
    ]  # fmt: skip


def test_other_states_and_groups_are_left_out(house):
    run = house.brought(
        house.meetings(
            "Ana R.,{peer},2026-03-02,14:30,45,we met,",
            "Ana R.,{peer},2026-03-03,14:30,45,called off,",
            "Ana R.,{peer},2026-03-04,14:30,45,,Tea and talk",
            head="name,peer,date,start,minutes,state,group",
        ),
        "sessions",
    )

    assert counts(run) == (1, 0, 2, 0)


def test_nobody_comes_in_out_of_reach(house):
    colleague = factories.make_peer(agency=house.agency).user
    factories.make_person(program=house.program, name="Cy", also_staff=colleague, added_by=house.office)
    died = factories.make_person(program=house.program, name="Dee", added_by=house.office)
    SupportedPerson.objects.filter(pk=died.pk).update(died_on=clock.now().date())
    factories.make_person(name="Elsewhere")
    rows = [f"{name},{{peer}},2026-03-02,14:30,45" for name in ("Cy", "Dee", "Elsewhere")]

    assert [line for line, *_ in house.problems(house.checked(house.meetings(*rows), "sessions"))] == [
        2,
        3,
        4,
    ]


DAYS = ("1/2/2026", "3/4/2026")


def test_days_that_could_be_either_are_asked_about_once(house):
    run = house.checked(house.meetings(*(f"Ana R.,{{peer}},{day},14:30,45" for day in DAYS)), "sessions")
    assert run.state == "asking"

    services.answer_days(run=run, day_first=True, by=house.office)
    run = work(run)
    services.bring_in(run=run, by=house.office)
    work(run)

    assert list(SupportSession.objects.order_by("local_start").values_list("local_start", flat=True)) == [
        "2026-02-01T14:30",
        "2026-04-03T14:30",
    ]


@pytest.mark.parametrize(("proof", "wanted"), [("31/1/2026", "2026-02-01"), ("1/31/2026", "2026-01-02")])
def test_one_day_that_tells_is_enough(house, proof, wanted):
    rows = (f"Ana R.,{{peer}},{day},14:30,45" for day in ("1/2/2026", proof))
    house.brought(house.meetings(*rows), "sessions")

    assert SupportSession.objects.filter(local_start__startswith=wanted).count() == 1


def test_days_that_contradict_each_other_are_asked_about(house):
    rows = (f"Ana R.,{{peer}},{day},14:30,45" for day in ("31/1/2026", "1/31/2026"))

    assert house.checked(house.meetings(*rows), "sessions").state == "asking"


def test_what_excel_keeps_is_understood(house):
    house.brought(house.meetings("Ana R.;{peer};45292;0,604166667;0,03125", head="name;peer;date;start;minutes"),
                  "sessions")  # fmt: skip
    house.brought(house.meetings("Ana R.,{peer},45293.604,45", head="name,peer,date,minutes"), "sessions")

    assert list(SupportSession.objects.order_by("local_start").values_list("local_start", "minutes")) == [
        ("2024-01-01T14:30", 45),
        ("2024-01-02T14:30", 45),
    ]
