"""Lists: pages that join without a gap, filters, and as many queries for thirty rows as for three."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.core import clock
from sessions_app import local_time
from sessions_app.models import Attendance, SupportSession
from tests.access.test_query_counts import Crowd
from tests.api.caller import Caller
from tests.factories import make_link, make_program
from tests.sessions_app.world import ZONE, Two

LISTS = ["people/", "pairings/", "sessions/", "notes/"]
MOST_QUERIES = 8


def met(two, *, days, **values):
    at = values.pop("at", None) or clock.now() - timedelta(days=days)
    common = {"agency": two.agency, "peer": two.peer}
    session = SupportSession.objects.create(
        **{
            "program": two.program, "level": "brief", "state": "completed", "minutes": 30, "time_zone": ZONE,
            "local_start": local_time.stored(local_time.to_local(at, ZONE)), "starts_at": at, "closed_at": at,
            **common, **values,
        }
    )  # fmt: skip
    Attendance.objects.create(session=session, person=two.person, starts_at=at, **common)
    return session


def walk(caller, path, **query):
    """All rows of a list, page by page."""
    rows, pages = [], 0
    answer = caller.get(path, **query)
    while True:
        pages += 1
        assert answer.status_code == 200, answer.content
        rows += answer.json()["results"]
        following = answer.json()["next"]
        if following is None:
            return rows, pages
        answer = caller.client.get(following, headers=caller.headers())


def test_pages_of_meetings_join_without_a_gap():
    two = Two()
    wanted = [str(met(two, days=days).pk) for days in range(60)]

    rows, pages = walk(Caller(two.user), "sessions/")

    assert [row["id"] for row in rows] == wanted
    assert pages == 3


def test_people_come_by_name_and_a_name_stands_in_no_address():
    crowd = Crowd(60)
    caller = Caller(crowd.peer.user)

    rows, pages = walk(caller, "people/")

    assert [row["chosen_name"] for row in rows] == sorted(f"Sam {number}" for number in range(60))
    assert pages == 3
    assert "Sam" not in caller.get("people/").json()["next"]
    assert len(walk(caller, "pairings/", state="active")[0]) == 60


def test_meetings_of_some_days():
    two = Two()
    today = clock.today(two.agency.time_zone)
    noon = datetime.combine(today, time(12), ZoneInfo(ZONE))  # whatever the clocks do in these weeks
    sessions = {days: str(met(two, days=days, at=noon - timedelta(days=days)).pk) for days in range(40)}

    def asked(**query):
        return {row["id"] for row in walk(Caller(two.user), "sessions/", **query)[0]}

    assert asked(since=today) == {sessions[0]}
    assert asked(until=today - timedelta(days=39)) == {sessions[39]}
    between = asked(since=today - timedelta(days=35), until=today - timedelta(days=3))
    assert between == {sessions[days] for days in range(3, 36)}
    assert asked(until=today - timedelta(days=50)) == set()


def test_filters_are_those_of_the_page():
    two, elsewhere = Two(), None
    elsewhere = make_program(agency=two.agency)
    here = met(two, days=1)
    there = met(two, days=2, program=elsewhere)
    cancelled = met(two, days=3, state="cancelled")
    other = Two(peer=two.peer)
    theirs = met(other, days=4)
    caller = Caller(two.user)

    def asked(path="sessions/", **query):
        return [row["id"] for row in caller.get(path, **query).json()["results"]]

    assert asked(state="cancelled") == [str(cancelled.pk)]
    assert asked(program=elsewhere.pk) == [str(there.pk)]
    assert asked(person=other.person.pk) == [str(theirs.pk)]
    assert asked(peer=two.peer.pk) == [str(row.pk) for row in (here, there, cancelled, theirs)]
    assert asked("pairings/", person=other.person.pk) == [str(other.pairing.pk)]
    assert asked("people/", program=other.program.pk) == [str(other.person.pk)]
    assert sorted(asked("people/", who="me")) == sorted([str(two.person.pk), str(other.person.pk)])
    found = caller.post("people/search/", {"q": "ana"}).json()["results"]
    assert {row["id"] for row in found} == {str(two.person.pk), str(other.person.pk)}


def test_another_agencys_rows_are_in_no_list():
    two, far = Two(), Two()
    met(far, days=1)
    caller = Caller(two.user)

    assert caller.get("sessions/", person=far.person.pk).json()["results"] == []
    assert caller.get("people/", program=far.program.pk).json()["results"] == []


@pytest.fixture
def crowds(database):
    return Crowd(3), Crowd(30)


def queries(caller, path):
    with CaptureQueriesContext(connection) as captured:
        answer = caller.get(path)
    assert answer.status_code == 200
    return len(captured)


def test_lists_ask_as_often_for_thirty_rows_as_for_three(crowds, settings):
    settings.API_REQUESTS_A_MINUTE = 59  # narrow enough that each request is counted
    asked = {}
    for who in ("peer", "clinical", "office", "person"):
        few, many = (Caller(crowd.readers[who]) for crowd in crowds)
        for path in LISTS:
            if who != "office" or path in {"people/", "pairings/"}:
                asked[who, path] = (queries(few, path), queries(many, path))

    assert {key: counts for key, counts in asked.items() if counts[0] != counts[1]} == {}
    assert {key: counts for key, counts in asked.items() if counts[1] > MOST_QUERIES} == {}


def test_a_supervisor_whom_the_person_keeps_away_finds_no_pairing():
    two = Two()
    clinical = Caller(make_link(peer=two.peer).supervisor)
    assert len(clinical.get("pairings/").json()["results"]) == 1

    two.person.blocks.create(agency=two.agency, user=clinical.user)

    assert clinical.get("pairings/").json()["results"] == []
    assert clinical.get(f"pairings/{two.pairing.pk}/").status_code == 404


def test_a_line_of_the_list_is_the_meeting():
    two = Two()
    session = two.complete()
    caller = Caller(two.user)

    line, whole = caller.get("sessions/").json()["results"][0], caller.get(f"sessions/{session.pk}/").json()

    assert whole.pop("group") is None
    assert line == whole
