"""Lists to take along: what the page shows to this reader, and back in again as the same facts."""

import csv
import io
import unicodedata
import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.names import name_key
from peersupport.core.principal import acting_as
from peersupport.exchange import services
from peersupport.people.models import SupportedPerson
from sessions_app import local_time
from sessions_app.models import Attendance, Kind, SupportSession, Way
from sessions_app.querysets import SessionFilter
from tests import factories
from tests.sessions_app.circle import Circle
from tests.sessions_app.world import Two, an_entry, wall

from .world import House

HEAD = ["Day", "Start", "Minutes", "The person’s name", "The person’s number", "Peer", "Way of meeting",
        "Kinds of support", "What became of it", "Group"]  # fmt: skip


def taken_meetings(user, **only):
    with acting_as(user.pk):
        lines = services.take_meetings(only=SessionFilter(**only), why="overview", by=user)
    return "".join(lines)


def taken_people(user):
    people = SupportedPerson.objects.reached_by(user).listed()
    return "".join(services.take_people(people=people, why="moving", by=user))


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


@pytest.fixture
def two():
    return Two()


def test_a_peer_takes_facts_of_their_meetings(two):
    session = two.complete(an_entry(way="phone", text="We talked about the job."))
    text = taken_meetings(two.user)
    day, start = session.local_start.split("T")

    assert rows_of(text) == [
        HEAD,
        [
            day,
            start,
            "60",
            "Ana R.",
            str(two.person.pk),
            two.user.name,
            "phone",
            "Listened and understood",
            "we met",
            "",
        ],
    ]
    assert "job" not in text


def test_nobody_takes_what_their_list_does_not_show(two):
    two.complete()
    stranger, office = factories.make_peer(agency=two.agency).user, factories.make_admin(agency=two.agency)

    assert rows_of(taken_meetings(stranger)) == [HEAD]
    assert rows_of(taken_meetings(office)) == [HEAD]


def test_a_supervisor_takes_what_the_filter_shows(two):
    two.complete()
    two.plan()
    supervisor = factories.make_link(peer=two.peer).supervisor

    assert [row[8] for row in rows_of(taken_meetings(supervisor, state="planned"))[1:]] == ["planned"]


def test_a_person_takes_their_own_presence(two):
    two.complete()
    me = factories.give_account(two.person)
    with acting_as(me.pk):
        text = "".join(services.take_meetings(only=SessionFilter(), person=two.person, by=me))

    assert [len(row) for row in rows_of(text)] == [7, 7]
    assert (two.user.name in text, "Ana" in text) == (True, False)
    assert AuditEvent.objects.get(action="export.own_meetings_taken").fields == ["rows:1"]


def test_namesakes_keep_their_own_numbers():
    """Two whose names fold to the same letters, in whatever order the rows were written."""
    circle = Circle()
    people = [circle.walks_with(name) for name in ("Zoë", "Zoe", "ZOE", "zoé")]
    circle.met(people=people[::-1], count=5)
    circle.met(people=people, count=5, local_start=wall(days=-3))

    rows = [row[3:5] for row in rows_of(taken_meetings(circle.user))[1:]]

    expected = [[person.chosen_name, str(person.pk)] for person in sorted(people, key=lambda one: one.pk)]
    assert rows == expected * 2


def test_that_somebody_took_a_list_is_written_down_first(two):
    two.complete()
    with acting_as(two.user.pk):
        services.take_meetings(only=SessionFilter(), why="funding", by=two.user)

    assert AuditEvent.objects.get(action="export.meetings_taken").fields == ["for:funding", "rows:1"]


def test_a_name_like_a_formula_is_guarded():
    house = House()
    factories.make_person(program=house.program, name="-Ana", added_by=house.office)

    assert rows_of(taken_people(house.office))[1][0] == "'-Ana"


def test_a_list_longer_than_a_page_is_whole(two):
    start = clock.now() - timedelta(days=300)
    ids = [uuid.uuid4() for _ in range(1100)]
    common = {"agency": two.agency, "peer": two.peer}
    for number, pk in enumerate(ids):
        at = start + timedelta(hours=number // 3)
        ids[number] = (
            SupportSession(id=pk, program=two.program, level="attendance", state="completed", minutes=30, starts_at=at,
                           local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", closed_at=at, **common),
            Attendance(session_id=pk, person=two.person, starts_at=at, **common),
        )  # fmt: skip
    SupportSession.objects.bulk_create(session for session, _attendance in ids)
    Attendance.objects.bulk_create(attendance for _session, attendance in ids)

    assert len(rows_of(taken_meetings(two.user))) == 1101
    assert AuditEvent.objects.get(action="export.meetings_taken").fields[1] == "rows:1100"


# --- out of one house and into another -------------------------------------------------------------------------------

# As the house keeps every name: in NFC (core/text.py).
NAMES = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
    .map(lambda name: unicodedata.normalize("NFC", name))
    .filter(
        lambda name: (
            name[0] not in "=+-@'"
            and name_key(name)
            and not set(name) & set("\u115f\u1160\u3164\uffa0\u2800")
        )
    )
)
PERSON = st.tuples(
    NAMES, st.sampled_from(["", "she/her", "elle"]), st.sampled_from(["en", "es", "haw", "ar"])
)
# Times on the wall: they have no zone of their own.
AMBIGUOUS = local_time.from_stored("2025-11-02T01:30")
YEARS = [local_time.from_stored(f"{year}-01-01T00:00") for year in (2024, 2026)]
MEETING = st.tuples(
    st.integers(0, 4),
    st.datetimes(*YEARS).map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(0, 1),
    st.integers(1, 600),
    st.sampled_from(["", *Way.values]),
    st.sets(st.sampled_from(Kind.values)),
)  # fmt: skip


def facts_of(house):
    people = SupportedPerson.objects.filter(agency=house.agency)
    met = SupportSession.objects.filter(agency=house.agency)
    return (
        sorted(people.values_list("chosen_name", "name_key", "pronouns", "language")),
        sorted(
            met.values_list(
                "attendances__person__chosen_name", "starts_at", "local_start", "minutes", "way", "kinds"
            )
        ),
    )


def fill(house, people, meetings):
    rows = [
        factories.make_person(
            program=house.program, name=name, added_by=house.office, pronouns=pronouns, language=code
        )
        for name, pronouns, code in people
    ]
    house.pairings = [factories.make_pairing(person=person, peer=house.peer) for person in rows]
    for who, local, fold, minutes, way, kinds in meetings:
        person = rows[who % len(rows)]
        zone = person.program.time_zone
        if not local_time.exists(local, zone):
            continue
        at = local_time.to_instant(local, zone, fold if local_time.happens_twice(local, zone) else 0)
        common = {"agency": house.agency, "peer": house.peer, "starts_at": at}
        if Attendance.objects.filter(person=person, starts_at=at).exists():
            continue
        session = SupportSession.objects.create(
            program=house.program, level="brief", state="completed", local_start=local_time.stored(local),
            time_zone=zone, minutes=minutes, way=way, kinds=sorted(kinds), closed_at=clock.now(), **common,
        )  # fmt: skip
        Attendance.objects.create(session=session, person=person, **common)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(
    people=st.lists(PERSON, min_size=1, max_size=5, unique_by=lambda one: one[0]),
    meetings=st.lists(MEETING | st.just((0, AMBIGUOUS, 1, 45, "phone", {"emotional"})), max_size=8),
    language=st.sampled_from(["en", "es"]),
)  # fmt: skip
def test_what_is_taken_out_comes_in_as_the_same_facts(people, meetings, language):
    old, new = House(), House()
    fill(old, people, meetings)
    for house in (old, new):
        for user in (house.office, house.peer.user):
            user.language = language
            user.save(update_fields=["language"])
    new.brought(taken_people(old.office))
    if facts_of(old)[1]:
        new.brought(taken_meetings(old.peer.user), "sessions")

    assert facts_of(new) == facts_of(old)
    assert new.checked(taken_people(old.office)).new_rows == 0
    assert old.checked(taken_people(old.office)).new_rows == 0
